// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"
#include "core/crypto/certificate.h"
#include "core/crypto/role.h"
#include <optional>

struct evp_pkey_st;

namespace fieldfare {

/// What keys Fieldfare makes.
enum class KeyKind { EcP256, EcP384, Rsa3072 };

/// How a private key is encrypted at rest: PKCS#8 with AES-256-CBC under a key derived by scrypt (RFC 7914).
/// The default takes about 0.2 s and 16 MiB for each guess, the most that OpenSSL 3.0 reads back without
/// being told to.
struct KeyProtection {
    std::uint64_t scryptN = 1U << 14;
    std::uint64_t scryptR = 8;
    std::uint64_t scryptP = 5;
};

/// A private key in memory. Immutable and cheap to copy (shared); OpenSSL wipes it when the last copy goes.
class PrivateKey {
public:
    /// Makes a new key. Errors: SigningFailed (no entropy, no memory).
    [[nodiscard]] static Result<PrivateKey> generate(KeyKind kind);
    /// PKCS#8 PEM, encrypted if a passphrase is given. Errors: SigningFailed; BadValue if the passphrase is
    /// empty.
    [[nodiscard]] Result<Secret> toPem() const;
    [[nodiscard]] Result<Secret> toPem(const Secret& passphrase, const KeyProtection& protection) const;
    [[nodiscard]] Digest publicKeyDigest() const;
    [[nodiscard]] evp_pkey_st* native() const {
        return m_key.get();
    } ///< Borrowed; for this folder's .cpp files.

    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key)
        : m_key(std::move(key)) {}

private:
    std::shared_ptr<evp_pkey_st> m_key;
};

/// What stands in a new certificate. Version 3, random 128-bit serial, SHA-256 (SHA-384 under a P-384 key),
/// subject and authority key identifiers, critical basicConstraints and keyUsage.
struct CertificateSpec {
    std::string commonName;
    std::string organization = {}; ///< The fleet's name; left out if empty.
    UnixTime notBefore{};
    UnixTime notAfter{};
    std::optional<int> caPathLength = {}; ///< Set: an authority with this path length; else an end entity.
    std::vector<std::string> extendedKeyUsage =
        {}; ///< OIDs in dotted form or OpenSSL's short names; empty: no extension.
};

/// The extended key usages of `role`, for its authority and for what the authority issues.
[[nodiscard]] std::vector<std::string> roleKeyUsage(Role role);

/// A certificate signed by itself. Errors: SigningFailed.
[[nodiscard]] Result<Certificate> selfSign(const CertificateSpec& spec, const PrivateKey& key);
/// A certificate for `subjectKey`, signed by `issuer`. Errors: SigningFailed, KeyMismatch.
[[nodiscard]] Result<Certificate> issueCertificate(const CertificateSpec& spec, const PrivateKey& subjectKey,
                                                   const Certificate& issuer, const PrivateKey& issuerKey);

/// A certificate signing request (PKCS#10, PEM) that proves possession of `key`. Errors: SigningFailed.
[[nodiscard]] Result<std::string> makeSigningRequest(const std::string& commonName, const PrivateKey& key);
/// What a request asks for, after its signature was checked; nothing else of it is used.
struct SigningRequest {
    std::string commonName;
    PrivateKey publicKey; ///< Holds the public half only.
};
/// At most 16 KiB. Errors: BadSignature, BadKey, BadCertificate.
[[nodiscard]] Result<SigningRequest> openSigningRequest(std::string_view pem);

} // namespace fieldfare
