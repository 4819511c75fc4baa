// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/crypto/trust_store.h"

namespace fieldfare::agent {

/// A technician, as the certificate says.
struct Peer {
    std::string name;               ///< The common name: for people, proves nothing beyond the certificate.
    Digest key;                     ///< Certificate::publicKeyDigest(): who it is.
    std::vector<Certificate> chain; ///< For asking again once more has been revoked.
};

/// Decides whether a certificate lets a technician in. One thread.
class PeerTrust {
public:
    /// `clock` must outlive this. `trustClock`: the configuration allows to judge by a synchronised clock.
    PeerTrust(TrustStore store, const Clock& clock, bool trustClock);

    /// Leaf first. Errors: those of TrustStore::verifyPeer for the technician's role.
    [[nodiscard]] Result<Peer> admit(std::vector<Certificate> chain) const;
    /// The same question again, for a peer who came in before. Errors: the same.
    [[nodiscard]] Result<> stillAdmits(const Peer& peer) const;

    /// Raises the floor of time; the build time of the program is the lowest that counts.
    void raiseFloor(UnixTime floor);
    /// Takes a list signed by a root, if its number is higher. Errors: those of openRevocations.
    [[nodiscard]] Result<> offerRevocations(ByteView json, ByteView cms);
    /// The installer's list is damaged, gone, or an old one: nobody knows who is revoked.
    void setRevocationsDamaged(bool damaged) { m_revocationsDamaged = damaged; }
    [[nodiscard]] bool revocationsDamaged() const { return m_revocationsDamaged; }
    /// Rises whenever peers who were admitted have to be asked again.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }
    /// What certificates are judged against right now.
    [[nodiscard]] TimePolicy timePolicy() const;
    [[nodiscard]] const TrustStore& store() const { return m_store; }

private:
    TrustStore m_store;
    const Clock& m_clock;
    bool m_trustClock;
    UnixTime m_floor;
    std::uint64_t m_generation = 0;
    bool m_revocationsDamaged = false;
};

} // namespace fieldfare::agent
