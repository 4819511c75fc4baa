// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"
#include "core/crypto/certificate.h"

#include <functional>

namespace fieldfare {

/// Makes signatures with one private key. One thread at a time.
class Signer {
public:
    virtual ~Signer() = default;
    [[nodiscard]] virtual const Certificate& certificate() const = 0;
    /// A detached CMS SignedData (DER) over `content` with one SignerInfo: SHA-256, signedAttrs with
    /// contentType, messageDigest and signingTime = `signingTime`; certificate and intermediates embedded. If
    /// `existing` is not empty it is a CMS over the same content and the SignerInfo is added to it. Errors:
    /// SigningFailed, BadSignature (existing does not parse).
    [[nodiscard]] virtual Result<Bytes> sign(ByteView content, UnixTime signingTime,
                                             ByteView existing = {}) = 0;
};

/// Asks for a passphrase or PIN; called only if the key needs one. `what` names the key for the prompt.
using SecretProvider = std::function<Result<Secret>(std::string_view what)>;

/// A key file (PEM, PKCS#8, encrypted or not) and a certificate file (leaf first, then its chain).
/// RSA of at least 3072 bits or ECDSA on P-256 or P-384. Errors: BadKey, KeyMismatch, NotFound,
/// BadCertificate, WrongPassphrase.
[[nodiscard]] Result<std::unique_ptr<Signer>> openFileSigner(const std::filesystem::path& key,
                                                             const std::filesystem::path& certificate,
                                                             const SecretProvider& passphrase);
/// A key on a token by its PKCS#11 URI (RFC 7512), through the OpenSSL engine "pkcs11"; the certificate as a
/// file. Of the URI's query, module-path, pin-value and pin-source are understood, and a PIN in it is never
/// shown. Without a module-path, PKCS11_MODULE_PATH names the module; without that, p11-kit's list does.
/// The PIN is tried once and never again by itself: a token counts. Errors: PinRefused, PinLocked,
/// TokenKeyMissing (no such token or key), TokenUnavailable (engine or module), KeyMismatch, NotFound,
/// BadCertificate.
[[nodiscard]] Result<std::unique_ptr<Signer>> openTokenSigner(std::string_view pkcs11Uri,
                                                              const std::filesystem::path& certificate,
                                                              const SecretProvider& pin);
/// "pkcs11:..." opens a token, everything else a file.
[[nodiscard]] Result<std::unique_ptr<Signer>>
openSigner(std::string_view key, const std::filesystem::path& certificate, const SecretProvider& secret);

} // namespace fieldfare
