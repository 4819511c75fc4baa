// SPDX-License-Identifier: Apache-2.0
// The real program on a device in files, from the command line.
#include "tests/agent/installer/test_device.h"

#include "core/protocol/status.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

Json jsonOf(const ProgramOutcome& outcome) {
    return need(parseJson(outcome.output.toStdString()));
}

std::string errorCode(const ProgramOutcome& outcome) {
    const Json json = jsonOf(outcome);
    return json.contains("error") ? json["error"]["code"].get<std::string>() : std::string();
}

DeviceStatus statusOf(const TestDevice& device) {
    return need(deviceStatusFromJson(jsonOf(runInstaller(device, {"status", "--json"}))));
}

} // namespace

class InstallerProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anUpdateIsInstalledTriedAndCommitted();
    void patchesAreTakenAndABootedSlotThatChangedCostsATransferOnly();
    void aTrialWhoseCheckFailsGoesBack();
    void aReleaseThatDoesNotStartIsReportedAsFallenBack();
    void aSwitchThatWaitsCanBeTakenBack();
    void rollingBackBelowTheFloorIsRefused();
    void rollingBackACommittedReleaseStartsTheOneBefore();
    void theSameReleaseCanBeInstalledAgain();
    void packedContentThatMovedDoesNotTravel();
    void anInstallationDuringATrialIsRefused();
    void anotherBundleTakesThePlaceOfAPendingSwitch();
    void aSetIsSwitchedAsAWhole();
    void aBundleForOneGroupCopiesTheOther();
    void aSingleCopyOfTheEnvironmentIsRefused();
    void aLostEnvironmentIsReported();
    void helpNamesEveryCommand();
    void refusalsLeaveTheDeviceUntouched_data();
    void refusalsLeaveTheDeviceUntouched();
};

void InstallerProgramTest::anUpdateIsInstalledTriedAndCommitted() {
    TestDevice device;
    const BundleRecipe recipe = device.recipe();
    const auto bundle = device.build("second", recipe);
    QCOMPARE(statusOf(device).release.version, std::string("1.0"));

    const ProgramOutcome installed = runInstaller(device, {"install", text(bundle), "--json"});
    QVERIFY2(installed.exitCode == 0, qPrintable(installed.output + installed.errors));
    const InstallationStatus state = need(installationStatusFromJson(jsonOf(installed)));
    QVERIFY(state.state == InstallationState::Installed);
    QVERIFY2(state.receivedBytes < std::filesystem::file_size(bundle) / 2, "known blocks do not travel");
    QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
            recipe.images.at("rootfs"));
    QCOMPARE(device.bootState().selectedSlot, std::string("b"));
    QVERIFY(device.bootState().trial);
    QVERIFY(statusOf(device).switchPending);

    device.reboot();
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    QVERIFY(statusOf(device).onTrial);
    const ProgramOutcome trial = runInstaller(device, {"trial"});
    QVERIFY2(trial.exitCode == 0, qPrintable(trial.output + trial.errors));
    const DeviceStatus after = statusOf(device);
    QVERIFY(!after.onTrial);
    QCOMPARE(after.release.version, std::string("2.0"));
    QVERIFY(after.installation && after.installation->state == InstallationState::Committed);
    QVERIFY(device.bootState().slotStates.at("b") == SlotState::Good);
}

namespace {

void writeCheck(const TestDevice& device, const char* script) {
    const auto folder = device.folder() / "health";
    std::filesystem::create_directories(folder);
    writeBytes(folder / "check", asBytes(std::string("#!/bin/sh\n") + script + "\n"));
    std::filesystem::permissions(folder / "check", std::filesystem::perms::owner_all);
}

std::filesystem::path installed(TestDevice& device, const std::string& version, unsigned seed) {
    const auto bundle = device.build("release-" + version, device.recipe(version, seed));
    const ProgramOutcome outcome = runInstaller(device, {"install", text(bundle)});
    if (outcome.exitCode != 0) {
        qFatal("install: %s", qPrintable(outcome.errors));
    }
    return bundle;
}

} // namespace

void InstallerProgramTest::patchesAreTakenAndABootedSlotThatChangedCostsATransferOnly() {
    for (const bool altered : {false, true}) {
        TestDevice device;
        BundleRecipe recipe = device.recipe();
        Bytes moved = device.firstImage("rootfs");
        moved.insert(moved.begin() + 100, std::byte{1}); // no block is what it was
        moved.pop_back();
        recipe.images["rootfs"] = moved;
        const auto bundle = device.build("moved", recipe);
        if (altered) { // behind the back of the record that says what the slot holds
            Bytes slot = readBytes(device.slotPath("rootfs", "a"));
            slot[1'000'000] ^= std::byte{1};
            writeBytes(device.slotPath("rootfs", "a"), slot);
        }
        const ProgramOutcome done = runInstaller(device, {"install", text(bundle), "--json"});
        QVERIFY2(done.exitCode == 0, qPrintable(done.output + done.errors));
        const InstallationStatus state = need(installationStatusFromJson(jsonOf(done)));
        QVERIFY(state.state == InstallationState::Installed);
        QCOMPARE(state.receivedBytes, state.neededBytes);
        QVERIFY2(altered ? state.receivedBytes > 30'000 && state.receivedBytes < 1'000'000
                         : state.receivedBytes < 20'000,
                 std::to_string(state.receivedBytes).c_str());
        QVERIFY(device.slotContent("rootfs", "b", moved.size()) == moved);
    }
}

void InstallerProgramTest::aTrialWhoseCheckFailsGoesBack() {
    TestDevice device;
    writeCheck(device, "echo it is broken; exit 1");
    installed(device, "2.0", 2);
    device.reboot();
    const ProgramOutcome trial = runInstaller(device, {"trial"});
    QCOMPARE(trial.exitCode, 6);
    QCOMPARE(device.bootState().selectedSlot, std::string("a"));
    QVERIFY(!device.bootState().trial);
    QVERIFY(device.bootState().slotStates.at("b") == SlotState::Bad);
    QCOMPARE(readBytes(device.folder() / "reboots").size(), std::size_t{2});
    device.reboot();
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    const DeviceStatus after = statusOf(device);
    QCOMPARE(after.release.version, std::string("1.0"));
    QVERIFY(after.rolledBack);
    QVERIFY(after.installation->state == InstallationState::RolledBack);
    QVERIFY(*after.installation->error == ErrorCode::HealthCheckFailed);
    QCOMPARE(after.installation->health.size(), std::size_t{1});
}

void InstallerProgramTest::aReleaseThatDoesNotStartIsReportedAsFallenBack() {
    TestDevice device;
    installed(device, "2.0", 2);
    device.fallBack();
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    const DeviceStatus after = statusOf(device);
    QVERIFY(after.installation->state == InstallationState::FellBack);
    QVERIFY(*after.installation->error == ErrorCode::FellBack);
    QCOMPARE(after.release.version, std::string("1.0"));
    QVERIFY(after.rolledBack);
    QVERIFY(!device.bootState().rolledBack); // it was noted
}

void InstallerProgramTest::aSwitchThatWaitsCanBeTakenBack() {
    TestDevice device;
    installed(device, "2.0", 2);
    QCOMPARE(runInstaller(device, {"rollback"}).exitCode, 0);
    QCOMPARE(device.bootState().selectedSlot, std::string("a"));
    QVERIFY(statusOf(device).installation->state == InstallationState::RolledBack);
    QVERIFY(!std::filesystem::exists(device.folder() / "reboots"));
}

void InstallerProgramTest::rollingBackBelowTheFloorIsRefused() {
    TestDevice device;
    BundleRecipe recipe = device.recipe();
    recipe.epoch = 5;
    QCOMPARE(runInstaller(device, {"install", text(device.build("second", recipe))}).exitCode, 0);
    device.reboot();
    QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
    QCOMPARE(device.bootState().epochFloor, std::uint64_t{5});
    const Bytes before = device.fingerprint();
    const ProgramOutcome back = runInstaller(device, {"rollback", "--json"});
    QCOMPARE(back.exitCode, 1);
    QCOMPARE(errorCode(back), std::string("epoch-too-old"));
    QVERIFY(device.fingerprint() == before);

    // A store that is lost never lowers the floor.
    std::filesystem::remove(device.statePath() / "floor");
    QCOMPARE(statusOf(device).epochFloor, std::uint64_t{5});
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    QVERIFY(std::filesystem::exists(device.statePath() / "floor"));
}

void InstallerProgramTest::rollingBackACommittedReleaseStartsTheOneBefore() {
    TestDevice device;
    installed(device, "2.0", 2);
    device.reboot();
    QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
    QCOMPARE(runInstaller(device, {"rollback"}).exitCode, 0);
    QVERIFY(std::filesystem::exists(device.folder() / "reboots"));
    device.reboot();
    QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
    QCOMPARE(statusOf(device).release.version, std::string("1.0"));
    QCOMPARE(runInstaller(device, {"commit", "--json"}).exitCode, 1);
}

void InstallerProgramTest::theSameReleaseCanBeInstalledAgain() {
    TestDevice device;
    const auto bundle = installed(device, "2.0", 2);
    const ProgramOutcome again = runInstaller(device, {"install", text(bundle), "--json"});
    QCOMPARE(again.exitCode, 0); // it is there already
    device.reboot();
    QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
    const ProgramOutcome other = runInstaller(device, {"install", text(bundle), "--json"});
    QVERIFY2(other.exitCode == 0, qPrintable(other.output));
    QCOMPARE(device.bootState().selectedSlot, std::string("a"));
    const InstallationStatus state = need(installationStatusFromJson(jsonOf(other)));
    QCOMPARE(state.receivedBytes, std::uint64_t{0}); // all of it is in the booted slot
}

void InstallerProgramTest::packedContentThatMovedDoesNotTravel() {
    TestDevice device;
    Bytes image = toBytes(asBytes("hsqs")); // what the builder takes for a squashfs image
    const Bytes start = noise(5000, 77);
    image.insert(image.end(), start.begin(), start.end());
    const Bytes& first = device.firstImage("rootfs");
    image.insert(image.end(), first.begin(), first.end());
    BundleRecipe recipe = device.recipe();
    recipe.images = {{"rootfs", image}};
    for (const bool again : {false, true}) { // from a file only the index of the installed release is used
        const auto bundle = device.build(again ? "third" : "second", recipe);
        const ProgramOutcome installed = runInstaller(device, {"install", text(bundle), "--json"});
        QVERIFY2(installed.exitCode == 0, qPrintable(installed.output + installed.errors));
        const InstallationStatus state = need(installationStatusFromJson(jsonOf(installed)));
        QVERIFY2(!again || state.receivedBytes < 2 * (128 << 10) + 5000,
                 std::to_string(state.receivedBytes).c_str());
        QVERIFY(device.slotContent("rootfs", again ? "a" : "b", image.size()) == image);
        device.reboot();
        QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
        recipe.version = "3.0";
        const Bytes more = noise(333, 78);
        image.insert(image.begin() + (1 << 20), more.begin(), more.end());
        recipe.images = {{"rootfs", image}};
    }
}

void InstallerProgramTest::anInstallationDuringATrialIsRefused() {
    TestDevice device;
    const auto bundle = installed(device, "2.0", 2);
    device.reboot();
    const Bytes before = device.fingerprint();
    const ProgramOutcome refused = runInstaller(device, {"install", text(bundle), "--json"});
    QCOMPARE(refused.exitCode, 3);
    QCOMPARE(errorCode(refused), std::string("on-trial"));
    QVERIFY(device.fingerprint() == before);
    QCOMPARE(runInstaller(device, {"rollback"}).exitCode, 0);
    QCOMPARE(device.bootState().selectedSlot, std::string("a"));
}

void InstallerProgramTest::anotherBundleTakesThePlaceOfAPendingSwitch() {
    TestDevice device;
    installed(device, "2.0", 2);
    installed(device, "2.1", 3);
    QCOMPARE(device.bootState().selectedSlot, std::string("b"));
    const Bytes image = device.recipe("2.1", 3).images.at("rootfs");
    QVERIFY(device.slotContent("rootfs", "b", image.size()) == image);
    QCOMPARE(statusOf(device).installation->release.version, std::string("2.1"));
}

void InstallerProgramTest::aSetIsSwitchedAsAWhole() {
    TestDevice device({"boot", "rootfs"});
    installed(device, "2.0", 2);
    const BundleRecipe recipe = device.recipe();
    for (const auto& [group, image] : recipe.images) {
        QVERIFY(device.slotContent(group, "b", image.size()) == image);
    }
}

void InstallerProgramTest::aBundleForOneGroupCopiesTheOther() {
    TestDevice device({"boot", "rootfs"});
    BundleRecipe recipe = device.recipe();
    recipe.images.erase("boot");
    const ProgramOutcome outcome = runInstaller(device, {"install", text(device.build("partial", recipe))});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    const Bytes& boot = device.firstImage("boot");
    QVERIFY(device.slotContent("boot", "b", boot.size()) == boot);
    const Bytes& rootfs = recipe.images.at("rootfs");
    QVERIFY(device.slotContent("rootfs", "b", rootfs.size()) == rootfs);
    device.reboot();
    QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
    const DeviceStatus after = statusOf(device);
    QCOMPARE(after.release.version, std::string("2.0"));
    for (const SlotStatus& slot : after.slots) {
        QVERIFY((slot.name != "boot-b") || (slot.release->version == "1.0")); // what it really holds
    }
}

void InstallerProgramTest::aSingleCopyOfTheEnvironmentIsRefused() {
    TestDevice device;
    QCOMPARE(runInstaller(device, {"check-config"}).exitCode, 0);
    device.environment().writeConfig(1);
    const ProgramOutcome refused = runInstaller(device, {"--check-config", "--json"});
    QCOMPARE(refused.exitCode, 5);
    QCOMPARE(errorCode(refused), std::string("boot-environment"));
}

void InstallerProgramTest::aLostEnvironmentIsReported() {
    TestDevice device;
    const auto bundle = device.build("second", device.recipe());
    device.environment().damage(0);
    QCOMPARE(runInstaller(device, {"check-config"}).exitCode, 0); // one good copy is enough to run
    device.environment().damage(1);
    const Bytes before = device.fingerprint();
    const ProgramOutcome refused = runInstaller(device, {"install", text(bundle), "--json"});
    QCOMPARE(refused.exitCode, 1); // before the bundle is looked at
    QCOMPARE(errorCode(refused), std::string("boot-environment"));
    QVERIFY(device.fingerprint() == before);
}

void InstallerProgramTest::helpNamesEveryCommand() {
    TestDevice device;
    const ProgramOutcome help = runInstaller(device, {"--help"});
    QCOMPARE(help.exitCode, 0);
    for (const char* command :
         {"install", "status", "commit", "rollback", "check-config", "boot", "trial", "serve"}) {
        QVERIFY2(help.output.contains(command), command);
        QCOMPARE(runInstaller(device, {command, "--help"}).exitCode, 0);
    }
    QCOMPARE(runInstaller(device, {"instal"}).exitCode, 2);
    QCOMPARE(runInstaller(device, {"status", "--reboot"}).exitCode, 2);
}

void InstallerProgramTest::refusalsLeaveTheDeviceUntouched_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("wrong model") << "model"
                                 << "wrong-model";
    QTest::newRow("wrong hardware revision") << "revision"
                                             << "wrong-model";
    QTest::newRow("older epoch") << "epoch"
                                 << "epoch-too-old";
    QTest::newRow("older version") << "older"
                                   << "older-version";
    QTest::newRow("precondition") << "precondition"
                                  << "precondition-failed";
    QTest::newRow("no agent") << "agent"
                              << "no-agent";
    QTest::newRow("unknown group") << "group"
                                   << "slot-missing";
    QTest::newRow("image too large") << "large"
                                     << "slot-too-small";
    QTest::newRow("unsigned") << "unsigned"
                              << "not-signed";
    QTest::newRow("another fleet") << "fleet"
                                   << "untrusted-signer";
    QTest::newRow("flipped bit in the manifest") << "manifest-bit"
                                                 << "bad-json";
    QTest::newRow("flipped bit in the index") << "index-bit"
                                              << "digest-mismatch";
    QTest::newRow("truncated head") << "truncated"
                                    << "truncated-bundle";
    QTest::newRow("state folder full") << "full"
                                       << "data-unavailable";
}

namespace {

/// A bundle or a device with this fault; the bundle to offer.
std::filesystem::path faulty(TestDevice& device, const QString& fault) {
    BundleRecipe recipe = device.recipe();
    if (fault == "model") {
        recipe.model = "acme,toaster";
    } else if (fault == "revision") {
        recipe.revisions = {"r1", "r3"};
    } else if (fault == "epoch") {
        recipe.epoch = 0;
    } else if (fault == "older") {
        recipe.version = "0.9";
    } else if (fault == "precondition") {
        recipe.precondition = {"gateway-os", {"1.5"}};
    } else if (fault == "agent") {
        recipe.carriesAgent = false;
    } else if (fault == "group") {
        recipe.images["modem"] = imageOf(9);
    } else if (fault == "large") {
        recipe.images["rootfs"].resize(slotBytes + 4096, std::byte{1});
    } else if (fault == "unsigned") {
        recipe.isSigned = false;
    }
    const auto path = device.build("faulty", recipe);
    Bytes bundle = readBytes(path);
    if (fault == "manifest-bit") {
        bundle[600] ^= std::byte{1};
    } else if (fault == "index-bit") {
        bundle[std::string_view(asText(bundle)).find("rootfs.index") + 700] ^= std::byte{1};
    } else if (fault == "truncated") {
        bundle.resize(5000);
    } else {
        return path;
    }
    writeBytes(path, bundle);
    return path;
}

} // namespace

void InstallerProgramTest::refusalsLeaveTheDeviceUntouched() {
    QFETCH(QString, fault);
    QFETCH(QString, code);
    TestDevice device;
    std::filesystem::path bundle = faulty(device, fault);
    if (fault == "fleet") {
        TestDevice other;
        bundle = device.folder() / "foreign.ffb";
        std::filesystem::copy_file(other.build("foreign", other.recipe()), bundle);
    }
    if (fault == "full") {
        std::filesystem::remove_all(
            device.statePath()); // neither full nor read-only can be made without root
        std::filesystem::create_symlink("/proc/self", device.statePath());
    }
    const Bytes before = device.fingerprint();
    const ProgramOutcome refused = runInstaller(device, {"install", text(bundle), "--json"});
    QCOMPARE(QString::fromStdString(errorCode(refused)), code);
    QVERIFY2(refused.exitCode == 3 || refused.exitCode == 1, qPrintable(refused.output + refused.errors));
    QVERIFY(device.fingerprint() == before);
}

QTEST_GUILESS_MAIN(InstallerProgramTest)
#include "tst_installer_program.moc"
