// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <thread>

using namespace fieldfare;

class FileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
    }
    void whatWasWrittenIsReadWithItsMode();
    void aReaderSeesTheOldOrTheNewContent();
    void aFailedWriteLeavesTheOldFileAndNoOther();
    void theLimitHoldsBeforeReading();
    void whatIsNoRegularFileIsRefused();
    void filesOfTheKernelAreReadAlthoughTheyDoNotSayTheirSize();
    void aMissingFileIsNotFound();
    void readingPastTheEndIsAnError();
    void aFullMediumIsNoSpace();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
};

void FileTest::whatWasWrittenIsReadWithItsMode() {
    QVERIFY(writeFileAtomically(m_folder / "key", asBytes("secret"), 0600).ok());
    struct stat info {};
    QCOMPARE(::stat((m_folder / "key").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
    QCOMPARE(std::string(asText(*readFile(m_folder / "key", 6))), "secret");
    QVERIFY(writeFileAtomically(m_folder / "key", {}, 0644).ok());
    QVERIFY(readFile(m_folder / "key", 0)->empty());
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1);
}

void FileTest::aReaderSeesTheOldOrTheNewContent() {
    const std::filesystem::path path = m_folder / "file";
    const Bytes first(50'000, std::byte{'a'});
    const Bytes second(60'000, std::byte{'b'});
    QVERIFY(writeFileAtomically(path, first).ok());
    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0;
    std::thread reader([&] {
        while (!stop) {
            const auto content = readFile(path, 100'000);
            wrong += content.ok() && (*content == first || *content == second) ? 0 : 1;
        }
    });
    for (int i = 0; i < 50; ++i) {
        (void)writeFileAtomically(path, i % 2 == 0 ? second : first);
    }
    stop = true;
    reader.join();
    QCOMPARE(wrong.load(), 0);
}

void FileTest::aFailedWriteLeavesTheOldFileAndNoOther() {
    // The place of the file is taken by a folder: the rename fails after all was written.
    std::filesystem::create_directories(m_folder / "taken/inside");
    QVERIFY(!writeFileAtomically(m_folder / "taken", asBytes("x")).ok());
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 0);
    QVERIFY(!writeFileAtomically(m_folder / "nothing/file", asBytes("x")).ok());
}

void FileTest::theLimitHoldsBeforeReading() {
    std::ofstream(m_folder / "sparse") << "x";
    std::filesystem::resize_file(m_folder / "sparse", std::uint64_t{1} << 40);
    const auto content = readFile(m_folder / "sparse", 1 << 20);
    QVERIFY(!content.ok());
    QCOMPARE(content.error().code(), ErrorCode::TooLarge);
}

void FileTest::whatIsNoRegularFileIsRefused() {
    QCOMPARE(::mkfifo((m_folder / "fifo").c_str(), 0600), 0);
    for (const std::filesystem::path& path :
         {m_folder, m_folder / "fifo", std::filesystem::path("/dev/zero")}) {
        QVERIFY(!readFile(path, 100).ok());
    }
}

void FileTest::filesOfTheKernelAreReadAlthoughTheyDoNotSayTheirSize() {
    const auto bootId = readFile("/proc/sys/kernel/random/boot_id", 256);
    QVERIFY(bootId.ok());
    QCOMPARE(bootId->size(), std::size_t{37}); // a UUID and the end of the line
    const auto online = readFile("/sys/devices/system/cpu/online", 4096);
    QVERIFY(online.ok());
    QCOMPARE(std::string(asText(*online)).back(), '\n');
    const auto tooLong = readFile("/proc/self/maps", 100);
    QVERIFY(!tooLong.ok());
    QCOMPARE(tooLong.error().code(), ErrorCode::TooLarge);
}

void FileTest::aMissingFileIsNotFound() {
    const auto content = readFile(m_folder / "nothing", 100);
    QVERIFY(!content.ok());
    QCOMPARE(content.error().code(), ErrorCode::NotFound);
}

void FileTest::readingPastTheEndIsAnError() {
    std::ofstream(m_folder / "file") << "12345";
    const UniqueFd fd(::open((m_folder / "file").c_str(), O_RDONLY | O_CLOEXEC));
    Bytes into(5);
    QVERIFY(preadAll(fd.get(), 0, into, "file").ok());
    QCOMPARE(preadAll(fd.get(), 1, into, "file").error().code(), ErrorCode::Io);
    QCOMPARE(preadAll(fd.get(), UINT64_MAX, into, "file").error().code(), ErrorCode::Io);
}

void FileTest::aFullMediumIsNoSpace() {
    const UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    QVERIFY(full.valid());
    QCOMPARE(writeAll(full.get(), asBytes("x"), "/dev/full").error().code(), ErrorCode::NoSpace);
    QCOMPARE(pwriteAll(full.get(), 0, asBytes("x"), "/dev/full").error().code(), ErrorCode::NoSpace);
}

QTEST_GUILESS_MAIN(FileTest)
#include "tst_base_file.moc"
