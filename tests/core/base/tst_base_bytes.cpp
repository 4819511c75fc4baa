// SPDX-License-Identifier: Apache-2.0
#include "core/base/base64.h"
#include "core/base/bytes.h"
#include "core/base/clock.h"

#include <QTest>

using namespace fieldfare;

class BytesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hexGoesThereAndBack() {
        Bytes all;
        for (int i = 0; i < 256; ++i) {
            all.push_back(static_cast<std::byte>(i));
        }
        const std::string hex = toHex(all);
        QCOMPARE(hex.substr(0, 8), "00010203");
        QCOMPARE(hex.substr(508), "feff");
        QVERIFY(*fromHex(hex) == all);
        QVERIFY(*fromHex("FEff") == *fromHex("feFF"));
        QVERIFY(fromHex("")->empty());
    }
    void whatIsNotHexIsRefused() {
        for (const char* text : {"0", "0g", "g0", "0 ", " 0", "0x", "00\n", "+1"}) {
            QCOMPARE(fromHex(text).error().code(), ErrorCode::BadValue);
        }
    }
    void integersAreLittleEndian() {
        Bytes bytes;
        appendLittleEndian<std::uint16_t>(bytes, 0x0102);
        appendLittleEndian<std::uint32_t>(bytes, 0x03040506);
        appendLittleEndian<std::uint64_t>(bytes, 0x0708090a0b0c0d0eULL);
        QCOMPARE(toHex(bytes), "0201060504030e0d0c0b0a090807");
        QCOMPARE(loadLittleEndian<std::uint16_t>(bytes), 0x0102);
        QCOMPARE(loadLittleEndian<std::uint64_t>(ByteView(bytes).subspan(6)), 0x0708090a0b0c0d0eULL);
        const Bytes ones(8, std::byte{0xff});
        QCOMPARE(loadLittleEndian<std::uint64_t>(ones), UINT64_MAX);
        QCOMPARE(loadLittleEndian<std::uint32_t>(ones), UINT32_MAX);
    }
    void zerosAreFoundAtEveryPlace() {
        QVERIFY(isAllZero({}));
        for (std::size_t size = 1; size < 70; ++size) {
            Bytes bytes(size);
            QVERIFY(isAllZero(bytes));
            for (std::size_t at = 0; at < size; ++at) {
                bytes[at] = std::byte{1};
                QVERIFY(!isAllZero(bytes));
                bytes[at] = std::byte{0};
            }
        }
    }
    void base64GoesThereAndBack() {
        for (std::size_t size = 0; size < 100; ++size) {
            Bytes bytes(size);
            for (std::size_t i = 0; i < size; ++i) {
                bytes[i] = static_cast<std::byte>(i * 37 + size);
            }
            const std::string text = toBase64(bytes);
            QCOMPARE(QByteArray::fromStdString(text),
                     QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(size))
                         .toBase64());
            QVERIFY(*fromBase64(text) == bytes);
        }
    }
    void whatIsNotBase64IsRefused() {
        for (const char* text :
             {"A", "AA", "AAA", "AA=A", "A===", "====", "AA==AA==", "AA\n==", "AA--", "AB==", "AAB="}) {
            QVERIFY2(!fromBase64(text).ok(), text);
        }
    }
    void timesAreWrittenAsRfc3339() {
        QCOMPARE(toRfc3339(UnixTime{}), "1970-01-01T00:00:00Z");
        QCOMPARE(toRfc3339(UnixTime{std::chrono::seconds{1709210096}}), "2024-02-29T12:34:56Z");
        QCOMPARE(toRfc3339(UnixTime{std::chrono::seconds{-1}}), "1969-12-31T23:59:59Z");
    }
    void theMonotonicClockDoesNotGoBack() {
        const SystemClock clock;
        const auto first = clock.monotonic();
        QVERIFY(clock.monotonic() >= first);
        QVERIFY(clock.now() > UnixTime{std::chrono::seconds{1}});
    }
};

QTEST_GUILESS_MAIN(BytesTest)
#include "tst_base_bytes.moc"
