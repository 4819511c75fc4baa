// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace fieldfare::fetch {

/// What is seen of the way to a server: how long an answer takes to begin, and how much comes meanwhile. All
/// of it is an estimate and decides about speed alone.
class LinkMeasure {
public:
    using Clock = std::chrono::steady_clock;

    /// An answer began so long after its request. The shortest time counts: it has the least of the server in
    /// it.
    void answered(std::chrono::microseconds after);
    /// Bytes of bodies came, on whatever connection.
    void came(std::uint64_t bytes, Clock::time_point now);
    /// The most that ever came within one round trip; 0 before anything is known.
    [[nodiscard]] std::uint64_t bytesPerRoundTrip() const;

private:
    [[nodiscard]] std::uint64_t inOneRoundTrip() const;

    std::chrono::microseconds m_roundTrip{0};
    Clock::time_point m_since{};
    std::uint64_t m_inWindow = 0;
    std::uint64_t m_most = 0;
};

} // namespace fieldfare::fetch
