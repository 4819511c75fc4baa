// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/link_tuning.h"

namespace fieldfare::app {

/// How much of a push may be under way at once, and in how many pieces (docs/decisions/0003-long-links.md).
///
/// What is under way when a link breaks is sent again, so on a LAN it is what the device granted and no more:
/// one piece, and the next one after its answer. Where a round trip takes long that leaves the link idle:
/// there it is four times what comes through within a round trip, as measured, in 16 pieces. They follow each
/// other on one connection. Only where packets keep getting lost, and the kernel takes that for congestion,
/// there are 8 connections, since each has its rate for itself, and eight times as much is under way, since
/// each waits for those that repair something.
class SendWindow {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::uint64_t largestWindow = std::uint64_t{16}
                                                   << 20; ///< The device takes no more ahead.
    static constexpr int mostPieces = 16;
    static constexpr std::chrono::microseconds longRoundTrip{3'000}; ///< From here on a link is a long one.

    /// A piece that is under way.
    struct Piece {
        std::uint64_t end = 0; ///< Of the stream.
        Clock::time_point sentAt{};
        std::uint64_t answeredBefore = 0;
    };

    /// As often as wanted; the facts of one connection, which may be another one than before.
    void setLink(const LinkFacts& facts, Clock::time_point now);
    /// The device may be sent so many bytes behind its last answer without more being lost than it promises.
    void setGranted(std::uint64_t bytes) { m_granted = bytes; }
    /// The device, or something before it, does not like so many connections.
    void useFewerConnections();

    [[nodiscard]] bool isLong() const { return m_roundTrip >= longRoundTrip; }
    [[nodiscard]] int pieces() const { return isLong() ? mostPieces : 1; }
    [[nodiscard]] int connections() const { return isLong() && m_lossy ? m_mostConnections : 1; }
    [[nodiscard]] std::uint64_t windowBytes() const;
    [[nodiscard]] std::uint64_t pieceBytes() const;

    /// A piece up to `end` goes out, while the device has taken everything before `answered`.
    [[nodiscard]] Piece send(std::uint64_t end, std::uint64_t answered, Clock::time_point now) const {
        return {end, now, answered};
    }
    /// Its answer came; the device has taken everything before `answered`.
    void answer(const Piece& piece, std::uint64_t answered, Clock::time_point now);

private:
    std::chrono::microseconds m_roundTrip{0};
    std::uint64_t m_granted = 0;
    double m_bytesPerSecond = 0;
    int m_mostConnections = 8;
    Clock::time_point m_lookedAt{};
    LinkFacts m_before;     ///< When the share of lost segments was last looked at.
    int m_lossyInARow = -1; ///< Looks; the first one sees how the kernel found the link's limit.
    bool m_lossy = false;
};

} // namespace fieldfare::app
