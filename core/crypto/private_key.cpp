// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/certificate_builder.h"
#include "core/crypto/openssl.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>

namespace fieldfare {

namespace {

Error failed(const openssl::ErrorQueue& queue, std::string_view fallback) {
    return Error(ErrorCode::SigningFailed, {{"detail", queue.reason(fallback)}});
}

/// A memory BIO that wipes what it held.
openssl::Bio secretBio() {
    return openssl::Bio(BIO_new(BIO_s_secmem()));
}

Secret takeSecret(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return Secret(std::string(data, size > 0 ? static_cast<std::size_t>(size) : 0));
}

using Pkcs8 = openssl::Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using Algorithm = openssl::Owned<X509_ALGOR, X509_ALGOR_free>;
using EncryptedPkcs8 = openssl::Owned<X509_SIG, X509_SIG_free>;

} // namespace

Result<PrivateKey> PrivateKey::generate(KeyKind kind) {
    const openssl::ErrorQueue queue;
    EVP_PKEY* key = nullptr;
    switch (kind) {
    case KeyKind::EcP256:
        key = EVP_EC_gen("P-256");
        break;
    case KeyKind::EcP384:
        key = EVP_EC_gen("P-384");
        break;
    case KeyKind::Rsa3072:
        key = EVP_RSA_gen(3072);
        break;
    }
    if (key == nullptr) {
        return failed(queue, "no key could be made");
    }
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
}

Result<Secret> PrivateKey::toPem() const {
    const openssl::ErrorQueue queue;
    const openssl::Bio bio = secretBio();
    if (!bio ||
        PEM_write_bio_PKCS8PrivateKey(bio.get(), native(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return failed(queue, "the key could not be written");
    }
    return takeSecret(bio.get());
}

Result<Secret> PrivateKey::toPem(const Secret& passphrase, const KeyProtection& protection) const {
    const openssl::ErrorQueue queue;
    if (passphrase.empty()) {
        return Error(ErrorCode::BadValue, {{"key", "passphrase"}, {"detail", "it is empty"}});
    }
    const Pkcs8 plain(EVP_PKEY2PKCS8(native()));
    Algorithm algorithm(PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, protection.scryptN,
                                              protection.scryptR, protection.scryptP));
    if (!plain || !algorithm) {
        return failed(queue, "the key could not be encrypted");
    }
    const EncryptedPkcs8 encrypted(PKCS8_set0_pbe(passphrase.reveal().data(),
                                                  static_cast<int>(passphrase.reveal().size()), plain.get(),
                                                  algorithm.get()));
    if (!encrypted) {
        return failed(queue, "the key could not be encrypted");
    }
    static_cast<void>(algorithm.release()); // now part of `encrypted`
    const openssl::Bio bio = secretBio();
    if (!bio || PEM_write_bio_PKCS8(bio.get(), encrypted.get()) != 1) {
        return failed(queue, "the key could not be written");
    }
    return takeSecret(bio.get());
}

Digest PrivateKey::publicKeyDigest() const {
    return openssl::publicKeyDigest(native());
}

} // namespace fieldfare
