// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/revocations.h"
#include "core/crypto/role.h"

#include <filesystem>

namespace fieldfare {

/// A certificate that a fleet's authorities issued.
struct IssuedCertificate {
    Role role = Role::Device;
    std::string name;
    std::string serial; ///< Hexadecimal.
    Digest fingerprint; ///< Certificate::fingerprint()
    Digest publicKey;   ///< Certificate::publicKeyDigest()
    UnixTime issuedAt{};
    UnixTime notAfter{};
};

/// What a fleet folder remembers (issued.json): every certificate ever issued and every key revoked. Written
/// before a certificate is, so that none is unknown.
struct FleetRegister {
    std::vector<IssuedCertificate> certificates;
    RevocationList revocations;

    /// A missing file is an empty register. Errors: TooLarge, BadJson, the JsonReader's, Io.
    [[nodiscard]] static Result<FleetRegister> read(const std::filesystem::path& path);
    /// Atomically, 0600. Errors: Io, NoSpace.
    [[nodiscard]] Result<> write(const std::filesystem::path& path) const;

    [[nodiscard]] bool isRevoked(const IssuedCertificate& certificate) const {
        return revocations.contains(certificate.publicKey);
    }
    /// Those with this serial, name or ROLE/NAME.
    [[nodiscard]] std::vector<IssuedCertificate> find(std::string_view what) const;
    /// True if a certificate of this role and name is neither revoked nor past its end.
    [[nodiscard]] bool isInUse(Role role, std::string_view name, UnixTime now) const;
};

} // namespace fieldfare
