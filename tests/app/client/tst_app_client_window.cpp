// SPDX-License-Identifier: Apache-2.0
// How much of a push is under way at once, on links short and long.
#include "app/client/send_window.h"

#include <QTest>

#include <algorithm>
#include <deque>

using namespace fieldfare::app;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t granted = 256 * kib;

LinkFacts link(milliseconds roundTrip) {
    LinkFacts facts;
    facts.roundTrip = roundTrip;
    return facts;
}

/// Sends over a link that answers a round trip after a piece has passed it; the bytes under way at the most,
/// and the share of the link's rate that was reached in the second half of the time.
struct Run {
    std::uint64_t mostUnderWay = 0;
    double share = 0;
};
Run send(SendWindow& window, milliseconds roundTrip, double bytesPerSecond, milliseconds duration) {
    struct UnderWay {
        SendWindow::Piece piece;
        SendWindow::Clock::time_point answerAt;
    };
    const auto start = SendWindow::Clock::time_point{} + std::chrono::hours(1);
    auto now = start;
    auto linkFreeAt = start;
    std::deque<UnderWay> pieces;
    std::uint64_t sent = 0;
    std::uint64_t answered = 0;
    std::uint64_t atHalf = 0;
    Run run;
    while (now < start + duration) {
        while (pieces.empty() || (static_cast<int>(pieces.size()) < window.pieces() &&
                                  sent - answered + window.pieceBytes() <= window.windowBytes())) {
            const std::uint64_t bytes = window.pieceBytes();
            sent += bytes;
            linkFreeAt = std::max(linkFreeAt, now) +
                         std::chrono::duration_cast<SendWindow::Clock::duration>(
                             std::chrono::duration<double>(static_cast<double>(bytes) / bytesPerSecond));
            pieces.push_back({window.send(sent, answered, now), linkFreeAt + roundTrip});
        }
        run.mostUnderWay = std::max(run.mostUnderWay, sent - answered);
        now = pieces.front().answerAt;
        answered = pieces.front().piece.end;
        window.answer(pieces.front().piece, answered, now);
        pieces.pop_front();
        atHalf = now < start + duration / 2 ? answered : atHalf;
    }
    run.share = static_cast<double>(answered - atHalf) /
                (bytesPerSecond * std::chrono::duration<double>(duration / 2).count());
    return run;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onALanNoMoreIsUnderWayThanWasGranted();
    void anUnknownLinkIsALan();
    void aLongLinkIsFilled_data();
    void aLongLinkIsFilled();
    void aSlowDeviceAtALongLinkIsNotSentFarAhead();
    void onlyALinkThatKeepsLosingPacketsGetsMoreConnections();
    void aDeviceWithoutRoomForConnectionsGetsFewer();
};

void WindowTest::onALanNoMoreIsUnderWayThanWasGranted() {
    SendWindow window;
    window.setLink(link(milliseconds(1)), SendWindow::Clock::now());
    window.setGranted(granted);
    const Run run = send(window, milliseconds(1), 100e6, milliseconds(10'000));
    QCOMPARE(run.mostUnderWay, granted);
    window.setGranted(1000 * kib); // a larger frame
    QCOMPARE(window.pieceBytes(), 1000 * kib);
    QCOMPARE(window.pieces(), 1);
}

void WindowTest::anUnknownLinkIsALan() {
    SendWindow window;
    window.setGranted(granted);
    QCOMPARE(window.windowBytes(), granted);
    QCOMPARE(window.pieceBytes(), granted);
    QCOMPARE(window.pieces(), 1);
    QCOMPARE(window.connections(), 1);
}

void WindowTest::aLongLinkIsFilled_data() {
    QTest::addColumn<int>("roundTripMs");
    QTest::addColumn<double>("bytesPerSecond");
    QTest::newRow("radio") << 10 << 5e6;
    QTest::newRow("100 Mbit/s, 80 ms") << 80 << 12.5e6;
    QTest::newRow("satellite") << 600 << 2e6;
    QTest::newRow("slow and far") << 300 << 20e3;
}

void WindowTest::aLongLinkIsFilled() {
    QFETCH(int, roundTripMs);
    QFETCH(double, bytesPerSecond);
    SendWindow window;
    window.setLink(link(milliseconds(roundTripMs)), SendWindow::Clock::now());
    window.setGranted(granted);
    const Run run = send(window, milliseconds(roundTripMs), bytesPerSecond, milliseconds(60'000));
    QVERIFY2(run.share > 0.9, qPrintable(QString::number(run.share)));
    const double inRoundTrip = bytesPerSecond * roundTripMs / 1000;
    const auto bound = std::max(static_cast<double>(granted), 4.5 * inRoundTrip);
    QVERIFY2(static_cast<double>(run.mostUnderWay) <= bound,
             qPrintable(QString("%1 under way, %2 in a round trip").arg(run.mostUnderWay).arg(inRoundTrip)));
}

void WindowTest::aSlowDeviceAtALongLinkIsNotSentFarAhead() {
    SendWindow window;
    window.setLink(link(milliseconds(40)), SendWindow::Clock::now());
    window.setGranted(granted);
    const Run run = send(window, milliseconds(40), 1e6, milliseconds(60'000)); // its medium's rate
    QCOMPARE(run.mostUnderWay, granted);
    QVERIFY(run.share > 0.9);
}

void WindowTest::onlyALinkThatKeepsLosingPacketsGetsMoreConnections() {
    LinkFacts facts = link(milliseconds(80));
    auto now = SendWindow::Clock::now();
    const auto look = [&](SendWindow& window, std::uint64_t sent, std::uint64_t resent) {
        facts.segmentsSent += sent;
        facts.segmentsResent += resent;
        now += milliseconds(500);
        window.setLink(facts, now);
        return window.connections();
    };
    SendWindow full; // loses much once, when it finds the limit, and then little
    QCOMPARE(look(full, 1000, 500), 1);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(look(full, 10'000, 10), 1);
    }
    SendWindow lossy;
    facts = link(milliseconds(80));
    QCOMPARE(look(lossy, 1000, 10), 1);
    QCOMPARE(look(lossy, 100, 1), 1); // too few to tell
    QCOMPARE(look(lossy, 1000, 10), 1);
    QCOMPARE(look(lossy, 1000, 10), 8);
    QCOMPARE(look(lossy, 1000, 0), 8); // and it stays so
    SendWindow bbr;
    facts = link(milliseconds(80));
    facts.keepsRate = true;
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(look(bbr, 1000, 10), 1);
    }
    SendWindow near;
    facts = link(milliseconds(1));
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(look(near, 1000, 10), 1);
    }
}

void WindowTest::aDeviceWithoutRoomForConnectionsGetsFewer() {
    SendWindow window;
    LinkFacts facts = link(milliseconds(80));
    for (int i = 0; i < 5; ++i) {
        facts.segmentsSent += 1000;
        facts.segmentsResent += 10;
        window.setLink(facts, SendWindow::Clock::now() + i * milliseconds(500));
    }
    for (const int connections : {8, 4, 2, 1, 1}) {
        QCOMPARE(window.connections(), connections);
        window.useFewerConnections();
    }
}

QTEST_GUILESS_MAIN(WindowTest)
#include "tst_app_client_window.moc"
