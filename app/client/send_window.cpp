// SPDX-License-Identifier: Apache-2.0
#include "app/client/send_window.h"

#include <algorithm>

namespace fieldfare::app {
namespace {

/// What lies in the way, once more for what is repaired of it (a lost packet holds up the answer for a round
/// trip and more), and twice that, since a rate is only found by trying it.
constexpr double gain = 4;
constexpr double gainWhereLossy = 8;
constexpr std::uint64_t leastWindow = std::uint64_t{256} << 10;
constexpr std::uint64_t smallestPiece = std::uint64_t{32} << 10;
constexpr std::uint64_t largestPiece = std::uint64_t{1} << 20;
constexpr std::uint64_t segmentsPerLook = 150;
constexpr std::chrono::milliseconds lookEvery{
    300};                               ///< More than one burst, which a full link loses now and then.
constexpr double lossyShare = 0.004;    ///< A link that is only full loses far less.
constexpr int lossyLooks = 2;           ///< In a row.
constexpr double forgetting = 1.0 / 16; ///< Of a rate that is no longer reached, with each piece.

} // namespace

std::uint64_t SendWindow::windowBytes() const {
    const std::uint64_t least = std::max(m_granted, leastWindow);
    if (!isLong()) {
        return m_granted;
    }
    const double inRoundTrip = m_bytesPerSecond * std::chrono::duration<double>(m_roundTrip).count();
    return std::clamp(static_cast<std::uint64_t>((m_lossy ? gainWhereLossy : gain) * inRoundTrip), least,
                      std::max(least, largestWindow));
}

std::uint64_t SendWindow::pieceBytes() const {
    return isLong() ? std::clamp(windowBytes() / static_cast<std::uint64_t>(mostPieces), smallestPiece,
                                 largestPiece)
                    : m_granted;
}

void SendWindow::useFewerConnections() {
    m_mostConnections = std::max(1, m_mostConnections / 2);
}

void SendWindow::setLink(const LinkFacts& facts, Clock::time_point now) {
    m_roundTrip = facts.roundTrip;
    if (facts.segmentsSent < m_before.segmentsSent) { // another connection
        m_before = facts;
        m_lossyInARow = -1;
    }
    const std::uint64_t sent = facts.segmentsSent - m_before.segmentsSent;
    if (sent < segmentsPerLook || now - m_lookedAt < lookEvery) {
        return;
    }
    const std::uint64_t resent = facts.segmentsResent - m_before.segmentsResent;
    const bool lossy =
        !facts.keepsRate && static_cast<double>(resent) >= lossyShare * static_cast<double>(sent);
    m_lossyInARow = m_lossyInARow < 0 || lossy ? m_lossyInARow + 1 : 0;
    m_lossy = m_lossy || m_lossyInARow >= lossyLooks;
    m_before = facts;
    m_lookedAt = now;
}

void SendWindow::answer(const Piece& piece, std::uint64_t answered, Clock::time_point now) {
    const double seconds = std::chrono::duration<double>(now - piece.sentAt).count();
    if (answered <= piece.answeredBefore || seconds <= 0) {
        return;
    }
    const double rate = static_cast<double>(answered - piece.answeredBefore) / seconds;
    m_bytesPerSecond =
        rate > m_bytesPerSecond ? rate : m_bytesPerSecond + (rate - m_bytesPerSecond) * forgetting;
}

} // namespace fieldfare::app
