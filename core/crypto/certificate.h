// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/crypto/digest.h"
#include "core/crypto/role.h"

#include <filesystem>
#include <memory>

struct x509_st;

namespace fieldfare {

/// An X.509 certificate. Immutable, cheap to copy (shared), and may be asked by many threads at once.
/// OpenSSL's types stay in the .cpp files.
class Certificate {
public:
    /// Parses one DER certificate of at most 64 KiB. Errors: BadCertificate.
    [[nodiscard]] static Result<Certificate> fromDer(ByteView der);
    /// All certificates of a PEM text, in order, at most 16. Errors: BadCertificate.
    [[nodiscard]] static Result<std::vector<Certificate>> listFromPem(std::string_view pem);
    /// The same from a file. Errors: NotFound, TooLarge, BadCertificate (with `path`).
    [[nodiscard]] static Result<std::vector<Certificate>> listFromFile(const std::filesystem::path& path);

    [[nodiscard]] std::string commonName() const; ///< At most 64 characters, control characters removed.
    [[nodiscard]] std::string serialHex() const;
    [[nodiscard]] UnixTime notBefore() const;
    [[nodiscard]] UnixTime notAfter() const;
    [[nodiscard]] Digest fingerprint() const; ///< SHA-256 of the DER form.
    [[nodiscard]] Digest
    publicKeyDigest() const; ///< SHA-256 of the SubjectPublicKeyInfo: one key, one identity.
    [[nodiscard]] Bytes der() const;
    [[nodiscard]] std::string pem() const;
    [[nodiscard]] x509_st* native() const {
        return m_x509.get();
    } ///< Borrowed; for this folder's .cpp files.

    /// Takes part in owning it, and lets OpenSSL read its extensions now: later it would write them into the
    /// certificate at the first question, whichever thread asks.
    explicit Certificate(std::shared_ptr<x509_st> x509);

private:
    std::shared_ptr<x509_st> m_x509;
};

} // namespace fieldfare
