// SPDX-License-Identifier: Apache-2.0
// The program with GRUB and with systemd-boot: install, trial, commit and roll back on their real files.
#include "core/base/file.h"
#include "device-agent/installer/bootloaders/loader.h"
#include "tests/agent/installer/test_device.h"

#include <QTest>
#include <fstream>

using namespace fieldfare;
using namespace fieldfare::installer;
using namespace fieldfare::test;

namespace {

namespace fs = std::filesystem;

QString text(const fs::path& path) {
    return QString::fromStdString(path.string());
}

void makeGrubFiles(const fs::path& folder) {
    std::string block = "# GRUB Environment Block\nslot=a\nupgrade_available=0\nbootcount=0\nbootlimit=3\n"
                        "rolled_back=0\nslot_state_a=good\nslot_state_b=bad\n";
    block.resize(1024, '#');
    for (const char* name : {"grubenv", "grubenv.previous"}) {
        writeBytes(folder / name, asBytes(block));
    }
}

void makeEntries(const fs::path& folder) {
    fs::copy(FIELDFARE_SOURCE_DIR "/device-agent/installer/bootloaders/systemd-boot.example/entries",
             folder / "entries");
    for (const auto& file : fs::directory_iterator(folder / "entries")) {
        fs::permissions(file.path(), fs::perms::owner_write, fs::perm_options::add);
        fs::resize_file(file.path(), 512);
    }
}

/// A device whose configuration names another loader.
class LoaderDevice {
public:
    explicit LoaderDevice(const std::string& loader)
        : m_loader(loader) {
        if (loader == "grub") {
            makeGrubFiles(m_device.folder());
        } else {
            makeEntries(m_device.folder());
        }
        std::string config(asText(readBytes(m_device.configPath())));
        const std::size_t at = config.find("[boot]\n");
        config.insert(at + 7, "loader = \"" + loader + "\"\n");
        config += "[boot.grub]\nenvironment = \"grubenv\"\nprevious = \"grubenv.previous\"\nlock-file = "
                  "\"grub.lock\"\n[boot.systemd-boot]\nentries = \"entries\"\nlock-file = \"entries.lock\"\n";
        writeBytes(m_device.configPath(), asBytes(config));
    }
    [[nodiscard]] TestDevice& device() { return m_device; }
    [[nodiscard]] BootState state() {
        const auto config = device::loadDeviceConfig(m_device.configPath());
        const auto booted = makeBootedSlot(*config);
        const auto boot = makeBootControl(*config, *booted);
        const auto state = boot->readState();
        return state.ok() ? *state : BootState{};
    }
    /// The loader starts what is selected.
    void reboot() { m_device.setBooted(state().selectedSlot); }
    /// Both copies of what the loader reads.
    void destroyCopies() {
        const fs::path folder = m_device.folder();
        const bool isGrub = m_loader == "grub";
        for (const fs::path& file : {folder / (isGrub ? "grubenv" : "entries/fieldfare-1.conf"),
                                     folder / (isGrub ? "grubenv.previous" : "entries/fieldfare-2.conf")}) {
            writeBytes(file, Bytes(isGrub ? 1024 : 512));
        }
    }

private:
    std::string m_loader;
    TestDevice m_device;
};

} // namespace

class InstallerLoadersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void aReleaseIsInstalledTriedCommittedAndLeft();
    void aTrialThatTheLoaderEndedIsReported();
    void lostCopiesAreReportedAndMadeAnewAtTheNextStart();
};

/// Every test once for each of them.
void InstallerLoadersTest::initTestCase_data() {
    QTest::addColumn<QString>("loader");
    QTest::newRow("grub") << "grub";
    QTest::newRow("systemd-boot") << "systemd-boot";
}

void InstallerLoadersTest::aReleaseIsInstalledTriedCommittedAndLeft() {
    QFETCH_GLOBAL(QString, loader);
    LoaderDevice bench(loader.toStdString());
    TestDevice& device = bench.device();
    const ProgramOutcome check = runInstaller(device, {"check-config"});
    QVERIFY2(check.exitCode == 0, qPrintable(check.errors));
    const auto bundle = device.build("second", device.recipe());
    const ProgramOutcome installed = runInstaller(device, {"install", text(bundle)});
    QVERIFY2(installed.exitCode == 0, qPrintable(installed.errors));
    BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QVERIFY(state.trial);
    QVERIFY(state.slotStates.at("b") == SlotState::Trial);
    bench.reboot();
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    const ProgramOutcome trial = runInstaller(device, {"trial"});
    QVERIFY2(trial.exitCode == 0, qPrintable(trial.output + trial.errors));
    state = bench.state();
    QVERIFY(!state.trial);
    QVERIFY(state.slotStates.at("b") == SlotState::Good);
    QCOMPARE(state.epochFloor, 1U);
    const ProgramOutcome back = runInstaller(device, {"rollback"});
    QVERIFY2(back.exitCode == 0, qPrintable(back.errors));
    QCOMPARE(bench.state().selectedSlot, "a");
    QVERIFY(bench.state().slotStates.at("b") == SlotState::Good);
}

void InstallerLoadersTest::aTrialThatTheLoaderEndedIsReported() {
    QFETCH_GLOBAL(QString, loader);
    LoaderDevice bench(loader.toStdString());
    TestDevice& device = bench.device();
    const auto bundle = device.build("second", device.recipe());
    QCOMPARE(runInstaller(device, {"install", text(bundle)}).exitCode, 0);
    if (loader == "grub") { // as the script's go_back leaves it
        std::string block(asText(readBytes(device.folder() / "grubenv")));
        for (const auto& [from, to] :
             {std::pair{"slot=b\nupgrade_available=1", "slot=a\nupgrade_available=0"},
              {"rolled_back=0", "rolled_back=1"},
              {"slot_state_b=trial", "slot_state_b=bad"}}) {
            block.replace(block.find(from), std::string_view(from).size(), to);
        }
        block.resize(1024, '#');
        writeBytes(device.folder() / "grubenv", asBytes(block));
    } else { // as systemd-boot's counting leaves it
        fs::rename(device.folder() / "entries/fieldfare-trial+3.conf",
                   device.folder() / "entries/fieldfare-trial+0-3.conf");
    }
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    const ProgramOutcome status = runInstaller(device, {"status", "--json"});
    QVERIFY2(status.output.contains("\"state\": \"fell-back\""), qPrintable(status.output));
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "a");
    QVERIFY(!state.rolledBack);
    QVERIFY(state.slotStates.at("b") == SlotState::Bad);
    // And the same bundle goes on trial again.
    QCOMPARE(runInstaller(device, {"install", text(bundle)}).exitCode, 0);
    QVERIFY(bench.state().trial);
    QCOMPARE(bench.state().bootCount, 0U);
    QCOMPARE(bench.state().bootLimit, 3U);
}

void InstallerLoadersTest::lostCopiesAreReportedAndMadeAnewAtTheNextStart() {
    QFETCH_GLOBAL(QString, loader);
    LoaderDevice bench(loader.toStdString());
    TestDevice& device = bench.device();
    const auto bundle = device.build("second", device.recipe());
    bench.destroyCopies();
    const Bytes before = readBytes(device.slotPath("rootfs", "b"));
    const ProgramOutcome refused = runInstaller(device, {"install", text(bundle), "--json"});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.output.contains("boot-environment"), qPrintable(refused.output));
    QVERIFY(readBytes(device.slotPath("rootfs", "b")) == before);
    QCOMPARE(runInstaller(device, {"check-config"}).exitCode, 5);
    // The next start finds out what runs and makes them anew; then all goes on.
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    QCOMPARE(runInstaller(device, {"check-config"}).exitCode, 0);
    BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "a");
    QVERIFY(!state.trial && state.slotStates.at("a") == SlotState::Good);
    QVERIFY(state.slotStates.at("b") == SlotState::Bad);
    const ProgramOutcome installed = runInstaller(device, {"install", text(bundle)});
    QVERIFY2(installed.exitCode == 0, qPrintable(installed.errors));
    // But a release that may be on trial is not called good for it.
    bench.reboot();
    bench.destroyCopies();
    QVERIFY(runInstaller(device, {"boot"}).exitCode != 0);
    QVERIFY(bench.state().selectedSlot.empty());
}

QTEST_GUILESS_MAIN(InstallerLoadersTest)
#include "tst_installer_loaders.moc"
