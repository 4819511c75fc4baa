// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/link_measure.h"

#include <algorithm>

namespace fieldfare::fetch {
namespace {

/// What a kernel hands over at once is no rate: look at no less than this.
constexpr std::chrono::microseconds shortestWindow{20'000};

} // namespace

void LinkMeasure::answered(std::chrono::microseconds after) {
    if (after.count() > 0 && (m_roundTrip.count() == 0 || after < m_roundTrip)) {
        m_roundTrip = after;
    }
}

void LinkMeasure::came(std::uint64_t bytes, Clock::time_point now) {
    if (now - m_since >= std::max(m_roundTrip, shortestWindow)) {
        m_most = bytesPerRoundTrip();
        m_since = now;
        m_inWindow = 0;
    }
    m_inWindow += bytes;
}

/// What the open window holds, of which there may be more to come.
std::uint64_t LinkMeasure::inOneRoundTrip() const {
    const auto window = std::max(m_roundTrip, shortestWindow);
    const double part = static_cast<double>(m_roundTrip.count()) / static_cast<double>(window.count());
    return static_cast<std::uint64_t>(static_cast<double>(m_inWindow) * part);
}

std::uint64_t LinkMeasure::bytesPerRoundTrip() const {
    return std::max(m_most, inOneRoundTrip());
}

} // namespace fieldfare::fetch
