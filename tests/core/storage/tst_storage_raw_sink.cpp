// SPDX-License-Identifier: Apache-2.0
#include "core/storage/payload_sink.h"

#include "tests/support/memory_block_device.h"

#include <QTest>

using namespace fieldfare;
using test::BlockOperationKind;
using test::MemoryBlockDevice;

namespace {

constexpr std::uint64_t slotBytes = 64 * 1024;

Bytes image(std::size_t size = 40'000) {
    Bytes bytes(size);
    std::uint32_t seed = 5;
    for (std::byte& byte : bytes) {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<std::byte>((seed >> 24) | 1);
    }
    return bytes;
}

/// The image in pieces that cross the head's end, some out of order, with zeros inside.
Result<> writeAll(PayloadSink& sink, const Bytes& content) {
    const ByteView all(content);
    FF_CHECK(sink.write(20'000, all.subspan(20'000)));
    FF_CHECK(sink.write(0, all.first(100)));
    FF_CHECK(sink.zero(50, 10'000));
    FF_CHECK(sink.write(100, all.subspan(100, 19'900)));
    return sink.write(0, all.first(100));
}

Result<Bytes> readAll(PayloadSink& sink, std::uint64_t offset, std::uint64_t length) {
    Bytes found;
    FF_CHECK(sink.readBack(offset, length, [&](ByteView piece) {
        found.insert(found.end(), piece.begin(), piece.end());
        return Result<>();
    }));
    return found;
}

Result<> installAll(PayloadSink& sink, const Bytes& content) {
    FF_CHECK(sink.begin(content.size()));
    FF_CHECK(writeAll(sink, content));
    FF_CHECK(sink.checkpoint());
    FF_TRY(const Bytes found, readAll(sink, 0, content.size()));
    if (found != content) {
        return Error(ErrorCode::ReadBackFailed, {{"offset", std::uint64_t{0}}});
    }
    return sink.finishHead();
}

bool headIsDestroyed(const Bytes& medium) {
    return isAllZero(ByteView(medium).first(withheldHeadBytes));
}

bool startsWith(const Bytes& medium, const Bytes& content) {
    return std::equal(content.begin(), content.end(), medium.begin());
}

} // namespace

class RawSinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWholeInstallationLeavesTheImage();
    void theHeadIsDestroyedOnTheMediumBeforeAnythingElse();
    void atEveryPowerCutTheSlotIsUnbootableOrWhole();
    void eioAtEveryOperationLeavesTheSlotUnbootableOrWhole();
    void aFlushThatFailsAtAnyTimeSpendsTheSink();
    void aSpentSinkCanBeginAgain();
    void theHeadSurvivesARestart();
    void aHeadOfAnotherSizeIsRefused();
    void bitRotIsSeenWhenReadingBack();
    void bitRotInTheHeadIsSeenAtTheEnd();
    void anImageLargerThanTheSlotIsRefusedAndNothingIsTouched();
    void writesOutsideTheImageAreRefused_data();
    void writesOutsideTheImageAreRefused();
    void imagesSmallerThanTheHeadWork_data();
    void imagesSmallerThanTheHeadWork();
    void nothingWorksBeforeBegin();
    void theConsumersErrorEndsReadingBack();
};

void RawSinkTest::aWholeInstallationLeavesTheImage() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    const Bytes content = image();
    QVERIFY(installAll(sink, content).ok());
    QVERIFY(startsWith(device.medium(), content));
    QVERIFY(isAllZero(ByteView(device.medium()).subspan(content.size())) ==
            false); // the rest of the slot is left alone
}

void RawSinkTest::theHeadIsDestroyedOnTheMediumBeforeAnythingElse() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(image().size()).ok());
    QVERIFY(headIsDestroyed(device.medium()));
    const auto& operations = device.operations();
    QCOMPARE(static_cast<int>(operations.at(0).kind), static_cast<int>(BlockOperationKind::Write));
    QCOMPARE(operations.at(0).offset, 0U);
    QCOMPARE(operations.at(0).length, withheldHeadBytes);
    QCOMPARE(static_cast<int>(operations.at(1).kind), static_cast<int>(BlockOperationKind::Flush));
}

/// The first image of a power cut test: each prefix of the operations, with none, all or one half of what was
/// not flushed.
void RawSinkTest::atEveryPowerCutTheSlotIsUnbootableOrWhole() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    const Bytes content = image();
    QVERIFY(installAll(sink, content).ok());
    const Bytes old(slotBytes, std::byte{0xa5});

    int whole = 0;
    int destroyed = 0;
    int untouched = 0;
    for (std::size_t cut = 0; cut <= device.operations().size(); ++cut) {
        for (const int keep : {0, 1, 2, 3}) { // none, all, every second, torn in its middle
            Bytes durable = old;
            Bytes cached = old;
            std::vector<std::pair<std::uint64_t, Bytes>> pending;
            for (std::size_t i = 0; i < cut; ++i) {
                const auto& operation = device.operations()[i];
                if (operation.kind == BlockOperationKind::Write ||
                    operation.kind == BlockOperationKind::Zero) {
                    Bytes data = operation.kind == BlockOperationKind::Write
                                     ? operation.data
                                     : Bytes(static_cast<std::size_t>(operation.length));
                    pending.emplace_back(operation.offset, std::move(data));
                } else if (operation.kind == BlockOperationKind::Flush) {
                    for (const auto& [offset, data] : pending) {
                        std::copy(data.begin(), data.end(),
                                  durable.begin() + static_cast<std::ptrdiff_t>(offset));
                    }
                    pending.clear();
                }
            }
            for (std::size_t i = 0; i < pending.size(); ++i) {
                const auto& [offset, data] = pending[i];
                const std::size_t length = keep == 0 || (keep == 2 && i % 2 == 0) ? 0
                                           : keep == 3                            ? data.size() / 2
                                                                                  : data.size();
                std::copy_n(data.begin(), length, durable.begin() + static_cast<std::ptrdiff_t>(offset));
            }
            const bool isWhole = startsWith(durable, content);
            // Torn inside the head: what is in it is a part of the right head over zeros, and all behind it
            // is right.
            const bool restIsRight = std::equal(content.begin() + withheldHeadBytes, content.end(),
                                                durable.begin() + withheldHeadBytes);
            const bool isDestroyed = headIsDestroyed(durable);
            const bool isOld = durable == old;
            const bool halfDestroyedOld = keep == 3 && cut <= 1;
            const bool halfWrittenHead = keep == 3 && restIsRight;
            QVERIFY2(isWhole || isDestroyed || isOld || halfDestroyedOld || halfWrittenHead,
                     qPrintable(QString("cut before operation %1, keep %2").arg(cut).arg(keep)));
            whole += isWhole ? 1 : 0;
            destroyed += isDestroyed ? 1 : 0;
            untouched += isOld ? 1 : 0;
        }
    }
    QVERIFY(whole > 0);
    QVERIFY(destroyed > 0);
    QVERIFY(untouched > 0);
}

void RawSinkTest::eioAtEveryOperationLeavesTheSlotUnbootableOrWhole() {
    const Bytes content = image();
    MemoryBlockDevice clean(slotBytes);
    RawSink cleanSink(clean);
    QVERIFY(installAll(cleanSink, content).ok());
    for (std::size_t nth = 0; nth < clean.operations().size(); ++nth) {
        MemoryBlockDevice device(slotBytes);
        RawSink sink(device);
        device.failOperation(nth);
        const Result<> outcome = installAll(sink, content);
        QVERIFY2(!outcome.ok(), qPrintable(QString("operation %1").arg(nth)));
        QCOMPARE(outcome.error().code(), ErrorCode::Io);
        device.cutPower();
        const bool old = device.medium() == Bytes(slotBytes, std::byte{0xa5});
        QVERIFY2(old || headIsDestroyed(device.medium()) || startsWith(device.medium(), content),
                 qPrintable(QString("operation %1").arg(nth)));
    }
}

void RawSinkTest::aFlushThatFailsAtAnyTimeSpendsTheSink() {
    const Bytes content = image();
    for (const std::size_t nth : {1U, 2U}) { // 0 is that of begin(), which then has not begun
        MemoryBlockDevice device(slotBytes);
        RawSink sink(device);
        device.failFlush(nth);
        QVERIFY(!installAll(sink, content).ok());
        // The kernel would let the next flush succeed; the sink does not.
        QVERIFY(!sink.checkpoint().ok());
        QVERIFY(!sink.write(0, ByteView(content).first(10)).ok());
        QVERIFY(!sink.zero(0, 10).ok());
        QVERIFY(!sink.finishHead().ok());
        QVERIFY(!readAll(sink, 0, 10).ok());
        QVERIFY(headIsDestroyed(device.medium()));
    }
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    device.failFlush(0);
    QVERIFY(!sink.begin(content.size()).ok());
    QVERIFY(!sink.write(0, content).ok());
}

void RawSinkTest::aSpentSinkCanBeginAgain() {
    const Bytes content = image();
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    device.failFlush(1);
    QVERIFY(!installAll(sink, content).ok());
    QVERIFY(installAll(sink, content).ok());
    QVERIFY(startsWith(device.medium(), content));
}

void RawSinkTest::theHeadSurvivesARestart() {
    const Bytes content = image();
    MemoryBlockDevice device(slotBytes);
    Bytes head;
    {
        RawSink first(device);
        QVERIFY(first.begin(content.size()).ok());
        QVERIFY(first.write(0, ByteView(content).first(20'000)).ok());
        QVERIFY(first.checkpoint().ok());
        head = toBytes(first.withheldHead());
        QVERIFY(first.write(20'000, ByteView(content).subspan(20'000, 5'000)).ok());
    }
    device.cutPower();
    QVERIFY(headIsDestroyed(device.medium()));
    RawSink second(device);
    QVERIFY(second.resume(content.size(), head).ok());
    QVERIFY(second.write(20'000, ByteView(content).subspan(20'000)).ok());
    QVERIFY(second.checkpoint().ok());
    QVERIFY(*readAll(second, 0, content.size()) == content);
    QVERIFY(second.finishHead().ok());
    device.cutPower();
    QVERIFY(startsWith(device.medium(), content));
}

void RawSinkTest::aHeadOfAnotherSizeIsRefused() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    for (const std::size_t size : {0U, 1U, 4095U, 4097U}) {
        QCOMPARE(sink.resume(40'000, Bytes(size)).error().code(), ErrorCode::BadValue);
    }
    QCOMPARE(device.operations().size(), 0U);
}

void RawSinkTest::bitRotIsSeenWhenReadingBack() {
    const Bytes content = image();
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(content.size()).ok());
    QVERIFY(writeAll(sink, content).ok());
    QVERIFY(sink.checkpoint().ok());
    device.flipOnMedium(30'000);
    QVERIFY(*readAll(sink, 0, 30'000) == toBytes(ByteView(content).first(30'000)));
    QVERIFY(*readAll(sink, 29'000, 2'000) != toBytes(ByteView(content).subspan(29'000, 2'000)));
}

void RawSinkTest::bitRotInTheHeadIsSeenAtTheEnd() {
    // A medium that takes the head and gives something else back: what a failed flush leaves behind the
    // cache.
    class Forgetful final : public BlockDevice {
    public:
        explicit Forgetful(MemoryBlockDevice& inner)
            : m_inner(inner) {}
        [[nodiscard]] std::uint64_t sizeBytes() const override { return m_inner.sizeBytes(); }
        [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
            FF_CHECK(m_inner.readAt(offset, into));
            if (m_forgets && offset == 0) {
                into[17] ^= std::byte{4};
            }
            return {};
        }
        [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
            return m_inner.writeAt(offset, data);
        }
        [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
            return m_inner.zeroRange(offset, length);
        }
        [[nodiscard]] Result<> flush() override { return m_inner.flush(); }
        [[nodiscard]] Result<> dropCache(std::uint64_t offset, std::uint64_t length) override {
            return m_inner.dropCache(offset, length);
        }
        bool m_forgets = false;

    private:
        MemoryBlockDevice& m_inner;
    };
    MemoryBlockDevice inner(slotBytes);
    Forgetful device(inner);
    RawSink sink(device);
    const Bytes content = image();
    QVERIFY(sink.begin(content.size()).ok());
    QVERIFY(writeAll(sink, content).ok());
    QVERIFY(sink.checkpoint().ok());
    device.m_forgets = true;
    QCOMPARE(sink.finishHead().error().code(), ErrorCode::ReadBackFailed);
    QCOMPARE(sink.begin(content.size()).error().code(), ErrorCode::ReadBackFailed);
}

void RawSinkTest::anImageLargerThanTheSlotIsRefusedAndNothingIsTouched() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    for (const std::uint64_t size :
         {slotBytes + 1, (std::uint64_t{1} << 31) + 1, std::uint64_t{1} << 63, UINT64_MAX}) {
        const Result<> refused = sink.begin(size);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code(), ErrorCode::SlotTooSmall);
    }
    QCOMPARE(device.operations().size(), 0U);
    QVERIFY(installAll(sink, image(slotBytes)).ok()); // one that fills it exactly
}

void RawSinkTest::writesOutsideTheImageAreRefused_data() {
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("length");
    QTest::newRow("behind the image, inside the slot") << quint64{40'000} << quint64{1};
    QTest::newRow("across the image's end") << quint64{39'999} << quint64{2};
    QTest::newRow("2^32") << (quint64{1} << 32) << quint64{1};
    QTest::newRow("wraps around") << quint64{UINT64_MAX} << quint64{2};
}

void RawSinkTest::writesOutsideTheImageAreRefused() {
    QFETCH(quint64, offset);
    QFETCH(quint64, length);
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(40'000).ok());
    const std::size_t before = device.operations().size();
    QCOMPARE(sink.write(offset, Bytes(static_cast<std::size_t>(length))).error().code(),
             ErrorCode::SlotTooSmall);
    QCOMPARE(sink.zero(offset, length).error().code(), ErrorCode::SlotTooSmall);
    QCOMPARE(readAll(sink, offset, length).error().code(), ErrorCode::SlotTooSmall);
    QCOMPARE(device.operations().size(), before);
    QVERIFY(sink.write(0, image()).ok()); // the caller's fault is not the medium's
}

void RawSinkTest::imagesSmallerThanTheHeadWork_data() {
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 512, 4095, 4096, 4097}) {
        QTest::newRow(qPrintable(QString::number(size))) << size;
    }
}

void RawSinkTest::imagesSmallerThanTheHeadWork() {
    QFETCH(int, size);
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    const Bytes content = image(static_cast<std::size_t>(size));
    QVERIFY(sink.begin(content.size()).ok());
    QVERIFY(headIsDestroyed(device.medium())); // an old superblock behind a short image would live on
    QVERIFY(sink.write(0, content).ok());
    QVERIFY(sink.checkpoint().ok());
    QVERIFY(*readAll(sink, 0, content.size()) == content);
    QVERIFY(sink.finishHead().ok());
    QVERIFY(startsWith(device.medium(), content));
}

void RawSinkTest::nothingWorksBeforeBegin() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(!sink.write(0, Bytes(10)).ok());
    QVERIFY(!sink.zero(0, 10).ok());
    QVERIFY(!sink.checkpoint().ok());
    QVERIFY(!sink.finishHead().ok());
    QCOMPARE(device.operations().size(), 0U);
}

void RawSinkTest::theConsumersErrorEndsReadingBack() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(40'000).ok());
    const Result<> ended =
        sink.readBack(0, 40'000, [](ByteView) { return Result<>(Error(ErrorCode::Cancelled)); });
    QCOMPARE(ended.error().code(), ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(RawSinkTest)
#include "tst_storage_raw_sink.moc"
