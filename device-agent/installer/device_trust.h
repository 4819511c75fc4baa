// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/reader.h"
#include "device-agent/installer/floors.h"

namespace fieldfare::installer {

/// What the device believes: its roots, what was revoked, and how it judges a bundle.
class DeviceTrust {
public:
    /// Reads the roots and the revocations in the state folder. A list that is damaged, gone, or older than
    /// one that was here before is a revocationsFault(). Errors: NotFound, BadCertificate.
    [[nodiscard]] static Result<DeviceTrust> load(const Services& services, const Floors& floors);

    /// The only way to a VerifiedBundle on a device. Errors: RevocationsDamaged (nobody knows whose signature
    /// counts until a whole list is back), those of verifyBundle().
    [[nodiscard]] Result<VerifiedBundle> verify(std::shared_ptr<ByteSource> head) const;
    [[nodiscard]] const TrustStore& store() const { return m_store; }
    [[nodiscard]] const TimePolicy& time() const { return m_time; }
    /// The highest number of a list that this device ever took; 0: none.
    [[nodiscard]] std::uint64_t knownRevocations() const { return m_knownRevocations; }
    /// Why the list cannot be relied on: RevocationsDamaged.
    [[nodiscard]] const std::optional<Error>& revocationsFault() const { return m_revocationsFault; }

private:
    DeviceTrust(TrustStore store, SignaturePolicy policy, TimePolicy time)
        : m_store(std::move(store))
        , m_policy(std::move(policy))
        , m_time(time) {}
    TrustStore m_store;
    SignaturePolicy m_policy;
    TimePolicy m_time;
    std::uint64_t m_knownRevocations = 0;
    std::optional<Error> m_revocationsFault;
};

/// The signed revocation list as it travels.
struct RevocationFiles {
    Bytes json;
    Bytes cms;
};

inline constexpr std::size_t maxRevocationBytes = std::size_t{256} << 10;

/// The list that the device has; empty files if it has none. Errors: Io, RevocationsDamaged.
[[nodiscard]] Result<RevocationFiles> readRevocations(StateStore& state);
/// Keeps a list if a root signed it and its number is higher than any that was here (in place of one that is
/// damaged: not lower); gives the number that counts now. Errors: BadSignature, UntrustedSigner, BadJson,
/// RevocationsDamaged (it is too old to mend that), DataUnavailable.
[[nodiscard]] Result<std::uint64_t> acceptRevocations(StateStore& state, const DeviceTrust& trust,
                                                      const RevocationFiles& files);

} // namespace fieldfare::installer
