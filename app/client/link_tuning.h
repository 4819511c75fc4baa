// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <chrono>
#include <cstdint>
#include <optional>

namespace fieldfare::app {

/// Asks the kernel for BBR on a connected TCP socket: it keeps its rate where packets get lost on the way, as
/// on radio. Where the kernel does not have it, or does not let this user choose it
/// (net.ipv4.tcp_allowed_congestion_control), its own choice stays.
void preferBbr(qintptr socket);

/// What the kernel knows of a connected TCP socket.
struct LinkFacts {
    std::chrono::microseconds roundTrip{0}; ///< The shortest that was seen; 0: none yet.
    bool keepsRate = false;                 ///< BBR: a lost packet does not halve it.
    std::uint64_t segmentsSent = 0;         ///< With data, repetitions too.
    std::uint64_t segmentsResent = 0;
};
/// Nothing where the kernel does not tell.
[[nodiscard]] std::optional<LinkFacts> linkFacts(qintptr socket);

} // namespace fieldfare::app
