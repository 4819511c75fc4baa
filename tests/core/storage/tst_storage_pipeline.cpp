// SPDX-License-Identifier: Apache-2.0
#include "core/storage/image_pipeline.h"

#include "tests/support/memory_block_device.h"

#include <QTest>
#include <atomic>

using namespace fieldfare;
using test::MemoryBlockDevice;

namespace {

constexpr std::uint64_t slotBytes = std::uint64_t{8} << 20;

Bytes pattern(std::size_t size, std::uint32_t seed) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<std::byte>(seed >> 24);
    }
    return bytes;
}

/// A sink that stops in its first write until the test lets it go on.
class GatedSink final : public PayloadSink {
public:
    [[nodiscard]] SinkCapabilities capabilities() const override { return {}; }
    [[nodiscard]] std::uint64_t sizeBytes() const override { return slotBytes; }
    [[nodiscard]] Result<> begin(std::uint64_t) override { return {}; }
    [[nodiscard]] Result<> resume(std::uint64_t, ByteView) override { return {}; }
    [[nodiscard]] Result<> write(std::uint64_t, ByteView) override {
        std::unique_lock lock(m_mutex);
        m_opened.wait(lock, [this] { return m_open; });
        ++m_written;
        return {};
    }
    [[nodiscard]] Result<> zero(std::uint64_t, std::uint64_t) override { return {}; }
    [[nodiscard]] Result<> checkpoint() override { return {}; }
    [[nodiscard]] ByteView withheldHead() const override { return {}; }
    [[nodiscard]] Result<> readBack(std::uint64_t, std::uint64_t, const Consumer&) override { return {}; }
    [[nodiscard]] Result<> finishHead() override { return {}; }

    void open() {
        {
            const std::lock_guard lock(m_mutex);
            m_open = true;
        }
        m_opened.notify_all();
    }
    [[nodiscard]] int written() {
        const std::lock_guard lock(m_mutex);
        return m_written;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_opened;
    bool m_open = false;
    int m_written = 0;
};

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingArrivesInOrder();
    void barrierMakesItDurable();
    void atMostFourBuffersLive();
    void theFirstErrorEndsEverything();
    void aFailedBarrierEndsEverything();
    void destructionDoesNotWaitForWhatWaits();
    void buffersAreUsedAgain();
    void piecesThatAreTooLargeAreRefused();
    void anErrorWakesAWaitingSubmitter();
};

void PipelineTest::everythingArrivesInOrder() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    Bytes expected(static_cast<std::size_t>(slotBytes), std::byte{0xa5});
    std::fill_n(expected.begin(), withheldHeadBytes, std::byte{0});
    {
        ImagePipeline pipeline(sink);
        std::uint32_t seed = 42;
        for (int i = 0; i < 200; ++i) {
            seed = seed * 1664525U + 1013904223U;
            const std::size_t offset = 4096 + (seed >> 8) % (slotBytes - 200'000);
            const std::size_t length = 1 + (seed >> 4) % 100'000;
            if (i % 5 == 0) {
                QVERIFY(pipeline.zero(offset, length).ok());
                std::fill_n(expected.begin() + static_cast<std::ptrdiff_t>(offset), length, std::byte{0});
            } else {
                Bytes buffer = pipeline.buffer();
                QVERIFY(buffer.empty());
                const Bytes data = pattern(length, seed);
                buffer.assign(data.begin(), data.end());
                QVERIFY(pipeline.submit(offset, std::move(buffer)).ok());
                std::copy(data.begin(), data.end(), expected.begin() + static_cast<std::ptrdiff_t>(offset));
            }
        }
        QVERIFY(pipeline.barrier().ok());
    }
    QVERIFY(device.medium() == expected);
}

void PipelineTest::barrierMakesItDurable() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    ImagePipeline pipeline(sink);
    QVERIFY(pipeline.barrier().ok()); // nothing to do is fine
    QVERIFY(pipeline.submit(10'000, pattern(5'000, 1)).ok());
    QVERIFY(pipeline.barrier().ok());
    const Bytes written = pattern(5'000, 1);
    QVERIFY(std::equal(written.begin(), written.end(), device.medium().begin() + 10'000));
}

void PipelineTest::atMostFourBuffersLive() {
    GatedSink sink;
    ImagePipeline pipeline(sink);
    std::atomic<int> submitted = 0;
    std::thread producer([&] {
        for (int i = 0; i < 10; ++i) {
            Bytes buffer = pipeline.buffer();
            buffer.resize(1);
            if (!pipeline.submit(static_cast<std::uint64_t>(i), std::move(buffer)).ok()) {
                return;
            }
            ++submitted;
        }
    });
    // One in the closed sink and two waiting; the fourth is in the producer's hands.
    const bool reached = QTest::qWaitFor([&] { return submitted.load() == 3; }, 30'000);
    QTest::qWait(20);
    const int most = submitted.load();
    sink.open();
    producer.join();
    QVERIFY(reached);
    QCOMPARE(most, 3);
    QVERIFY(pipeline.barrier().ok());
    QCOMPARE(sink.written(), 10);
}

void PipelineTest::theFirstErrorEndsEverything() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    device.failOperation(2);
    ImagePipeline pipeline(sink);
    int accepted = 0;
    Result<> last;
    while (last.ok() && accepted < 1000) {
        last = pipeline.submit(4096 + static_cast<std::uint64_t>(accepted) * 100, pattern(100, 3));
        ++accepted;
    }
    QVERIFY(!last.ok());
    QVERIFY(accepted <= 8);
    QCOMPARE(last.error().code(), ErrorCode::Io);
    QCOMPARE(pipeline.barrier().error().code(), ErrorCode::Io);
    QCOMPARE(pipeline.zero(0, 1).error().code(), ErrorCode::Io);
    QCOMPARE(pipeline.submit(0, Bytes(1)).error().code(), ErrorCode::Io);
}

void PipelineTest::aFailedBarrierEndsEverything() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    device.failFlush(0);
    ImagePipeline pipeline(sink);
    QVERIFY(pipeline.submit(5'000, Bytes(10)).ok());
    QVERIFY(!pipeline.barrier().ok());
    QVERIFY(!pipeline.barrier().ok());
    QVERIFY(!pipeline.submit(5'000, Bytes(10)).ok());
}

void PipelineTest::destructionDoesNotWaitForWhatWaits() {
    GatedSink sink;
    std::thread opener;
    {
        ImagePipeline pipeline(sink);
        QVERIFY(pipeline.submit(0, Bytes(1)).ok());
        QVERIFY(pipeline.submit(1, Bytes(1)).ok());
        opener = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
            sink.open();
        });
    }
    opener.join();
    QVERIFY(sink.written() <= 2);
}

void PipelineTest::buffersAreUsedAgain() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    ImagePipeline pipeline(sink);
    Bytes first = pipeline.buffer();
    first.resize(10);
    const std::byte* memory = first.data();
    QVERIFY(pipeline.submit(8'000, std::move(first)).ok());
    QVERIFY(pipeline.barrier().ok());
    Bytes second = pipeline.buffer();
    QVERIFY(second.empty());
    second.resize(1);
    QVERIFY(second.data() == memory);
}

void PipelineTest::piecesThatAreTooLargeAreRefused() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    ImagePipeline pipeline(sink);
    QVERIFY(pipeline.submit(0, Bytes(ImagePipeline::bufferBytes)).ok());
    QCOMPARE(pipeline.submit(0, Bytes(ImagePipeline::bufferBytes + 1)).error().code(), ErrorCode::TooLarge);
    QVERIFY(pipeline.barrier().ok());
}

void PipelineTest::anErrorWakesAWaitingSubmitter() {
    MemoryBlockDevice device(slotBytes);
    RawSink sink(device);
    QVERIFY(sink.begin(slotBytes).ok());
    for (int round = 0; round < 50; ++round) {
        device.failOperation(static_cast<std::size_t>(round % 5) + 5);
        QVERIFY(sink.begin(slotBytes).ok());
        ImagePipeline pipeline(sink);
        bool failed = false;
        for (int i = 0; i < 50 && !failed; ++i) {
            failed = !pipeline.submit(5'000, Bytes(50)).ok();
        }
        failed = failed || !pipeline.barrier().ok();
        QVERIFY(failed);
    }
}

QTEST_GUILESS_MAIN(PipelineTest)
#include "tst_storage_pipeline.moc"
