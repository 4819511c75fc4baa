// SPDX-License-Identifier: Apache-2.0
// What comes from people and from the network: addresses, HTTP replies, events, needed ranges, announcements.
#include "app/client/device_address.h"
#include "app/client/discovery.h"
#include "app/client/event_stream_parser.h"
#include "app/client/http_reply_parser.h"
#include "app/client/needed_stream.h"

#include <QRandomGenerator>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Parsed {
    HttpReplyHead head;
    std::string body;
    std::size_t used = 0;
    HttpReplyParser::State state = HttpReplyParser::State::Head;
    bool failed = false;
};

Parsed parseReply(std::string_view bytes, std::size_t step) {
    Parsed parsed;
    HttpReplyParser parser([&](std::string_view piece) { parsed.body += piece; });
    while (parsed.used < bytes.size() && parser.state() != HttpReplyParser::State::Complete) {
        const auto used = parser.feed(bytes.substr(parsed.used, step));
        if (!used) {
            parsed.failed = true;
            break;
        }
        parsed.used += *used;
    }
    parsed.head = parser.head();
    parsed.state = parser.state();
    return parsed;
}

} // namespace

class TestClientInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addressesAreReadInEveryForm_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("ipv4") << "192.168.7.2"
                              << "192.168.7.2" << 8443;
        QTest::newRow("ipv4 and port") << "192.168.7.2:443"
                                       << "192.168.7.2" << 443;
        QTest::newRow("link-local ipv4") << "169.254.3.4"
                                         << "169.254.3.4" << 8443;
        QTest::newRow("ipv6") << "2001:db8::1"
                              << "2001:db8::1" << 8443;
        QTest::newRow("ipv6 in brackets") << "[2001:DB8::1]:9000"
                                          << "2001:db8::1" << 9000;
        QTest::newRow("link-local ipv6") << "fe80::1%eth0"
                                         << "fe80::1%eth0" << 8443;
        QTest::newRow("link-local ipv6, port") << "[fe80::1%enp3s0.7]:1"
                                               << "fe80::1%enp3s0.7" << 1;
        QTest::newRow("name") << "Gateway-017"
                              << "gateway-017" << 8443;
        QTest::newRow("mdns name") << "gateway_017.local:65535"
                                   << "gateway_017.local" << 65535;
        QTest::newRow("localhost") << "localhost"
                                   << "localhost" << 8443;
    }
    void addressesAreReadInEveryForm() {
        QFETCH(QString, text);
        QFETCH(QString, host);
        QFETCH(int, port);
        const auto address = DeviceAddress::parse(text);
        QVERIFY(address.ok());
        QCOMPARE(address->host, host);
        QCOMPARE(int(address->port), port);
        const auto again = DeviceAddress::parse(address->toString());
        QVERIFY(again.ok());
        QVERIFY(*again == *address);
    }

    void hostileAddressesAreRefused_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"",
                                 " ",
                                 "a b",
                                 "host:",
                                 "host:0",
                                 "host:65536",
                                 "host:99999999999",
                                 "host:+1",
                                 "host:1x",
                                 "1.2.3",
                                 "1.2.3.4.5",
                                 "256.1.1.1",
                                 "01.2.3.4",
                                 "fe80::1",
                                 "fe80::1%",
                                 "fe80::1%et h0",
                                 "fe80::1%../x",
                                 "[fe80::1%eth0",
                                 "[::1]x",
                                 "[::1]:",
                                 "[]",
                                 "::g",
                                 "http://host",
                                 "host/path",
                                 "user@host",
                                 "-host",
                                 "host-",
                                 "a..b",
                                 ".",
                                 "host\n",
                                 "host\r\nX: y",
                                 "[1.2.3.4]",
                                 "::1%abcdefghijklmnop",
                                 "--json",
                                 "h\u00f6st",
                                 "\u202ehost"}) {
            QTest::addRow("%s", QByteArray(text).toPercentEncoding().constData()) << QString::fromUtf8(text);
        }
        QTest::addRow("long") << QString(254, u'a');
        QTest::addRow("long label") << QString(64, u'a') + ".local";
        QTest::addRow("nul") << QString("host") + QChar(0) + "x";
        QTest::addRow("very long") << QString(1'000'000, u':');
    }
    void hostileAddressesAreRefused() {
        QFETCH(QString, text);
        const auto address = DeviceAddress::parse(text);
        QVERIFY(!address.ok());
        QVERIFY(address.error() == ErrorCode::BadValue);
    }

    void repliesAreReadHoweverTheyAreCut_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("length")
            << QByteArray(
                   "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: application/json; x=y\r\n\r\nhello")
            << QByteArray("hello");
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                                               "chunked\r\n\r\n3;x=1\r\nhel\r\n2\r\nlo\r\n0\r\nT: 1\r\n\r\n")
                                 << QByteArray("hello");
        QTest::newRow("interim")
            << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            << QByteArray();
        QTest::newRow("bare newlines")
            << QByteArray("HTTP/1.1 200 OK\nContent-Length: 2\n\nhi") << QByteArray("hi");
    }
    void repliesAreReadHoweverTheyAreCut() {
        QFETCH(QByteArray, reply);
        QFETCH(QByteArray, body);
        const std::string_view bytes(reply.constData(), static_cast<std::size_t>(reply.size()));
        for (std::size_t step = 1; step <= bytes.size(); ++step) {
            const Parsed parsed = parseReply(bytes, step);
            QVERIFY(!parsed.failed);
            QVERIFY(parsed.state == HttpReplyParser::State::Complete);
            QCOMPARE(QByteArray::fromStdString(parsed.body), body);
            QCOMPARE(parsed.used, bytes.size());
        }
    }

    void everyTruncatedReplyIsIncomplete() {
        const std::string reply =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";
        for (std::size_t length = 0; length < reply.size(); ++length) {
            HttpReplyParser parser([](std::string_view) {});
            QVERIFY(parser.feed(std::string_view(reply).substr(0, length)).ok());
            QVERIFY(!parser.end().ok());
        }
    }

    void hostileRepliesAreRefused_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("not http") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n");
        QTest::newRow("status") << QByteArray("HTTP/1.1 999 X\r\n\r\n");
        QTest::newRow("negative length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("huge length") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
        QTest::newRow("length and chunked")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTest::newRow("gzip") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
        QTest::newRow("no colon") << QByteArray("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n");
        QTest::newRow("endless head") << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(100'000, 'x');
        QTest::newRow("chunk size") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
        QTest::newRow("chunk overflow")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n");
        QTest::newRow("chunk too long")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n");
        QTest::newRow("endless extension")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;") +
                   QByteArray(10'000, 'x');
    }
    void hostileRepliesAreRefused() {
        QFETCH(QByteArray, reply);
        const Parsed parsed = parseReply({reply.constData(), static_cast<std::size_t>(reply.size())}, 7);
        QVERIFY(parsed.failed);
    }

    void anyBytesNeverBreakTheParsers() {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const std::string good = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n\r\n";
        for (int round = 0; round < 5000; ++round) {
            std::string bytes = good;
            for (int flips = 0; flips < 3; ++flips) {
                bytes[random.bounded(quint32(bytes.size()))] = static_cast<char>(random.bounded(256));
            }
            const Parsed parsed = parseReply(bytes, 1 + random.bounded(9U));
            QVERIFY(parsed.body.size() <= bytes.size());
            EventStreamParser events([](std::string_view, std::string_view) {});
            QVERIFY(events.feed(bytes).ok());
        }
    }

    void eventsAreReadHoweverTheyAreCut() {
        const std::string stream =
            ":\n\nevent: device\ndata: {\"a\":\ndata: 1}\n\nid: 3\r\ndata:x\r\n\r\nevent: lost\n\n";
        for (std::size_t step = 1; step <= stream.size(); ++step) {
            QStringList seen;
            EventStreamParser parser([&](std::string_view name, std::string_view data) {
                seen += QString::fromStdString(std::string(name) + "=" + std::string(data));
            });
            for (std::size_t at = 0; at < stream.size(); at += step) {
                QVERIFY(parser.feed(std::string_view(stream).substr(at, step)).ok());
            }
            QCOMPARE(seen, QStringList({"device={\"a\":\n1}", "message=x"}));
        }
    }

    void anEndlessEventIsRefused() {
        EventStreamParser parser([](std::string_view, std::string_view) {});
        const std::string piece(100'000, 'x');
        bool refused = false;
        for (int i = 0; i < 20 && !refused; ++i) {
            refused = !parser.feed(piece).ok();
        }
        QVERIFY(refused);
    }

    void rangesThatLieAreRefused() {
        NeededRanges good{{{100, 50}, {200, 10}}, 60, 5, 16, false};
        QVERIFY(NeededStream::make(good, 210).ok());
        QVERIFY(!NeededStream::make(good, 209).ok());
        NeededRanges wrongTotal = good;
        wrongTotal.totalBytes = 61;
        QVERIFY(!NeededStream::make(wrongTotal, 210).ok());
        NeededRanges wrongPosition = good;
        wrongPosition.position = 61;
        QVERIFY(!NeededStream::make(wrongPosition, 210).ok());
        NeededRanges noPut = good;
        noPut.maxPutBytes = 0;
        QVERIFY(!NeededStream::make(noPut, 210).ok());
        NeededRanges wraps = good;
        wraps.ranges[0] = {~std::uint64_t{0}, 2};
        QVERIFY(!NeededStream::make(wraps, 210).ok());
        NeededRanges empty = good;
        empty.ranges.push_back({0, 0});
        QVERIFY(!NeededStream::make(empty, 210).ok());
    }

    void announcementsAreHintsOnly() {
        const auto zone = [](int index) { return index == 3 ? QStringLiteral("eth0") : QString(); };
        RawAnnouncement raw{"gateway-017",
                            3,
                            "fe80::1",
                            8443,
                            {"id=gateway-017", "model=acme,gateway", "release=os 1.0", "x"}};
        const auto device = readAnnouncement(raw, zone);
        QVERIFY(device.ok());
        QCOMPARE(device->addresses.front().toString(), QString("fe80::1%eth0"));
        QCOMPARE(device->model, QString("acme,gateway"));

        raw.txt = {QByteArray("id=\x1b[31mred\xe2\x80\xaeX\n") + QByteArray(500, 'a')};
        const auto hostile = readAnnouncement(raw, zone);
        QVERIFY(hostile.ok());
        QVERIFY(!hostile->id.contains(QChar(0x1b)) && !hostile->id.contains(QChar(0x202e)) &&
                !hostile->id.contains(u'\n'));
        QVERIFY(hostile->id.size() <= 129);

        raw.interfaceIndex = 9; // a link-local address without its interface leads nowhere
        QVERIFY(!readAnnouncement(raw, zone).ok());
        raw.address = "10.0.0.7";
        QVERIFY(readAnnouncement(raw, zone).ok());
        raw.port = 0;
        QVERIFY(!readAnnouncement(raw, zone).ok());
        raw.port = 1;
        raw.address = "not an address";
        QVERIFY(!readAnnouncement(raw, zone).ok());
    }

    void usefulAddressesComeFirst() {
        const auto zone = [](int) { return QStringLiteral("eth0"); };
        FoundDevice device;
        device.name = "x";
        for (const char* address : {"fe80::1", "169.254.1.1", "2001:db8::1", "10.0.0.1", "10.0.0.1"}) {
            mergeAnnouncement(device, *readAnnouncement({"x", 1, address, 8443, {"id=x"}}, zone));
        }
        QCOMPARE(device.addresses.size(), std::size_t{4});
        QCOMPARE(device.addresses.front().host, QString("10.0.0.1"));
        QCOMPARE(device.addresses.back().host, QString("fe80::1%eth0"));
        QVERIFY(!mergeAnnouncement(device, *readAnnouncement({"x", 1, "10.0.0.1", 8443, {"id=x"}}, zone)));
    }
};

QTEST_GUILESS_MAIN(TestClientInput)
#include "tst_app_client_input.moc"
