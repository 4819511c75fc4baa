// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/clock_trust.h"

namespace fieldfare {

namespace {

/// A clock further ahead than this is a broken clock.
constexpr std::chrono::seconds plausibleSpan = std::chrono::years(20);

} // namespace

TimePolicy timePolicyFrom(const Clock& clock, UnixTime floor, bool believeClock) {
    TimePolicy policy;
    policy.floor = floor;
    const UnixTime now = clock.now();
    const bool plausible = now >= floor && now <= floor + plausibleSpan;
    if (believeClock && clock.synchronised() && plausible) {
        policy.now = now;
    }
    return policy;
}

} // namespace fieldfare
