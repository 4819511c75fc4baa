// SPDX-License-Identifier: Apache-2.0
// Several requests at once: order, memory, and servers that behave differently for each.
#include "tests/agent/installer/test_device.h"
#include "tests/agent/installer/tiny_http_server.h"

#include "device-agent/fetch/link_measure.h"
#include "device-agent/fetch/range_client.h"

#include <QTest>

#include <condition_variable>
#include <random>

using namespace fieldfare;
using namespace fieldfare::fetch;
using namespace fieldfare::test;
using Manner = TinyHttpServer::Manner;

namespace {

RangeClientOptions patient() {
    RangeClientOptions options;
    options.schemes = AllowedSchemes::HttpAndHttps;
    options.firstPause = std::chrono::milliseconds(10);
    return options;
}

std::string slug(const Result<>& result) {
    return result.ok() ? "ok" : std::string(errorSlug(result.error().code()));
}

/// Takes bytes as they come, until nothing is left or a failure.
Result<> takeAll(RangeClient& client, Bytes& into) {
    while (!client.idle()) {
        if (const ByteView data = client.ready(); !data.empty()) {
            into.insert(into.end(), data.begin(), data.end());
            client.take(data.size());
        } else if (auto waited = client.wait({}); !waited.ok()) {
            return waited;
        }
    }
    return {};
}

/// Ranges of up to 40 KB all over `file`, in no order, and what they hold.
std::vector<FileRange> someRanges(const Bytes& file, std::size_t count, unsigned seed, Bytes& content) {
    std::mt19937 random(seed);
    std::vector<FileRange> ranges;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t length = 1 + random() % 40'000;
        const FileRange range{random() % (file.size() - length), length};
        ranges.push_back(range);
        const ByteView there = ByteView(file).subspan(range.offset, range.length);
        content.insert(content.end(), there.begin(), there.end());
    }
    return ranges;
}

} // namespace

class FetchParallelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesComeInTheOrderInWhichTheyWereWanted();
    void othersComeWhileTheFirstIsSlow();
    void neverMoreIsAskedForThanThereIsRoomFor();
    void whatCameBeforeABadRangeIsDelivered_data();
    void whatCameBeforeABadRangeIsDelivered();
    void aRangeBeyondTheFileFailsInItsTurn();
    void aServerThatTakesFewAtOnceIsAskedForFew();
    void aPartThatBreaksOffGoesOnWhereItWas();
    void onARoundTripALinkHoldsWhatCameWithinIt();
};

void FetchParallelTest::bytesComeInTheOrderInWhichTheyWereWanted() {
    const Bytes file = noise(3'000'000, 1);
    TinyHttpServer server(file, Manner::Good);
    server.setBeforeAnswer(
        [](std::uint64_t first, std::uint64_t) { // whoever asks first is answered at any time
            std::this_thread::sleep_for(std::chrono::milliseconds(first % 7));
            return 206;
        });
    const auto client = need(RangeClient::open(server.url(), patient()));
    Bytes expected;
    for (const FileRange& range : someRanges(file, 60, 2, expected)) {
        client->want(range);
    }
    client->want({0, file.size()}); // and one that takes many requests
    expected.insert(expected.end(), file.begin(), file.end());
    Bytes got;
    QCOMPARE(slug(takeAll(*client, got)), std::string("ok"));
    QVERIFY(got == expected);
    QVERIFY(server.mostAtOnce() > 1);
    QVERIFY2(server.mostAtOnce() <= 8, qPrintable(QString::number(server.mostAtOnce())));
}

void FetchParallelTest::othersComeWhileTheFirstIsSlow() {
    const Bytes file = noise(400'000, 3);
    TinyHttpServer server(file, Manner::Good);
    std::mutex mutex;
    std::condition_variable changed;
    int others = 0;
    server.setBeforeAnswer([&](std::uint64_t first, std::uint64_t last) {
        std::unique_lock lock(mutex);
        if (first == 1000 &&
            last > first) { // answered when five behind it were: a server that waits for ever otherwise
            const bool came = changed.wait_for(lock, std::chrono::seconds(15), [&] { return others >= 5; });
            return came ? 206 : 404;
        }
        ++others;
        changed.notify_all();
        return 206;
    });
    const auto client = need(RangeClient::open(server.url(), patient()));
    others = 0;
    Bytes expected;
    for (std::uint64_t i = 0; i < 10; ++i) {
        client->want({1000 + i * 30'000, 20'000});
        const ByteView there = ByteView(file).subspan(1000 + i * 30'000, 20'000);
        expected.insert(expected.end(), there.begin(), there.end());
    }
    Bytes got;
    QCOMPARE(slug(takeAll(*client, got)), std::string("ok"));
    QVERIFY(got == expected);
}

void FetchParallelTest::neverMoreIsAskedForThanThereIsRoomFor() {
    const Bytes file = noise(12 << 20, 4);
    TinyHttpServer server(file, Manner::Good);
    server.setBeforeAnswer([](std::uint64_t, std::uint64_t) { // a long way holds much: up to the limit
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return 206;
    });
    const auto client = need(RangeClient::open(server.url(), patient()));
    const std::uint64_t before = server.bytesAsked();
    client->want({0, file.size()});
    Bytes got;
    while (!client->idle()) {
        // A taker who looks only when the server has nothing left to say.
        std::uint64_t asked = 0;
        do {
            asked = server.bytesAsked();
            QCOMPARE(slug(client->wait({})), std::string("ok"));
        } while (server.bytesAsked() != asked || server.atOnce() > 0);
        QVERIFY2(server.bytesAsked() - before - got.size() <= maxAheadBytes,
                 qPrintable(QString::number(server.bytesAsked() - before - got.size())));
        while (!client->ready().empty()) {
            const ByteView data = client->ready();
            got.insert(got.end(), data.begin(), data.end());
            client->take(data.size());
        }
    }
    QVERIFY(got == file);
    QVERIFY(server.mostAtOnce() > 1);
}

void FetchParallelTest::whatCameBeforeABadRangeIsDelivered_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("missing") << 404 << "http-server";
    QTest::newRow("fails for ever") << 503 << "source-lost";
}

void FetchParallelTest::whatCameBeforeABadRangeIsDelivered() {
    QFETCH(int, status);
    QFETCH(QString, code);
    const Bytes file = noise(500'000, 5);
    TinyHttpServer server(file, Manner::Good);
    server.setBeforeAnswer([status](std::uint64_t first, std::uint64_t) {
        if (first < 90'000) { // the good ones come later than the bad one
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return first == 90'000 ? status : 206;
    });
    const auto client = need(RangeClient::open(server.url(), patient()));
    for (std::uint64_t i = 0; i < 10; ++i) {
        client->want({i * 30'000, 30'000});
    }
    Bytes got;
    QCOMPARE(QString::fromStdString(slug(takeAll(*client, got))), code);
    QVERIFY(got == toBytes(ByteView(file).first(90'000)));
    QCOMPARE(QString::fromStdString(slug(client->wait({}))), code); // and it stays so
}

void FetchParallelTest::aRangeBeyondTheFileFailsInItsTurn() {
    const Bytes file = noise(10'000, 6);
    const TinyHttpServer server(file, Manner::Good);
    for (const FileRange& bad : {FileRange{9'999, 2}, FileRange{20'000, 1}, FileRange{~std::uint64_t{0}, 1},
                                 FileRange{1, ~std::uint64_t{0}}}) {
        const auto client = need(RangeClient::open(server.url(), patient()));
        client->want({0, 5'000});
        client->want(bad);
        Bytes got;
        QCOMPARE(slug(takeAll(*client, got)), std::string("http-server"));
        QCOMPARE(got.size(), std::size_t{5'000});
    }
}

void FetchParallelTest::aServerThatTakesFewAtOnceIsAskedForFew() {
    const Bytes file = noise(2'000'000, 7);
    TinyHttpServer server(file, Manner::Good);
    std::atomic<int> refused{0};
    server.setBeforeAnswer([&](std::uint64_t, std::uint64_t) {
        if (server.atOnce() > 2) {
            ++refused;
            return 503;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return 206;
    });
    const auto client = need(RangeClient::open(server.url(), patient()));
    Bytes expected;
    for (const FileRange& range : someRanges(file, 100, 8, expected)) {
        client->want(range);
    }
    Bytes got;
    QCOMPARE(slug(takeAll(*client, got)), std::string("ok"));
    QVERIFY(got == expected);
    QVERIFY(refused > 0);
    QVERIFY2(refused < 60, qPrintable(QString::number(refused))); // learned, not insisted
}

void FetchParallelTest::aPartThatBreaksOffGoesOnWhereItWas() {
    const Bytes file = noise(1'500'000, 9);
    const TinyHttpServer server(file, Manner::BreaksOff);
    const auto client = need(RangeClient::open(server.url(), patient()));
    client->want({0, file.size()});
    Bytes got;
    QCOMPARE(slug(takeAll(*client, got)), std::string("ok"));
    QVERIFY(got == file);
}

void FetchParallelTest::onARoundTripALinkHoldsWhatCameWithinIt() {
    using std::chrono::milliseconds;
    LinkMeasure link;
    const auto start = LinkMeasure::Clock::now();
    link.came(1'000'000, start); // before anything is known of the way
    QCOMPARE(link.bytesPerRoundTrip(), std::uint64_t{0});
    link.answered(milliseconds(80));
    link.answered(milliseconds(200)); // a busy server is no longer way
    for (int i = 100; i < 1000; i += 10) {
        link.came(10'000, start + milliseconds(i));
    }
    link.came(1, start + milliseconds(2000)); // silence is forgotten
    QVERIFY(link.bytesPerRoundTrip() >= 80'000);

    LinkMeasure near; // 1 ms: what comes in 20 ms counts by a twentieth
    near.answered(milliseconds(1));
    near.came(200'000, start);
    QCOMPARE(near.bytesPerRoundTrip(), std::uint64_t{10'000});
}

QTEST_GUILESS_MAIN(FetchParallelTest)
#include "tst_fetch_parallel.moc"
