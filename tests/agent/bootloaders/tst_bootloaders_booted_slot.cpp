// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/booted_slot.h"

#include "core/base/process.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace fieldfare;
using namespace fieldfare::installer;

class BootedSlotTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
        m_config = device::DeviceConfig();
        m_config.slots = {{"rootfs-a", "rootfs", "a", m_folder / "a"},
                          {"rootfs-b", "rootfs", "b", m_folder / "b"}};
        m_config.set.groups = {"rootfs"};
    }

    void aFileMayHoldJustTheName();
    void aKernelCommandLineMayNameTheSlot();
    void aFileThatNamesNoConfiguredSlotIsRefused_data();
    void aFileThatNamesNoConfiguredSlotIsRefused();
    void aMissingFileIsAClearError();
    void theMountedSlotIsFoundByItsNumber();
    void theLastMountOnAPlaceCounts();
    void aSlotBelowVerityIsFound();
    void somethingElseMountedIsNoSlot();

private:
    /// A node with a number that no driver has; nothing opens it. Needs root.
    bool makeNode(const char* name, unsigned minorNumber) {
        return ::mknod((m_folder / name).c_str(), S_IFBLK | 0600, makedev(240, minorNumber)) == 0;
    }
    Result<std::string> mounted(const std::string& mountInfo) {
        std::ofstream(m_folder / "mountinfo") << mountInfo;
        return makeBootedSlot(m_config, {m_folder / "mountinfo", m_folder / "sys"})->bootName();
    }
    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
    device::DeviceConfig m_config;
};

void BootedSlotTest::aFileMayHoldJustTheName() {
    m_config.bootedFrom = device::BootedFrom::File;
    m_config.bootedFile = m_folder / "booted";
    std::ofstream(m_config.bootedFile) << "b\n";
    const auto name = makeBootedSlot(m_config)->bootName();
    QVERIFY(name.ok());
    QCOMPARE(*name, "b");
}

void BootedSlotTest::aKernelCommandLineMayNameTheSlot() {
    m_config.bootedFrom = device::BootedFrom::File;
    m_config.bootedFile = m_folder / "cmdline";
    std::ofstream(m_config.bootedFile)
        << "root=/dev/mmcblk0p3 rootwait ro fieldfare.slot=b console=ttyS0,115200 b\n";
    const auto name = makeBootedSlot(m_config)->bootName();
    QVERIFY(name.ok());
    QCOMPARE(*name, "b");
}

void BootedSlotTest::aFileThatNamesNoConfiguredSlotIsRefused_data() {
    QTest::addColumn<QString>("content");
    QTest::newRow("empty") << "";
    QTest::newRow("another name") << "c\n";
    QTest::newRow("a name that only starts right") << "fieldfare.slot=ab\n";
    QTest::newRow("two names") << "fieldfare.slot=a fieldfare.slot=b\n";
    QTest::newRow("words without the key") << "root=/dev/mmcblk0p2 quiet\n";
    QTest::newRow("the key without a name") << "quiet fieldfare.slot=\n";
}

void BootedSlotTest::aFileThatNamesNoConfiguredSlotIsRefused() {
    QFETCH(QString, content);
    m_config.bootedFrom = device::BootedFrom::File;
    m_config.bootedFile = m_folder / "cmdline";
    std::ofstream(m_config.bootedFile) << content.toStdString();
    const auto name = makeBootedSlot(m_config)->bootName();
    QVERIFY(!name.ok());
    QCOMPARE(name.error().code(), ErrorCode::BootedSlotUnknown);
}

void BootedSlotTest::aMissingFileIsAClearError() {
    m_config.bootedFrom = device::BootedFrom::File;
    m_config.bootedFile = m_folder / "nothing";
    const auto name = makeBootedSlot(m_config)->bootName();
    QVERIFY(!name.ok());
    QCOMPARE(name.error().code(), ErrorCode::BootedSlotUnknown);
}

void BootedSlotTest::theMountedSlotIsFoundByItsNumber() {
    if (!makeNode("a", 1) || !makeNode("b", 2)) {
        QSKIP("device nodes need root");
    }
    const auto name =
        mounted("20 1 0:5 / /dev rw - devtmpfs dev rw\n21 1 240:2 / / ro,relatime - ext4 /dev/root ro\n"
                "22 21 240:1 / /mnt/other rw - ext4 /dev/a rw\n");
    QVERIFY(name.ok());
    QCOMPARE(*name, "b");
}

void BootedSlotTest::theLastMountOnAPlaceCounts() {
    if (!makeNode("a", 1) || !makeNode("b", 2)) {
        QSKIP("device nodes need root");
    }
    const auto name = mounted("1 1 0:2 / / rw - rootfs rootfs rw\n21 1 240:1 / / ro - ext4 /dev/root ro\n");
    QVERIFY(name.ok());
    QCOMPARE(*name, "a");
}

void BootedSlotTest::aSlotBelowVerityIsFound() {
    if (!makeNode("a", 1) || !makeNode("b", 2)) {
        QSKIP("device nodes need root");
    }
    std::filesystem::create_directories(m_folder / "sys/253:0/slaves/mmcblk0p3");
    std::ofstream(m_folder / "sys/253:0/slaves/mmcblk0p3/dev") << "240:2\n";
    const auto name = mounted("21 1 253:0 / / ro - ext4 /dev/mapper/root ro\n");
    QVERIFY(name.ok());
    QCOMPARE(*name, "b");
}

void BootedSlotTest::somethingElseMountedIsNoSlot() {
    std::ofstream(m_folder / "a") << "a file, not a device";
    for (const char* info :
         {"21 1 8:1 / / rw - ext4 /dev/sda1 rw\n", "", "21 1 broken / / rw\n", "21 1 8:1 / /home rw\n"}) {
        const auto name = mounted(info);
        QVERIFY(!name.ok());
        QCOMPARE(name.error().code(), ErrorCode::BootedSlotUnknown);
    }
}

QTEST_GUILESS_MAIN(BootedSlotTest)
#include "tst_bootloaders_booted_slot.moc"
