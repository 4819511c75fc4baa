// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/installer_socket.h"

#include <QRandomGenerator>
#include <QTest>

using namespace fieldfare;

class ProtocolSocketTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesSurviveAnyCutting();
    void aFrameThatIsTooLongIsRefusedBeforeItComes_data();
    void aFrameThatIsTooLongIsRefusedBeforeItComes();
    void anUnknownTypeIsRefused();
    void anEmptyFrameIsRefused();
    void controlMessagesMustBeObjects();
    void dataWithoutAPositionIsRefused();
    void afterAnErrorNothingMoreIsRead();
    void textThatIsNotUtf8IsReplaced();
    void repliesAreOpened();
    void acknowledgementsAreReadStrictly();
    void aDataHeaderIsWhatTheEncoderWrites();
};

namespace {

Bytes frame(std::uint32_t length, std::byte type, std::string_view payload) {
    Bytes bytes;
    appendLittleEndian(bytes, length);
    bytes.push_back(type);
    const ByteView view = asBytes(payload);
    bytes.insert(bytes.end(), view.begin(), view.end());
    return bytes;
}

} // namespace

void ProtocolSocketTest::messagesSurviveAnyCutting() {
    std::vector<SocketMessage> messages{socketRequest("status"),
                                        socketReply(Json{{"a", 1}}),
                                        socketEvent("device", Json::object()),
                                        {SocketFrame::Head, {}, 0, toBytes(asBytes("head"))},
                                        {SocketFrame::Data, {}, 1ULL << 40, Bytes(100'000, std::byte{7})},
                                        socketAck({1, 2, 3}),
                                        {SocketFrame::Data, {}, 5, {}}};
    Bytes all;
    for (const auto& message : messages) {
        const Bytes bytes = encodeMessage(message);
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 50; ++round) {
        SocketDecoder decoder;
        std::size_t found = 0;
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t count =
                std::min<std::size_t>(all.size() - at, 1 + random.bounded(round < 25 ? 3000 : 60000));
            decoder.feed(ByteView(all).subspan(at, count));
            at += count;
            for (;;) {
                const auto next = decoder.next();
                QVERIFY(next.ok());
                if (!next->has_value()) {
                    break;
                }
                QVERIFY(encodeMessage(**next) == encodeMessage(messages[found++]));
            }
        }
        QCOMPARE(found, messages.size());
    }
}

void ProtocolSocketTest::aFrameThatIsTooLongIsRefusedBeforeItComes_data() {
    QTest::addColumn<quint32>("length");
    QTest::addColumn<int>("type");
    QTest::newRow("control") << quint32(maxControlFrame + 2) << 1;
    QTest::newRow("data") << quint32(maxSocketFrame + 1) << 7;
    QTest::newRow("2^31") << quint32(1U << 31) << 7;
    QTest::newRow("2^32-1") << quint32(0xffffffffU) << 2;
}

void ProtocolSocketTest::aFrameThatIsTooLongIsRefusedBeforeItComes() {
    QFETCH(quint32, length);
    QFETCH(int, type);
    SocketDecoder decoder;
    decoder.feed(frame(length, static_cast<std::byte>(type), ""));
    const auto next = decoder.next();
    QVERIFY(!next.ok());
    QVERIFY(next.error() == ErrorCode::BadMessage);
}

void ProtocolSocketTest::anUnknownTypeIsRefused() {
    for (const int type : {0, 8, 255}) {
        SocketDecoder decoder;
        decoder.feed(frame(3, static_cast<std::byte>(type), "{}"));
        QVERIFY(!decoder.next().ok());
    }
}

void ProtocolSocketTest::anEmptyFrameIsRefused() {
    SocketDecoder decoder;
    decoder.feed(frame(0, std::byte{1}, ""));
    QVERIFY(!decoder.next().ok());
}

void ProtocolSocketTest::controlMessagesMustBeObjects() {
    for (const std::string_view text : {"[]", "1", "null", "{", "", "{}{}", "{\"a\":1,\"a\":2}"}) {
        SocketDecoder decoder;
        decoder.feed(frame(static_cast<std::uint32_t>(text.size() + 1), std::byte{1}, text));
        QVERIFY2(!decoder.next().ok(), std::string(text).c_str());
    }
    std::string deep(40, '[');
    SocketDecoder decoder;
    decoder.feed(frame(static_cast<std::uint32_t>(deep.size() + 1), std::byte{2}, deep));
    QVERIFY(!decoder.next().ok());
}

void ProtocolSocketTest::dataWithoutAPositionIsRefused() {
    SocketDecoder decoder;
    decoder.feed(frame(8, std::byte{7}, "1234567"));
    QVERIFY(!decoder.next().ok());
}

void ProtocolSocketTest::afterAnErrorNothingMoreIsRead() {
    SocketDecoder decoder;
    decoder.feed(frame(0, std::byte{1}, ""));
    QVERIFY(!decoder.next().ok());
    decoder.feed(encodeMessage(socketRequest("status")));
    QVERIFY(!decoder.next().ok());
}

void ProtocolSocketTest::textThatIsNotUtf8IsReplaced() {
    SocketDecoder decoder;
    decoder.feed(encodeMessage(socketRequest("x", Json{{"by", "\xff\xfe"}})));
    const auto next = decoder.next();
    QVERIFY(next.ok());
    QCOMPARE((**next).json["by"].get<std::string>(), std::string("\xef\xbf\xbd\xef\xbf\xbd"));
}

void ProtocolSocketTest::repliesAreOpened() {
    QVERIFY(openReply(socketReply()).ok());
    const auto failed = openReply(socketReply(Error(ErrorCode::OnTrial, {{"slot", "a"}})));
    QVERIFY(!failed.ok());
    QVERIFY(failed.error() == ErrorCode::OnTrial);
    QVERIFY(openReply(socketRequest("status")).error() == ErrorCode::BadMessage);
    QVERIFY(openReply({SocketFrame::Reply, Json::object(), 0, {}}).error() == ErrorCode::BadMessage);
    QVERIFY(openReply({SocketFrame::Reply, Json{{"ok", 1}}, 0, {}}).error() == ErrorCode::BadMessage);
}

void ProtocolSocketTest::acknowledgementsAreReadStrictly() {
    const auto ack = openAck(socketAck({10, 5, 20, 15}));
    QVERIFY(ack.ok());
    QCOMPARE(ack->durable, std::uint64_t{5});
    QCOMPARE(ack->granted, std::uint64_t{15});
    for (const char* member : {"position", "durable", "total", "granted"}) {
        Json json = socketAck({10, 5, 20, 15}).json;
        json[member] = -1;
        QVERIFY(openAck({SocketFrame::Ack, json, 0, {}}).error() == ErrorCode::BadValue);
        json[member] = std::uint64_t{1} << 63;
        QVERIFY(openAck({SocketFrame::Ack, json, 0, {}}).error() == ErrorCode::BadValue);
        json.erase(member);
        QVERIFY(openAck({SocketFrame::Ack, json, 0, {}}).error() == ErrorCode::MissingKey);
    }
    QVERIFY(openAck(socketReply()).error() == ErrorCode::BadMessage);
}

void ProtocolSocketTest::aDataHeaderIsWhatTheEncoderWrites() {
    const Bytes data(1000, std::byte{3});
    const auto header = encodeDataHeader(SocketFrame::Data, 77, data.size());
    Bytes joined(header.begin(), header.end());
    joined.insert(joined.end(), data.begin(), data.end());
    QVERIFY(joined == encodeMessage({SocketFrame::Data, {}, 77, data}));
}

QTEST_GUILESS_MAIN(ProtocolSocketTest)
#include "tst_protocol_socket.moc"
