// SPDX-License-Identifier: Apache-2.0
// Ranges from a web server that others wrote: nginx, with and without HTTP/2.
#include "tests/agent/fetch/nginx_server.h"
#include "tests/agent/installer/test_device.h"

#include "device-agent/fetch/range_client.h"
#include "device-agent/installer/fetch_child.h"

#include <QTest>

#include <set>

using namespace fieldfare;
using namespace fieldfare::fetch;
using namespace fieldfare::test;
using Protocol = NginxServer::Protocol;

Q_DECLARE_METATYPE(NginxServer::Protocol)

namespace {

QByteArray asQt(const Bytes& bytes) {
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

} // namespace

class FetchRealServerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void manyRangesUseFewConnections_data();
    void manyRangesUseFewConnections();
    void theChildDeliversWhatTheInstallerAsksFor();
};

void FetchRealServerTest::initTestCase() {
    if (!NginxServer::isInstalled()) {
        QSKIP("nginx is not installed (scripts/packages names it)");
    }
}

void FetchRealServerTest::manyRangesUseFewConnections_data() {
    QTest::addColumn<NginxServer::Protocol>("protocol");
    QTest::addColumn<QString>("spoken");
    QTest::addColumn<int>("mostConnections");
    QTest::newRow("HTTP/1.1, kept open") << Protocol::Http1 << "HTTP/1.1" << 8;
    QTest::newRow("HTTP/2 over TLS") << Protocol::Http2Tls << "HTTP/2.0" << 1;
}

void FetchRealServerTest::manyRangesUseFewConnections() {
    QFETCH(NginxServer::Protocol, protocol);
    QFETCH(QString, spoken);
    QFETCH(int, mostConnections);
    const Bytes file = noise(8 << 20, 1);
    NginxServer server(asQt(file), protocol);
    QVERIFY(server.works());
    RangeClientOptions options;
    options.schemes = AllowedSchemes::HttpAndHttps;
    options.caFile = protocol == Protocol::Http2Tls ? server.caFile() : std::string();
    const auto client = need(RangeClient::open(server.url(), options));
    Bytes expected;
    for (std::uint64_t i = 0; i < 150; ++i) {
        const FileRange range{i * 37'000, 1 + i * 100};
        client->want(range);
        const ByteView there = ByteView(file).subspan(range.offset, range.length);
        expected.insert(expected.end(), there.begin(), there.end());
    }
    client->want({0, file.size()});
    expected.insert(expected.end(), file.begin(), file.end());
    Bytes got;
    while (!client->idle()) {
        need(client->wait({}));
        while (!client->ready().empty()) {
            const ByteView data = client->ready();
            got.insert(got.end(), data.begin(), data.end());
            client->take(data.size());
        }
    }
    QVERIFY(got == expected);
    std::set<QString> connections;
    const QStringList log = server.endAndReadLog();
    QVERIFY2(log.size() > 150, qPrintable(log.join('\n')));
    for (const QString& line : log) {
        const QStringList words = line.split(' ');
        connections.insert(words[0]);
        QCOMPARE(words[1], spoken);
        QCOMPARE(words[2], QString("206"));
    }
    QVERIFY2(static_cast<int>(connections.size()) <= mostConnections,
             qPrintable(QString::number(connections.size())));
}

/// Through the two pipes: head, cost of a request, ranges in an order that does not rise.
void FetchRealServerTest::theChildDeliversWhatTheInstallerAsksFor() {
    const Bytes file = noise(3 << 20, 2);
    NginxServer server(asQt(file), Protocol::Http1);
    QVERIFY(server.works());
    installer::FetchOptions options;
    options.program = QCoreApplication::applicationDirPath().toStdString() + "/../../bin/fieldfare-fetch";
    options.arguments = {"--allow-http"};
    const auto child = need(installer::FetchChild::start(server.url(), options));
    QCOMPARE(child->sizeBytes(), std::uint64_t{3 << 20});

    installer::FetchHead head(*child);
    Bytes piece(512);
    need(head.readAt(0, piece));
    need(head.readAt(70'000, piece));
    QVERIFY(piece == toBytes(ByteView(file).subspan(70'000, 512)));
    need(head.readAt(0, piece));
    need(head.willRead(1'000'000));
    Bytes start;
    for (piece.resize(50'000); start.size() < 1'000'000;
         start.insert(start.end(), piece.begin(), piece.end())) {
        need(head.readAt(start.size(), piece));
    }
    QVERIFY(start == toBytes(ByteView(file).first(1'000'000)));
    QVERIFY(!head.readAt(file.size() - 10, piece).ok());

    installer::FetchSource source(*child);
    const std::uint64_t gap = source.mergeGapBytes();
    QVERIFY2(gap >= 1024 && gap <= (128 << 10), qPrintable(QString::number(gap)));
    NeededRanges needed;
    for (std::uint64_t i = 0; i < 300; ++i) {
        needed.ranges.push_back({(i * 7919 % 300) * 10'000, 10'000});
    }
    need(source.announce({}, needed));
    Bytes frame(4'000); // less than what was announced: the rest is dropped
    for (const ByteRange& range : needed.ranges) {
        need(source.read(range.offset + 3'000, frame));
        QVERIFY(frame == toBytes(ByteView(file).subspan(range.offset + 3'000, frame.size())));
    }
}

QTEST_GUILESS_MAIN(FetchRealServerTest)
#include "tst_fetch_real_server.moc"
