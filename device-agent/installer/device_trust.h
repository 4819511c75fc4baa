// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/reader.h"
#include "device-agent/installer/floors.h"

namespace fieldfare::installer {

/// What the device believes: its roots, what was revoked, and how it judges a bundle.
class DeviceTrust {
public:
    /// Reads the roots and the revocations in the state folder; a list that does not verify is dropped.
    /// Errors: NotFound, BadCertificate.
    [[nodiscard]] static Result<DeviceTrust> load(const Services& services, const Floors& floors);

    /// The only way to a VerifiedBundle on a device. Errors: those of verifyBundle().
    [[nodiscard]] Result<VerifiedBundle> verify(std::shared_ptr<ByteSource> head) const;
    [[nodiscard]] const TrustStore& store() const { return m_store; }
    [[nodiscard]] const TimePolicy& time() const { return m_time; }

private:
    DeviceTrust(TrustStore store, SignaturePolicy policy, TimePolicy time)
        : m_store(std::move(store))
        , m_policy(std::move(policy))
        , m_time(time) {}
    TrustStore m_store;
    SignaturePolicy m_policy;
    TimePolicy m_time;
};

/// The signed revocation list as it travels.
struct RevocationFiles {
    Bytes json;
    Bytes cms;
};

inline constexpr std::size_t maxRevocationBytes = std::size_t{256} << 10;

/// The list that the device has; empty files if it has none. Errors: Io.
[[nodiscard]] Result<RevocationFiles> readRevocations(StateStore& state);
/// Keeps a list if a root signed it and its number is higher than the present one's; gives the number that
/// counts now. Errors: BadSignature, UntrustedSigner, BadJson, DataUnavailable.
[[nodiscard]] Result<std::uint64_t> acceptRevocations(StateStore& state, const DeviceTrust& trust,
                                                      const RevocationFiles& files);

} // namespace fieldfare::installer
