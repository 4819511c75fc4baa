// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/openssl.h"

#include <openssl/core_names.h>

namespace fieldfare::openssl {

std::string ErrorQueue::reason(std::string_view fallback) const {
    const unsigned long code = ERR_peek_last_error();
    const char* text = code == 0 ? nullptr : ERR_reason_error_string(code);
    return text == nullptr ? std::string(fallback) : std::string(text);
}

bool ErrorQueue::has(int library, int reason) {
    bool found = false;
    while (const unsigned long code = ERR_get_error()) {
        found = found || (ERR_GET_LIB(code) == library && ERR_GET_REASON(code) == reason);
    }
    return found;
}

Bio readBio(ByteView data) {
    return Bio(BIO_new_mem_buf(data.data(), static_cast<int>(data.size())));
}

Bytes contentOf(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size <= 0 ? Bytes{} : toBytes(asBytes({data, static_cast<std::size_t>(size)}));
}

bool keyIsAllowed(const EVP_PKEY* key) {
    if (key == nullptr) {
        return false;
    }
    if (EVP_PKEY_is_a(key, "RSA") == 1) {
        const int bits = EVP_PKEY_get_bits(key);
        return bits >= 3072 && bits <= 8192;
    }
    if (EVP_PKEY_is_a(key, "EC") == 1) {
        char group[64] = {};
        std::size_t length = 0;
        if (EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1) {
            return false;
        }
        const std::string_view name(group, length);
        return name == "prime256v1" || name == "P-256" || name == "secp384r1" || name == "P-384";
    }
    return false;
}

Digest publicKeyDigest(const EVP_PKEY* key) {
    return sha256(encode(key, i2d_PUBKEY));
}

} // namespace fieldfare::openssl
