// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/peer_trust.h"

#include "device-agent/agent/build_time.h"

#include <algorithm>

namespace fieldfare::agent {

namespace {

/// A clock that is further from the floor than this is not believed, even if it claims to be synchronised.
constexpr std::chrono::days believableSpan{20 * 366};

} // namespace

PeerTrust::PeerTrust(TrustStore store, const Clock& clock, bool trustClock)
    : m_store(std::move(store))
    , m_clock(clock)
    , m_trustClock(trustClock)
    , m_floor(buildTime()) {}

TimePolicy PeerTrust::timePolicy() const {
    TimePolicy policy;
    policy.floor = m_floor;
    const UnixTime now = m_clock.now();
    if (m_trustClock && m_clock.synchronised() && now >= m_floor && now - m_floor <= believableSpan) {
        policy.now = now;
    }
    return policy;
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
