// SPDX-License-Identifier: Apache-2.0
#include "core/storage/state_store.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace fieldfare;

class StateStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
        auto opened = openStateFolder(m_folder);
        QVERIFY(opened.ok());
        m_store = std::move(*opened);
    }

    void whatWasReplacedIsRead();
    void whatWasAppendedIsRead();
    void removeTakesItAwayAndMayBeRepeated();
    void aMissingFileIsNotFound();
    void aFileBeyondTheLimitIsRefused();
    void namesNeverLeaveTheFolder_data();
    void namesNeverLeaveTheFolder();
    void linksAreNotFollowed();
    void listShowsTheFilesOnly();
    void aLeftOverTemporaryDoesNotDisturb();
    void stateFilesAreForTheirOwnerOnly();
    void aMissingFolderIsNotFound();
    void aFullPartitionIsReportedAndKeepsTheOldContent();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
    std::unique_ptr<StateStore> m_store;
};

void StateStoreTest::whatWasReplacedIsRead() {
    QVERIFY(m_store->replace("state", asBytes("first, and longer")).ok());
    QVERIFY(m_store->replace("state", asBytes("second")).ok());
    const auto content = m_store->read("state", 100);
    QVERIFY(content.ok());
    QCOMPARE(std::string(asText(*content)), "second");
    QVERIFY(m_store->replace("state", {}).ok());
    QVERIFY(m_store->read("state", 0)->empty());
}

void StateStoreTest::whatWasAppendedIsRead() {
    QVERIFY(m_store->append("log", asBytes("one")).ok());
    QVERIFY(m_store->append("log", asBytes("two")).ok());
    QCOMPARE(std::string(asText(*m_store->read("log", 100))), "onetwo");
}

void StateStoreTest::removeTakesItAwayAndMayBeRepeated() {
    QVERIFY(m_store->replace("state", asBytes("x")).ok());
    QVERIFY(m_store->remove("state").ok());
    QVERIFY(m_store->remove("state").ok());
    QVERIFY(!m_store->read("state", 10).ok());
}

void StateStoreTest::aMissingFileIsNotFound() {
    const auto content = m_store->read("nothing", 10);
    QVERIFY(!content.ok());
    QCOMPARE(content.error().code(), ErrorCode::NotFound);
}

void StateStoreTest::aFileBeyondTheLimitIsRefused() {
    QVERIFY(m_store->replace("state", asBytes("12345")).ok());
    QVERIFY(m_store->read("state", 5).ok());
    const auto content = m_store->read("state", 4);
    QVERIFY(!content.ok());
    QCOMPARE(content.error().code(), ErrorCode::TooLarge);
}

void StateStoreTest::namesNeverLeaveTheFolder_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"", ".", "..", "../x", "/etc/passwd", "a/b", "a/", "x.new"}) {
        QTest::newRow(name) << name;
    }
    QTest::newRow("long") << QString(300, 'x');
}

void StateStoreTest::namesNeverLeaveTheFolder() {
    QFETCH(QString, name);
    const std::string text = name.toStdString();
    QCOMPARE(m_store->read(text, 10).error().code(), ErrorCode::BadValue);
    QCOMPARE(m_store->replace(text, asBytes("x")).error().code(), ErrorCode::BadValue);
    QCOMPARE(m_store->append(text, asBytes("x")).error().code(), ErrorCode::BadValue);
    QCOMPARE(m_store->remove(text).error().code(), ErrorCode::BadValue);
}

void StateStoreTest::linksAreNotFollowed() {
    const QTemporaryDir elsewhere;
    const std::filesystem::path target = elsewhere.path().toStdString() + "/target";
    std::ofstream(target) << "theirs";
    std::filesystem::create_symlink(target, m_folder / "link");
    QVERIFY(!m_store->read("link", 100).ok());
    QVERIFY(!m_store->append("link", asBytes("ours")).ok());
    QVERIFY(m_store->replace("link", asBytes("ours")).ok()); // the link itself makes place
    QCOMPARE(std::string(asText(*m_store->read("link", 100))), "ours");
    QCOMPARE(std::filesystem::file_size(target), 6U);
}

void StateStoreTest::listShowsTheFilesOnly() {
    QVERIFY(m_store->replace("b", {}).ok());
    QVERIFY(m_store->append("a", asBytes("x")).ok());
    std::filesystem::create_directory(m_folder / "folder");
    std::ofstream(m_folder / "b.new") << "cut off";
    const auto names = m_store->list();
    QVERIFY(names.ok());
    QCOMPARE(names->size(), 2U);
    QCOMPARE(names->at(0), "a");
    QCOMPARE(names->at(1), "b");
}

void StateStoreTest::aLeftOverTemporaryDoesNotDisturb() {
    std::ofstream(m_folder / "state.new") << "what a power cut left";
    QVERIFY(m_store->replace("state", asBytes("new")).ok());
    QCOMPARE(std::string(asText(*m_store->read("state", 100))), "new");
    QVERIFY(!std::filesystem::exists(m_folder / "state.new"));
}

void StateStoreTest::stateFilesAreForTheirOwnerOnly() {
    QVERIFY(m_store->replace("a", {}).ok());
    QVERIFY(m_store->append("b", {}).ok());
    for (const char* name : {"a", "b"}) {
        struct stat info {};
        QCOMPARE(::stat((m_folder / name).c_str(), &info), 0);
        QCOMPARE(info.st_mode & 077U, 0U);
    }
}

void StateStoreTest::aMissingFolderIsNotFound() {
    const auto opened = openStateFolder(m_folder / "nothing");
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code(), ErrorCode::NotFound);
}

/// A real file system that is really full, where mounting is allowed; then the same one read-only.
void StateStoreTest::aFullPartitionIsReportedAndKeepsTheOldContent() {
    const std::filesystem::path mountPoint = m_folder / "small";
    std::filesystem::create_directory(mountPoint);
    if (::mount("tmpfs", mountPoint.c_str(), "tmpfs", 0, "size=64k") != 0) {
        QSKIP("mounting a small file system needs root");
    }
    const auto unmount = qScopeGuard([&] { ::umount2(mountPoint.c_str(), MNT_DETACH); });
    auto store = openStateFolder(mountPoint);
    QVERIFY(store.ok());
    QVERIFY((*store)->replace("state", asBytes("old")).ok());
    const auto refused = (*store)->replace("state", Bytes(100'000, std::byte{'n'}));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::NoSpace);
    QCOMPARE(std::string(asText(*(*store)->read("state", 100))), "old");
    QVERIFY(!std::filesystem::exists(mountPoint / "state.new"));
    QVERIFY(*(*store)->freeBytes() > 0);

    QCOMPARE(::mount("tmpfs", mountPoint.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
    auto readOnly = openStateFolder(mountPoint);
    QVERIFY(readOnly.ok());
    QCOMPARE(std::string(asText(*(*readOnly)->read("state", 100))), "old");
    QVERIFY(!(*readOnly)->replace("state", asBytes("new")).ok());
    QCOMPARE(*(*readOnly)->freeBytes(), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(StateStoreTest)
#include "tst_storage_state_store.moc"
