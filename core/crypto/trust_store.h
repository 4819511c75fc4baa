// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate.h"
#include "core/crypto/revocations.h"

namespace fieldfare {

/// Which time certificates are judged against. notBefore never rejects. notAfter is judged against `floor`
/// always, and against `now` only if the clock is trusted.
struct TimePolicy {
    UnixTime floor{}; ///< max(build time of this program, signing time of the last committed release).
    std::optional<UnixTime>
        now; ///< Set only where the clock is trusted: synchronised this boot, within 20 years of floor.
};

/// What a peer may send beside its own certificate: its authority, the root, and a few that do not matter.
inline constexpr std::size_t maxPeerCertificates = 8;

/// The roots that a device or laptop trusts, with what has been revoked. Immutable after construction;
/// thread-safe.
class TrustStore {
public:
    /// Errors: BadCertificate (also for a root that is not a self-signed CA), NotFound.
    [[nodiscard]] static Result<TrustStore> fromPemFile(const std::filesystem::path& roots);
    [[nodiscard]] static Result<TrustStore> fromPem(std::string_view pem);

    /// Replaces the revocations; the caller made sure that the list is signed and not older (see
    /// RevocationList).
    void setRevocations(RevocationList list) { m_revocations = std::move(list); }
    [[nodiscard]] const RevocationList& revocations() const { return m_revocations; }
    [[nodiscard]] const std::vector<Certificate>& roots() const { return m_roots; }

    /// Checks that `chain` (leaf first, then what the peer sent, any order) leads to a root within 1
    /// intermediate, that every certificate is in time and not revoked, and that leaf and intermediate both
    /// carry `role`. Errors: UntrustedChain, WrongRole{want,have}, CertificateExpired, CertificateRevoked,
    /// ChainTooLong.
    [[nodiscard]] Result<> verifyPeer(const std::vector<Certificate>& chain, Role role,
                                      const TimePolicy& time) const;

private:
    explicit TrustStore(std::vector<Certificate> roots)
        : m_roots(std::move(roots)) {}
    std::vector<Certificate> m_roots;
    RevocationList m_revocations;
};

} // namespace fieldfare
