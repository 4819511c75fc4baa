// SPDX-License-Identifier: Apache-2.0
// Slots that somebody holds, or that are not what they are called: refused, with an untouched device.
#include "tests/agent/installer/test_device.h"

#include <QProcess>
#include <QTest>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

/// What a program prints, without its line end; nothing if it fails.
std::optional<QString> output(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0) {
        return std::nullopt;
    }
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// A loop device over a file; detached at the end.
class LoopDevice {
public:
    explicit LoopDevice(const std::filesystem::path& file)
        : m_node(output("losetup", {"--find", "--show", text(file)})) {}
    ~LoopDevice() {
        if (m_node) {
            (void)output("losetup", {"--detach", *m_node});
        }
    }
    LoopDevice(const LoopDevice&) = delete;
    LoopDevice& operator=(const LoopDevice&) = delete;
    [[nodiscard]] bool works() const { return m_node.has_value(); }
    [[nodiscard]] std::filesystem::path node() const { return m_node->toStdString(); }

private:
    std::optional<QString> m_node;
};

/// A mounted file system; unmounted at the end.
class Mount {
public:
    Mount(const std::filesystem::path& node, std::filesystem::path place)
        : m_place(std::move(place)) {
        std::filesystem::create_directory(m_place);
        m_mounted = output("mount", {"-o", "ro,noload", text(node), text(m_place)}).has_value();
    }
    ~Mount() { release(); }
    Mount(const Mount&) = delete;
    Mount& operator=(const Mount&) = delete;
    [[nodiscard]] bool works() const { return m_mounted; }
    void release() {
        if (std::exchange(m_mounted, false)) {
            (void)output("umount", {text(m_place)});
        }
    }

private:
    std::filesystem::path m_place;
    bool m_mounted = false;
};

std::string errorCode(const ProgramOutcome& outcome) {
    const auto json = parseJson(outcome.output.toStdString());
    return json.ok() && json->contains("error") ? (*json)["error"]["code"].get<std::string>() : std::string();
}

} // namespace

class InstallerSlotsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aMountedSlotIsBusy();
    void aFileBehindALoopDeviceIsBusy();
    void theBootedSlotByAnotherNameIsBusy_data();
    void theBootedSlotByAnotherNameIsBusy();
    void theBootedDeviceByAnotherNodeIsBusy();

private:
    void isRefused(const char* code);
    std::unique_ptr<TestDevice> m_device;
    std::filesystem::path m_bundle;
};

void InstallerSlotsTest::init() {
    m_device = std::make_unique<TestDevice>();
    m_bundle = m_device->build("second", m_device->recipe());
}

/// By command line, and the slots and the environment are as they were.
void InstallerSlotsTest::isRefused(const char* code) {
    const Bytes before = m_device->fingerprint();
    const ProgramOutcome refused = runInstaller(*m_device, {"install", text(m_bundle), "--json"});
    QVERIFY2(errorCode(refused) == code, qPrintable(refused.output + refused.errors));
    QCOMPARE(refused.exitCode, 3);
    QVERIFY(m_device->fingerprint() == before);
    QVERIFY(!std::filesystem::exists(m_device->statePath() / "first.rootfs-b"));
}

/// The kernel says so: a mounted block device cannot be opened exclusively.
void InstallerSlotsTest::aMountedSlotIsBusy() {
    const auto slot = m_device->slotPath("rootfs", "b");
    const auto medium = m_device->folder() / "medium";
    std::filesystem::rename(slot, medium);
    if (::geteuid() != 0 || !output("mkfs.ext4", {"-q", "-F", text(medium)})) {
        QSKIP("needs root and mkfs.ext4");
    }
    const LoopDevice loop(medium);
    if (!loop.works()) {
        QSKIP("this machine has no loop devices");
    }
    std::filesystem::create_symlink(loop.node(), slot); // as udev's links lead to partitions
    Mount mount(loop.node(), m_device->folder() / "mounted");
    QVERIFY(mount.works());
    isRefused("slot-busy");
    mount.release();
    const ProgramOutcome outcome = runInstaller(*m_device, {"install", text(m_bundle)});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    const Bytes image = m_device->recipe().images.at("rootfs");
    QVERIFY(m_device->slotContent("rootfs", "b", image.size()) == image);
}

void InstallerSlotsTest::aFileBehindALoopDeviceIsBusy() {
    if (::geteuid() != 0) {
        QSKIP("needs root");
    }
    const LoopDevice loop(m_device->slotPath("rootfs", "b"));
    if (!loop.works()) {
        QSKIP("this machine has no loop devices");
    }
    isRefused("slot-busy");
}

void InstallerSlotsTest::theBootedSlotByAnotherNameIsBusy_data() {
    QTest::addColumn<QString>("link");
    QTest::newRow("a symbolic link") << "symbolic";
    QTest::newRow("a hard link") << "hard";
    QTest::newRow("a link to a link") << "two";
}

void InstallerSlotsTest::theBootedSlotByAnotherNameIsBusy() {
    QFETCH(const QString, link);
    const auto booted = m_device->slotPath("rootfs", "a");
    const auto target = m_device->slotPath("rootfs", "b");
    std::filesystem::remove(target);
    if (link == "hard") {
        std::filesystem::create_hard_link(booted, target);
    } else if (link == "symbolic") {
        std::filesystem::create_symlink(booted.filename(), target);
    } else {
        std::filesystem::create_symlink(booted, m_device->folder() / "between");
        std::filesystem::create_symlink("between", target);
    }
    isRefused("slot-busy");
}

/// Two nodes of one device: neither mounted nor the same file.
void InstallerSlotsTest::theBootedDeviceByAnotherNodeIsBusy() {
    const auto booted = m_device->slotPath("rootfs", "a");
    const auto target = m_device->slotPath("rootfs", "b");
    const auto medium = m_device->folder() / "medium";
    std::filesystem::rename(booted, medium);
    const LoopDevice loop(medium);
    if (!loop.works()) {
        QSKIP("needs root and loop devices");
    }
    struct stat node {};
    QCOMPARE(::stat(loop.node().c_str(), &node), 0);
    std::filesystem::create_symlink(loop.node(), booted);
    std::filesystem::remove(target);
    if (::mknod(target.c_str(), S_IFBLK | 0600, node.st_rdev) != 0) {
        QSKIP("cannot make a device node here");
    }
    isRefused("slot-busy");
}

QTEST_GUILESS_MAIN(InstallerSlotsTest)
#include "tst_installer_slots.moc"
