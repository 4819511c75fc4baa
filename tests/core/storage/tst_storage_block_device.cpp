// SPDX-License-Identifier: Apache-2.0
#include "core/base/process.h"
#include "core/storage/aligned_buffer.h"
#include "core/storage/block_device.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <random>
#include <sys/mount.h>
#include <sys/stat.h>

using namespace fieldfare;

namespace {

constexpr std::uint64_t deviceBytes = std::uint64_t{4} << 20;

Bytes noise(std::size_t bytes, unsigned seed) {
    std::minstd_rand random(seed + 1);
    Bytes made(bytes);
    std::ranges::generate(made, [&random] { return static_cast<std::byte>(random() >> 8); });
    return made;
}

std::string run(const std::vector<std::string>& argv) {
    SystemProcessRunner runner;
    ProcessRequest request;
    request.argv = argv;
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    const auto outcome = runner.run(request);
    if (!outcome.ok() || !outcome->succeeded()) {
        return {};
    }
    return QString::fromStdString(outcome->output).trimmed().toStdString();
}

/// A loop device, released at the end; empty where that is not allowed.
class LoopDevice {
public:
    explicit LoopDevice(const std::filesystem::path& file)
        : m_node(run({"losetup", "--find", "--show", file.string()})) {}
    ~LoopDevice() {
        if (!m_node.empty()) {
            (void)run({"losetup", "--detach", m_node});
        }
    }
    LoopDevice(const LoopDevice&) = delete;
    LoopDevice& operator=(const LoopDevice&) = delete;
    [[nodiscard]] const std::string& node() const { return m_node; }

private:
    std::string m_node;
};

void exercise(BlockDevice& device) {
    QCOMPARE(device.sizeBytes(), deviceBytes);
    Bytes data(100'000);
    for (std::size_t i = 0; i < data.size(); ++i) {
        data[i] = static_cast<std::byte>(i * 7 + 1);
    }
    QVERIFY(device.writeAt(4097, data).ok());
    QVERIFY(device.zeroRange(4096 * 10, 4096 * 3).ok());
    std::fill_n(data.begin() + 4096 * 10 - 4097, 4096 * 3, std::byte{0});
    QVERIFY(device.flush().ok());
    QVERIFY(device.dropCache(4097, data.size()).ok());
    Bytes found(data.size());
    QVERIFY(device.readAt(4097, found).ok());
    QVERIFY(found == data);
    Bytes edge(1);
    QVERIFY(device.readAt(4096, edge).ok());
    QCOMPARE(asText(edge), std::string_view("o"));
    QVERIFY(device.writeAt(deviceBytes - 1, edge).ok());
    QVERIFY(device.zeroRange(0, deviceBytes).ok());
    Bytes all(deviceBytes);
    QVERIFY(device.readAt(0, all).ok());
    QVERIFY(isAllZero(all));
}

} // namespace

#define LOOP_OR_SKIP(name, file)                                                                             \
    const LoopDevice name(file);                                                                             \
    if (name.node().empty()) {                                                                               \
        QSKIP("loop devices are not allowed here");                                                          \
    }

class BlockDeviceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
        m_file = m_folder / "slot";
        std::ofstream(m_file) << std::string(deviceBytes, 'o');
    }

    void aFileKeepsItsSizeAndItsContent();
    void aLoopDeviceKeepsItsSizeAndItsContent();
    void transfersOfEveryAlignmentSeeEachOther();
    void whatReadsAsZerosIsLeftAsItIs();
    void everyRangePastTheEndIsRefused_data();
    void everyRangePastTheEndIsRefused();
    void zerosOfAnyAlignmentAreZeros();
    void aDeviceThatIsMountedOrOpenIsBusy();
    void aLinkToAFileIsRefused();
    void aLinkToANodeIsFollowed();
    void whatIsNoStorageIsRefused();
    void aMissingPathIsNotFound();
    void aFlushThatTheMediumRefusesIsReported();
    void aSourceReadsWhatTheDeviceWrote();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
};

void BlockDeviceTest::aFileKeepsItsSizeAndItsContent() {
    const auto device = openBlockDevice(m_file);
    QVERIFY(device.ok());
    exercise(**device);
    QCOMPARE(std::filesystem::file_size(m_file), deviceBytes);
}

void BlockDeviceTest::aLoopDeviceKeepsItsSizeAndItsContent() {
    LOOP_OR_SKIP(loop, m_file);
    const auto device = openBlockDevice(loop.node());
    QVERIFY2(device.ok(), device.ok() ? "" : describeLine(device.error()).c_str());
    exercise(**device);
}

/// Whole blocks in aligned memory go past the cache, all else through it: each must see the other's bytes.
void BlockDeviceTest::transfersOfEveryAlignmentSeeEachOther() {
    const LoopDevice loop(m_file);
    std::vector<std::filesystem::path> paths{m_file};
    if (!loop.node().empty()) {
        paths.emplace_back(loop.node());
    }
    for (const std::filesystem::path& path : paths) {
        const auto device = openBlockDevice(path);
        QVERIFY(device.ok());
        Bytes expected = noise(deviceBytes, 5);
        QVERIFY((*device)->writeAt(0, expected).ok());
        AlignedBuffer block;
        for (unsigned i = 0; i < 40; ++i) {
            const std::uint64_t at = std::uint64_t{i} * 8192 + (i % 2 == 0 ? 0 : 1000);
            const Bytes content = noise(8192, 100 + i);
            std::ranges::copy(content, block.resize(content.size()).begin());
            QVERIFY((*device)->writeAt(at, block.bytes()).ok());
            std::ranges::copy(content, expected.begin() + static_cast<std::ptrdiff_t>(at));
            AlignedBuffer whole;
            QVERIFY((*device)->readAt(0, whole.resize(deviceBytes)).ok());
            QVERIFY(std::ranges::equal(whole.bytes(), expected));
        }
        QVERIFY((*device)->flush().ok());
        Bytes found(deviceBytes);
        QVERIFY((*device)->readAt(0, found).ok());
        QVERIFY(found == expected);
    }
}

void BlockDeviceTest::whatReadsAsZerosIsLeftAsItIs() {
    const auto blocksOf = [this] {
        struct stat info {};
        ::stat(m_file.c_str(), &info);
        return info.st_blocks;
    };
    const auto device = openBlockDevice(m_file);
    QVERIFY(device.ok());
    QVERIFY((*device)->writeAt(0, Bytes(deviceBytes)).ok());
    QVERIFY((*device)->flush().ok());
    const auto before = blocksOf();
    QVERIFY(before > 0);
    QVERIFY((*device)->zeroRange(0, deviceBytes).ok());
    QCOMPARE(blocksOf(), before); // nothing was punched
}

void BlockDeviceTest::everyRangePastTheEndIsRefused_data() {
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("length");
    QTest::newRow("one byte") << quint64{deviceBytes} << quint64{1};
    QTest::newRow("across the end") << quint64{deviceBytes - 10} << quint64{11};
    QTest::newRow("2^31") << quint64{1U << 31} << quint64{1};
    QTest::newRow("2^32 - 1") << quint64{0xffffffff} << quint64{1};
    QTest::newRow("2^63") << (quint64{1} << 63) << quint64{1};
    QTest::newRow("wraps around") << quint64{UINT64_MAX} << quint64{2};
    QTest::newRow("ends at 2^64") << quint64{UINT64_MAX - 9} << quint64{10};
}

void BlockDeviceTest::everyRangePastTheEndIsRefused() {
    QFETCH(quint64, offset);
    QFETCH(quint64, length);
    const auto device = openBlockDevice(m_file);
    QVERIFY(device.ok());
    Bytes data(static_cast<std::size_t>(length));
    QCOMPARE((*device)->writeAt(offset, data).error().code(), ErrorCode::SlotTooSmall);
    QCOMPARE((*device)->zeroRange(offset, length).error().code(), ErrorCode::SlotTooSmall);
    QCOMPARE((*device)->readAt(offset, data).error().code(), ErrorCode::Io);
    QCOMPARE((*device)->dropCache(offset, length).error().code(), ErrorCode::Io);
    QCOMPARE(std::filesystem::file_size(m_file), deviceBytes);
    const auto source = openByteSource(m_file);
    QVERIFY(source.ok());
    QCOMPARE((*source)->readAt(offset, data).error().code(), ErrorCode::Io);
}

void BlockDeviceTest::zerosOfAnyAlignmentAreZeros() {
    const LoopDevice loop(m_file);
    std::vector<std::filesystem::path> paths{m_file};
    if (!loop.node().empty()) {
        paths.emplace_back(loop.node());
    }
    for (const std::filesystem::path& path : paths) {
        for (const auto& [offset, length] : {std::pair<std::uint64_t, std::uint64_t>{1, 1},
                                             {511, 2},
                                             {512, 512},
                                             {4095, 4098},
                                             {8192, 1 << 20},
                                             {100, 0},
                                             {70'000, 700'001}}) {
            const auto device = openBlockDevice(path);
            QVERIFY(device.ok());
            const Bytes ones(deviceBytes, std::byte{1});
            QVERIFY((*device)->writeAt(0, ones).ok());
            QVERIFY((*device)->zeroRange(offset, length).ok());
            Bytes found(deviceBytes);
            QVERIFY((*device)->readAt(0, found).ok());
            Bytes expected = ones;
            std::fill_n(expected.begin() + static_cast<std::ptrdiff_t>(offset), length, std::byte{0});
            QVERIFY(found == expected);
        }
    }
}

void BlockDeviceTest::aDeviceThatIsMountedOrOpenIsBusy() {
    LOOP_OR_SKIP(loop, m_file);
    {
        const auto first = openBlockDevice(loop.node());
        QVERIFY(first.ok());
        const auto second = openBlockDevice(loop.node());
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code(), ErrorCode::SlotBusy);
    }
    (void)run({"mkfs.ext4", "-q", loop.node()});
    const std::filesystem::path mountPoint = m_folder / "mounted";
    std::filesystem::create_directory(mountPoint);
    if (::mount(loop.node().c_str(), mountPoint.c_str(), "ext4", MS_RDONLY, nullptr) != 0) {
        QSKIP("mounting is not allowed here");
    }
    const auto mounted = openBlockDevice(loop.node());
    ::umount(mountPoint.c_str());
    QVERIFY(!mounted.ok());
    QCOMPARE(mounted.error().code(), ErrorCode::SlotBusy);
}

void BlockDeviceTest::aLinkToAFileIsRefused() {
    std::filesystem::create_symlink(m_file, m_folder / "link");
    const auto device = openBlockDevice(m_folder / "link");
    QVERIFY(!device.ok());
    QCOMPARE(device.error().code(), ErrorCode::Io);
}

void BlockDeviceTest::aLinkToANodeIsFollowed() {
    LOOP_OR_SKIP(loop, m_file);
    std::filesystem::create_symlink(loop.node(), m_folder / "by-partlabel");
    const auto device = openBlockDevice(m_folder / "by-partlabel");
    QVERIFY(device.ok());
    QCOMPARE((*device)->sizeBytes(), deviceBytes);
}

void BlockDeviceTest::whatIsNoStorageIsRefused() {
    QCOMPARE(::mkfifo((m_folder / "fifo").c_str(), 0600), 0);
    for (const std::filesystem::path& path :
         {m_folder, m_folder / "fifo", std::filesystem::path("/dev/zero")}) {
        const auto device = openBlockDevice(path);
        QVERIFY(!device.ok());
        QCOMPARE(device.error().code(), ErrorCode::Io);
        const auto source = openByteSource(path);
        QVERIFY(!source.ok());
        QCOMPARE(source.error().code(), ErrorCode::Io);
    }
}

void BlockDeviceTest::aMissingPathIsNotFound() {
    QCOMPARE(openBlockDevice(m_folder / "nothing").error().code(), ErrorCode::NotFound);
    QCOMPARE(openByteSource(m_folder / "nothing").error().code(), ErrorCode::NotFound);
}

/// A real medium that takes writes into the cache and then has no place for them: a loop device on a full
/// file system.
void BlockDeviceTest::aFlushThatTheMediumRefusesIsReported() {
    const std::filesystem::path small = m_folder / "small";
    std::filesystem::create_directory(small);
    if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=256k") != 0) {
        QSKIP("mounting a small file system needs root");
    }
    const auto unmount = qScopeGuard([&] { ::umount2(small.c_str(), MNT_DETACH); });
    std::ofstream(small / "slot") << "x";
    std::filesystem::resize_file(small / "slot", deviceBytes);
    LOOP_OR_SKIP(loop, small / "slot");
    const auto device = openBlockDevice(loop.node());
    QVERIFY(device.ok());
    QVERIFY((*device)->writeAt(0, Bytes(std::size_t{1} << 20, std::byte{1})).ok());
    const Result<> flushed = (*device)->flush();
    QVERIFY(!flushed.ok());
    QVERIFY(flushed.error() == ErrorCode::Io);
}

void BlockDeviceTest::aSourceReadsWhatTheDeviceWrote() {
    const auto device = openBlockDevice(m_file);
    QVERIFY(device.ok());
    QVERIFY((*device)->writeAt(1000, asBytes("here")).ok());
    const auto source = openByteSource(m_file);
    QVERIFY(source.ok());
    QCOMPARE((*source)->sizeBytes(), deviceBytes);
    Bytes found(4);
    QVERIFY((*source)->readAt(1000, found).ok());
    QCOMPARE(asText(found), std::string_view("here"));
}

QTEST_GUILESS_MAIN(BlockDeviceTest)
#include "tst_storage_block_device.moc"
