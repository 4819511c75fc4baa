// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/digest.h"

#include "core/crypto/openssl.h"

#include <algorithm>
#include <cstdlib>

namespace fieldfare {

namespace {

/// Looking an algorithm up costs more than hashing 4 KiB, so it is done once. OpenSSL frees its own tables at
/// exit.
const EVP_MD* sha256Algorithm() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

/// Only a broken OpenSSL installation or a lack of memory leads here; no caller could go on.
void require(bool ok) {
    if (!ok) {
        std::abort();
    }
}

} // namespace

Result<Digest> digestFromHex(std::string_view text) {
    FF_TRY(const Bytes bytes, fromHex(text));
    Digest digest;
    if (bytes.size() != digest.bytes.size()) {
        return Error(ErrorCode::BadValue, {{"key", "digest"}, {"detail", "not 64 hexadecimal digits"}});
    }
    std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
    return digest;
}

struct Sha256::State {
    openssl::Owned<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256()
    : m_state(std::make_unique<State>()) {
    require(m_state->context && EVP_DigestInit_ex(m_state->context.get(), sha256Algorithm(), nullptr) == 1);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(ByteView data) {
    require(EVP_DigestUpdate(m_state->context.get(), data.data(), data.size()) == 1);
}

Digest Sha256::finish() {
    Digest digest;
    EVP_MD_CTX* context = m_state->context.get();
    require(EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(digest.bytes.data()), nullptr) == 1);
    require(EVP_DigestInit_ex(context, nullptr, nullptr) == 1);
    return digest;
}

Digest sha256(ByteView data) {
    thread_local Sha256 hash; // making one costs as much as hashing some hundred bytes
    hash.update(data);
    return hash.finish();
}

} // namespace fieldfare
