// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/peer_trust.h"

#include "core/crypto/clock_trust.h"
#include "device-agent/config/build_time.h"

#include <algorithm>

namespace fieldfare::agent {

PeerTrust::PeerTrust(TrustStore store, const Clock& clock, bool trustClock)
    : m_store(std::move(store))
    , m_clock(clock)
    , m_trustClock(trustClock)
    , m_floor(device::buildTime()) {}

TimePolicy PeerTrust::timePolicy() const {
    return timePolicyFrom(m_clock, m_floor, m_trustClock);
}

Result<Peer> PeerTrust::admit(std::vector<Certificate> chain) const {
    if (chain.empty()) {
        return Error(ErrorCode::UntrustedChain, {{"subject", "?"}});
    }
    FF_CHECK(m_store.verifyPeer(chain, Role::Technician, timePolicy()));
    Peer peer;
    peer.name = chain.front().commonName();
    peer.key = chain.front().publicKeyDigest();
    peer.chain = std::move(chain);
    return peer;
}

Result<> PeerTrust::stillAdmits(const Peer& peer) const {
    return m_store.verifyPeer(peer.chain, Role::Technician, timePolicy());
}

void PeerTrust::raiseFloor(UnixTime floor) {
    if (floor > m_floor) {
        m_floor = floor;
        ++m_generation;
    }
}

Result<> PeerTrust::offerRevocations(ByteView json, ByteView cms) {
    FF_TRY(RevocationList list, openRevocations(json, cms, m_store));
    if (list.number > m_store.revocations().number) {
        m_store.setRevocations(std::move(list));
        ++m_generation;
    }
    return {};
}

} // namespace fieldfare::agent
