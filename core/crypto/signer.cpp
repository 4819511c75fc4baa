// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/signer.h"

#include "core/crypto/key_signer.h"

namespace fieldfare {

Result<std::unique_ptr<Signer>> openFileSigner(const std::filesystem::path& key,
                                               const std::filesystem::path& certificate,
                                               const SecretProvider& passphrase) {
    FF_TRY(std::vector<Certificate> chain, Certificate::listFromFile(certificate));
    FF_TRY(PrivateKey opened, openPrivateKey(key, passphrase));
    return makeKeySigner(std::move(opened), std::move(chain)).with("path", certificate.string());
}

Result<std::unique_ptr<Signer>> openSigner(std::string_view key, const std::filesystem::path& certificate,
                                           const SecretProvider& secret) {
    return key.starts_with("pkcs11:") ? openTokenSigner(key, certificate, secret)
                                      : openFileSigner(key, certificate, secret);
}

} // namespace fieldfare
