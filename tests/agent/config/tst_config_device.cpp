// SPDX-License-Identifier: Apache-2.0
#include "device-agent/config/device_config.h"

#include "core/base/file.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace fieldfare;
using namespace fieldfare::device;

namespace {

const std::string smallest = R"([device]
model = "acme,gateway"
[[slot]]
name = "rootfs-a"
group = "rootfs"
boot-name = "a"
path = "/dev/a"
[[slot]]
name = "rootfs-b"
group = "rootfs"
boot-name = "b"
path = "/dev/b"
)";

std::string textOf(const Error& error, std::string_view param) {
    const ErrorValue* value = error.find(param);
    return value != nullptr ? toString(*value) : "(none)";
}

} // namespace

class DeviceConfigTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSmallestOneHasTheDocumentedDefaults();
    void everyKeyIsRead();
    void theExampleIsValid();
    void theExamplesCommentedLinesAreTheDefaults();
    void theDocumentNamesEveryKeyOfTheExample();
    void relativePathsStartAtTheFile();
    void aPresetMayBeRefined();
    void everyFaultNamesKeyAndLine_data();
    void everyFaultNamesKeyAndLine();
    void aMissingFileIsNotFound();
    void aHugeFileIsRefused();
    void deepNestingIsRefused();
    void severalGroupsMakeASet();
};

void DeviceConfigTest::theSmallestOneHasTheDocumentedDefaults() {
    const auto config = parseDeviceConfig(smallest, "/etc/fieldfare");
    QVERIFY2(config.ok(), config.ok() ? "" : describeLine(config.error()).c_str());
    QCOMPARE(config->model, "acme,gateway");
    QVERIFY(!config->name.empty());
    QCOMPARE(config->stateFolder, std::filesystem::path("/var/lib/fieldfare"));
    QCOMPARE(config->socket, std::filesystem::path("/run/fieldfare/installer.sock"));
    QVERIFY(config->bootedFrom == BootedFrom::Mounted);
    QCOMPARE(config->set.groups, std::vector<std::string>{"rootfs"});
    QCOMPARE(config->slots.size(), 2U);
    QCOMPARE(config->slotsOfGroup("rootfs").size(), 2U);
    QCOMPARE(config->slotsOfGroup("boot").size(), 0U);
    QCOMPARE(config->uboot.slotVariable, "slot");
    QCOMPARE(config->uboot.slotVariableTwin, "");
    QVERIFY(config->health.deadline == std::chrono::seconds(300));
    QCOMPARE(config->policy.automaticCommit, true);
    QCOMPARE(config->policy.allowReleaseWithoutAgent, false);
    QCOMPARE(config->trust.signatures, 1U);
    QCOMPARE(config->network.port, 8443);
}

void DeviceConfigTest::everyKeyIsRead() {
    const auto config = parseDeviceConfig(R"([device]
name = "pump house"
model = "acme,gateway"
hardware-revision = "c"
state-folder = "/s"
socket = "/run/x"
hooks = ""
hook-limit = 5
reboot-command = ["/sbin/reboot", "-f"]
identify-command = ["blink"]
log-command = ["logread"]
watchdog = "/dev/watchdog1"
[boot]
loader = "u-boot"
booted = "file"
booted-mount = "/lower"
booted-file = "/run/booted"
[boot.grub]
environment = "/g"
previous = ""
lock-file = "/k"
allow-single-copy = true
[boot.systemd-boot]
entries = "/n"
lock-file = "/m"
title = "t"
linux = "/x"
initrd = ["/i"]
options = "fieldfare.slot=@slot@"
trial-options = ""
[boot.u-boot]
env-config = "/e"
lock-file = "/l"
allow-single-copy = true
[boot.u-boot.variables]
slot = "v1"
slot-twin = "v2"
trial = "v3"
count = "v4"
limit = "v5"
rolled-back = "v6"
epoch = "v7"
state-prefix = "v8"
[[slot]]
name = "ra"
group = "rootfs"
boot-name = "a"
path = "/dev/a"
[[slot]]
name = "rb"
group = "rootfs"
boot-name = "b"
path = "/dev/b"
[set]
name = "all"
groups = ["rootfs"]
[health]
folders = ["/h"]
check-limit = 1
deadline = 20
retry-every = 3
stable-for = 4
[policy]
allow-release-without-agent = true
automatic-commit = false
reboot-after-install = true
http-allowed = true
technician-may-set-clock = false
[trust]
root = "/r"
signatures = 2
pinned-keys = ["00000000000000000000000000000000000000000000000000000000000000aa", "00000000000000000000000000000000000000000000000000000000000000BB"]
judge-release-key-now = true
trust-clock = false
[network]
listen = "192.0.2.1"
port = 0
certificate = "/c"
key = "/k"
announce = false
max-connections = 3
)",
                                          "/etc");
    QVERIFY2(config.ok(), config.ok() ? "" : describeLine(config.error()).c_str());
    QCOMPARE(config->name, "pump house");
    QCOMPARE(config->hardwareRevision, "c");
    QCOMPARE(config->stateFolder.string(), "/s");
    QCOMPARE(config->socket.string(), "/run/x");
    QVERIFY(config->hookFolder.empty());
    QCOMPARE(config->hookLimit.count(), 5);
    QCOMPARE(config->rebootCommand, (std::vector<std::string>{"/sbin/reboot", "-f"}));
    QCOMPARE(config->identifyCommand, std::vector<std::string>{"blink"});
    QCOMPARE(config->logCommand, std::vector<std::string>{"logread"});
    QCOMPARE(config->watchdog.string(), "/dev/watchdog1");
    QVERIFY(config->bootedFrom == BootedFrom::File);
    QCOMPARE(config->bootedMount.string(), "/lower");
    QCOMPARE(config->bootedFile.string(), "/run/booted");
    QVERIFY(config->loader == Loader::UBoot);
    QCOMPARE(config->grub.environment.string(), "/g");
    QVERIFY(config->grub.previous.empty());
    QCOMPARE(config->grub.lockFile.string(), "/k");
    QCOMPARE(config->grub.allowSingleCopy, true);
    QCOMPARE(config->systemdBoot.entries.string(), "/n");
    QCOMPARE(config->systemdBoot.lockFile.string(), "/m");
    QCOMPARE(config->systemdBoot.title, "t");
    QCOMPARE(config->systemdBoot.kernel, "/x");
    QCOMPARE(config->systemdBoot.initrds, std::vector<std::string>{"/i"});
    QCOMPARE(config->systemdBoot.options, "fieldfare.slot=@slot@");
    QCOMPARE(config->systemdBoot.trialOptions, "");
    QCOMPARE(config->uboot.envConfig.string(), "/e");
    QCOMPARE(config->uboot.lockFile.string(), "/l");
    QCOMPARE(config->uboot.allowSingleCopy, true);
    QCOMPARE(config->uboot.slotVariable, "v1");
    QCOMPARE(config->uboot.slotVariableTwin, "v2");
    QCOMPARE(config->uboot.trialVariable, "v3");
    QCOMPARE(config->uboot.countVariable, "v4");
    QCOMPARE(config->uboot.limitVariable, "v5");
    QCOMPARE(config->uboot.rolledBackVariable, "v6");
    QCOMPARE(config->uboot.epochVariable, "v7");
    QCOMPARE(config->uboot.stateVariablePrefix, "v8");
    QCOMPARE(config->set.name, "all");
    QCOMPARE(config->health.folders.size(), 1U);
    QCOMPARE(config->health.checkLimit.count(), 1);
    QCOMPARE(config->health.deadline.count(), 20);
    QCOMPARE(config->health.retryEvery.count(), 3);
    QCOMPARE(config->health.stableFor.count(), 4);
    QCOMPARE(config->policy.allowReleaseWithoutAgent, true);
    QCOMPARE(config->policy.automaticCommit, false);
    QCOMPARE(config->policy.rebootAfterInstall, true);
    QCOMPARE(config->policy.httpAllowed, true);
    QCOMPARE(config->policy.technicianMaySetClock, false);
    QCOMPARE(config->trust.root.string(), "/r");
    QCOMPARE(config->trust.signatures, 2U);
    QCOMPARE(config->trust.pinnedKeys.size(), 2U);
    QCOMPARE(config->trust.judgeReleaseKeyNow, true);
    QCOMPARE(config->trust.trustClock, false);
    QCOMPARE(config->network.listen, "192.0.2.1");
    QCOMPARE(config->network.port, 0);
    QCOMPARE(config->network.certificate.string(), "/c");
    QCOMPARE(config->network.key.string(), "/k");
    QCOMPARE(config->network.announce, false);
    QCOMPARE(config->network.maxConnections, 3U);
}

namespace {

QString exampleText() {
    const auto content = readFile(FIELDFARE_SOURCE_DIR "/device-agent/config/device.toml.example", 65536);
    return content.ok() ? QString::fromStdString(std::string(asText(*content))) : QString();
}

/// The example with every default written out.
QString uncommented() {
    QString text = exampleText();
    return text.replace(QRegularExpression("^# ([a-z-]+ = |\\[)", QRegularExpression::MultilineOption),
                        "\\1");
}

} // namespace

void DeviceConfigTest::theExampleIsValid() {
    const auto config = loadDeviceConfig(FIELDFARE_SOURCE_DIR "/device-agent/config/device.toml.example");
    QVERIFY2(config.ok(), config.ok() ? "" : describeLine(config.error()).c_str());
}

void DeviceConfigTest::theExamplesCommentedLinesAreTheDefaults() {
    const auto given = parseDeviceConfig(exampleText().toStdString(), "/etc/fieldfare");
    const auto spelled = parseDeviceConfig(uncommented().toStdString(), "/etc/fieldfare");
    QVERIFY2(spelled.ok(), spelled.ok() ? "" : describeLine(spelled.error()).c_str());
    QCOMPARE(spelled->stateFolder, given->stateFolder);
    QCOMPARE(spelled->socket, given->socket);
    QCOMPARE(spelled->hookFolder, given->hookFolder);
    QCOMPARE(spelled->hookLimit.count(), given->hookLimit.count());
    QCOMPARE(spelled->rebootCommand, given->rebootCommand);
    QCOMPARE(spelled->logCommand, given->logCommand);
    QCOMPARE(spelled->bootedMount, given->bootedMount);
    QCOMPARE(spelled->bootedFile, given->bootedFile);
    QCOMPARE(spelled->uboot.envConfig, given->uboot.envConfig);
    QCOMPARE(spelled->uboot.lockFile, given->uboot.lockFile);
    QCOMPARE(spelled->uboot.slotVariable, given->uboot.slotVariable);
    QCOMPARE(spelled->uboot.trialVariable, given->uboot.trialVariable);
    QCOMPARE(spelled->uboot.countVariable, given->uboot.countVariable);
    QCOMPARE(spelled->uboot.limitVariable, given->uboot.limitVariable);
    QCOMPARE(spelled->uboot.rolledBackVariable, given->uboot.rolledBackVariable);
    QCOMPARE(spelled->uboot.epochVariable, given->uboot.epochVariable);
    QCOMPARE(spelled->uboot.stateVariablePrefix, given->uboot.stateVariablePrefix);
    QCOMPARE(spelled->uboot.allowSingleCopy, given->uboot.allowSingleCopy);
    QVERIFY(spelled->loader == given->loader);
    QCOMPARE(spelled->systemdBoot.entries, given->systemdBoot.entries);
    QCOMPARE(spelled->systemdBoot.lockFile, given->systemdBoot.lockFile);
    QCOMPARE(spelled->systemdBoot.title, given->systemdBoot.title);
    QCOMPARE(spelled->systemdBoot.kernel, given->systemdBoot.kernel);
    QCOMPARE(spelled->systemdBoot.initrds, given->systemdBoot.initrds);
    QCOMPARE(spelled->systemdBoot.options, given->systemdBoot.options);
    QCOMPARE(spelled->systemdBoot.trialOptions, given->systemdBoot.trialOptions);
    QCOMPARE(spelled->grub.environment, given->grub.environment);
    QCOMPARE(spelled->grub.previous, given->grub.previous);
    QCOMPARE(spelled->grub.lockFile, given->grub.lockFile);
    QCOMPARE(spelled->grub.allowSingleCopy, given->grub.allowSingleCopy);
    QCOMPARE(spelled->set.name, given->set.name);
    QCOMPARE(spelled->set.groups, given->set.groups);
    QCOMPARE(spelled->health.folders, given->health.folders);
    QCOMPARE(spelled->health.checkLimit.count(), given->health.checkLimit.count());
    QCOMPARE(spelled->health.deadline.count(), given->health.deadline.count());
    QCOMPARE(spelled->health.retryEvery.count(), given->health.retryEvery.count());
    QCOMPARE(spelled->health.stableFor.count(), given->health.stableFor.count());
    QCOMPARE(spelled->policy.automaticCommit, given->policy.automaticCommit);
    QCOMPARE(spelled->policy.allowReleaseWithoutAgent, given->policy.allowReleaseWithoutAgent);
    QCOMPARE(spelled->policy.rebootAfterInstall, given->policy.rebootAfterInstall);
    QCOMPARE(spelled->policy.httpAllowed, given->policy.httpAllowed);
    QCOMPARE(spelled->policy.technicianMaySetClock, given->policy.technicianMaySetClock);
    QCOMPARE(spelled->trust.root, given->trust.root);
    QCOMPARE(spelled->trust.signatures, given->trust.signatures);
    QCOMPARE(spelled->trust.pinnedKeys.size(), given->trust.pinnedKeys.size());
    QCOMPARE(spelled->trust.judgeReleaseKeyNow, given->trust.judgeReleaseKeyNow);
    QCOMPARE(spelled->trust.trustClock, given->trust.trustClock);
    QCOMPARE(spelled->network.listen, given->network.listen);
    QCOMPARE(spelled->network.port, given->network.port);
    QCOMPARE(spelled->network.certificate, given->network.certificate);
    QCOMPARE(spelled->network.key, given->network.key);
    QCOMPARE(spelled->network.announce, given->network.announce);
    QCOMPARE(spelled->network.maxConnections, given->network.maxConnections);
}

void DeviceConfigTest::theDocumentNamesEveryKeyOfTheExample() {
    const auto content = readFile(FIELDFARE_SOURCE_DIR "/docs/DEVICE.md", 1 << 20);
    QVERIFY(content.ok());
    const QString document = QString::fromStdString(std::string(asText(*content)));
    int keys = 0;
    auto matches =
        QRegularExpression("^([a-z-]+) = ", QRegularExpression::MultilineOption).globalMatch(uncommented());
    while (matches.hasNext()) {
        const QString key = matches.next().captured(1);
        QVERIFY2(document.contains("`" + key + "`"), qPrintable(key));
        ++keys;
    }
    QVERIFY(keys > 45);
}

void DeviceConfigTest::relativePathsStartAtTheFile() {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.path().toStdString() + "/device.toml";
    std::string text = smallest;
    text.replace(text.find("/dev/a"), 6, "slots/../slots/a.img");
    text.insert(text.find("[[slot]]"), "state-folder = \"state\"\nsocket = \"./run/s\"\n");
    std::ofstream(file) << text;
    const auto config = loadDeviceConfig(file);
    QVERIFY2(config.ok(), config.ok() ? "" : describeLine(config.error()).c_str());
    QCOMPARE(config->stateFolder, file.parent_path() / "state");
    QCOMPARE(config->socket, file.parent_path() / "run/s");
    QCOMPARE(config->slots[0].path, file.parent_path() / "slots/a.img");
    QCOMPARE(config->slots[1].path.string(), "/dev/b");
}

void DeviceConfigTest::aPresetMayBeRefined() {
    std::string text = smallest;
    text.replace(text.find("boot-name = \"a\""), 15, "boot-name = \"2\"");
    text.replace(text.find("boot-name = \"b\""), 15, "boot-name = \"3\"");
    text += "[boot.u-boot]\npreset = \"mender\"\nvariables = { epoch = \"my_epoch\" }\n";
    const auto config = parseDeviceConfig(text, "/");
    QVERIFY2(config.ok(), config.ok() ? "" : describeLine(config.error()).c_str());
    QCOMPARE(config->uboot.slotVariable, "mender_boot_part");
    QCOMPARE(config->uboot.slotVariableTwin, "mender_boot_part_hex");
    QCOMPARE(config->uboot.epochVariable, "my_epoch");
    QCOMPARE(config->uboot.trialVariable, "upgrade_available");
}

void DeviceConfigTest::everyFaultNamesKeyAndLine_data() {
    QTest::addColumn<QString>("find"); ///< in the smallest one; empty: append
    QTest::addColumn<QString>("replace");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("detail");
    const QString end;
    QTest::newRow("a slip in a key") << end << "[policy]\nautomatic-comit = true\n"
                                     << "policy.automatic-comit" << 14
                                     << "did you mean \"automatic-commit\"?";
    QTest::newRow("underscores") << end << "[policy]\nautomatic_commit = true\n"
                                 << "policy.automatic_commit" << 14 << "did you mean \"automatic-commit\"?";
    QTest::newRow("swapped letters") << end << "[netwrok]\nport = 1\n"
                                     << "netwrok" << 13 << "did you mean \"network\"?";
    QTest::newRow("nothing near") << end << "[zzzzzzzzzzz]\n"
                                  << "zzzzzzzzzzz" << 13 << "the key is not known";
    QTest::newRow("a key on top") << "[device]"
                                  << "port = 1\n[device]"
                                  << "port" << 1 << "the key is not known";
    QTest::newRow("text for number") << end << "[network]\nport = \"8443\"\n"
                                     << "network.port" << 14 << "whole number from 0 to 65535";
    QTest::newRow("number too large") << end << "[network]\n\n\nport = 65536\n"
                                      << "network.port" << 16 << "whole number from 0 to 65535";
    QTest::newRow("negative number") << end << "[network]\nport = -1\n"
                                     << "network.port" << 14 << "whole number from 0 to 65535";
    QTest::newRow("float") << end << "[network]\nport = 1.0\n"
                           << "network.port" << 14 << "whole number from 0 to 65535";
    QTest::newRow("2^63 - 1") << end << "[network]\nport = 9223372036854775807\n"
                              << "network.port" << 14 << "whole number from 0 to 65535";
    QTest::newRow("2^63") << end << "[network]\nport = 9223372036854775808\n"
                          << "-" << 14 << "";
    QTest::newRow("number for boolean") << end << "[policy]\nautomatic-commit = 1\n"
                                        << "policy.automatic-commit" << 14 << "true or false";
    QTest::newRow("number for text") << "\"acme,gateway\""
                                     << "7"
                                     << "device.model" << 2 << "a text in quotes";
    QTest::newRow("control character") << "acme,gateway"
                                       << "acme\\u0007gateway"
                                       << "device.model" << 2 << "control characters";
    QTest::newRow("text for list") << end << "[health]\nfolders = \"/h\"\n"
                                   << "health.folders" << 14 << "a list of at most";
    QTest::newRow("mixed list") << end << "[health]\nfolders = [\"/h\", 1]\n"
                                << "health.folders" << 14 << "a list of at most";
    QTest::newRow("empty path in list") << end << "[health]\nfolders = [\"\"]\n"
                                        << "health.folders" << 14 << "empty path";
    QTest::newRow("table for text") << "\"acme,gateway\""
                                    << "{ x = 1 }"
                                    << "device.model" << 2 << "a text in quotes";
    QTest::newRow("value for table") << "[device]"
                                     << "policy = 5\n[device]"
                                     << "policy" << 1 << "must be a table";
    QTest::newRow("no model") << "model = \"acme,gateway\""
                              << ""
                              << "device.model" << 1 << "the key is missing";
    QTest::newRow("empty model") << "acme,gateway"
                                 << ""
                                 << "device.model" << 2 << "must not be empty";
    QTest::newRow("no device") << "[device]\nmodel = \"acme,gateway\""
                               << ""
                               << "device" << 1 << "the table [device] is missing";
    QTest::newRow("slot as a table") << end << "[slots]\n"
                                     << "slots" << 13 << "did you mean \"slot\"?";
    QTest::newRow("slot without path") << "path = \"/dev/b\""
                                       << ""
                                       << "slot.path" << 8 << "the key is missing";
    QTest::newRow("slot name with a blank") << "rootfs-b"
                                            << "rootfs b"
                                            << "slot.name" << 9 << "letters, digits";
    QTest::newRow("slot name twice") << "rootfs-b"
                                     << "rootfs-a"
                                     << "slot.name" << 9 << "another slot has the same name";
    QTest::newRow("slot path twice") << "/dev/b"
                                     << "/dev/./a"
                                     << "slot.path" << 12 << "the same path";
    QTest::newRow("boot name twice") << "\"b\""
                                     << "\"a\""
                                     << "slot.boot-name" << 11 << "the same boot name";
    QTest::newRow("boot name with =") << "\"b\""
                                      << "\"b=1\""
                                      << "slot.boot-name" << 11 << "letters, digits";
    QTest::newRow("one slot in a group") << "group = \"rootfs\"\nboot-name = \"b\""
                                         << "group = \"other\"\nboot-name = \"b\""
                                         << "set.groups" << 3 << "at least two slots";
    QTest::newRow("a group that is not there") << end << "[set]\ngroups = [\"kernel\"]\n"
                                               << "set.groups" << 13 << "at least two slots";
    QTest::newRow("unknown loader") << end << "[boot]\nloader = \"lilo\"\n"
                                    << "boot.loader" << 14 << "must be";
    QTest::newRow("a slip in a loader's table")
        << end << "[boot.grub]\nenvironmnt = \"/x\"\n"
        << "boot.grub.environmnt" << 14 << "did you mean \"environment\"?";
    QTest::newRow("no environment of GRUB") << end << "[boot.grub]\nenvironment = \"\"\n"
                                            << "boot.grub.environment" << 14 << "must not be empty";
    QTest::newRow("one file for both of GRUB's")
        << end << "[boot.grub]\nenvironment = \"/x\"\nprevious = \"/x\"\n"
        << "boot.grub.previous" << 15 << "another file";
    QTest::newRow("GRUB's single copy is no text") << end << "[boot.grub]\nallow-single-copy = \"no\"\n"
                                                   << "boot.grub.allow-single-copy" << 14 << "true or false";
    QTest::newRow("GRUB without a lock") << end << "[boot.grub]\nlock-file = \"\"\n"
                                         << "boot.grub.lock-file" << 14 << "must not be empty";
    QTest::newRow("a slip in systemd-boot's table")
        << end << "[boot.systemd-boot]\ninitrds = []\n"
        << "boot.systemd-boot.initrds" << 14 << "did you mean \"initrd\"?";
    QTest::newRow("systemd-boot without entries") << end << "[boot.systemd-boot]\nentries = \"\"\n"
                                                  << "boot.systemd-boot.entries" << 14 << "must not be empty";
    QTest::newRow("a kernel beside the partition") << end << "[boot.systemd-boot]\nlinux = \"vmlinuz\"\n"
                                                   << "boot.systemd-boot.linux" << 14 << "begins with /";
    QTest::newRow("an initrd beside the partition")
        << end << "[boot.systemd-boot]\ninitrd = [\"/x\", \"y\"]\n"
        << "boot.systemd-boot.initrd" << 14 << "begin with /";
    QTest::newRow("the same options for both slots")
        << end << "[boot.systemd-boot]\noptions = \"root=/dev/sda2\"\n"
        << "boot.systemd-boot.options" << 14 << "@slot@";
    QTest::newRow("a boot name that GRUB's script cannot have")
        << "boot-name = \"b\"\npath = \"/dev/b\""
        << "boot-name = \"b-1\"\npath = \"/dev/b\"\n[boot]\nloader = \"grub\""
        << "slot.boot-name" << 3 << "letters, digits and _ only";
    QTest::newRow("unknown booted") << end << "[boot]\nbooted = \"root\"\n"
                                    << "boot.booted" << 14 << "must be";
    QTest::newRow("unknown preset") << end << "[boot.u-boot]\npreset = \"rauc\"\n"
                                    << "boot.u-boot.preset" << 14 << "must be";
    QTest::newRow("two meanings of a variable") << end << "[boot.u-boot.variables]\ntrial = \"slot\"\n"
                                                << "boot.u-boot.variables.trial" << 14 << "same variable";
    QTest::newRow("variable with =") << end << "[boot.u-boot.variables]\ntrial = \"a=b\"\n"
                                     << "boot.u-boot.variables.trial" << 14 << "letters, digits";
    QTest::newRow("mender with letters") << end << "[boot.u-boot]\npreset = \"mender\"\n"
                                         << "slot.boot-name" << 3 << "partition number";
    QTest::newRow("no reboot command") << "model ="
                                       << "reboot-command = []\nmodel ="
                                       << "device.reboot-command" << 2 << "must name a program";
    QTest::newRow("stable longer than deadline") << end << "[health]\nstable-for = 300\n"
                                                 << "health.stable-for" << 14 << "shorter than the deadline";
    QTest::newRow("no signature") << end << "[trust]\nsignatures = 0\n"
                                  << "trust.signatures" << 14 << "from 1 to 16";
    QTest::newRow("short pin") << end << "[trust]\npinned-keys = [\"aa\"]\n"
                               << "trust.pinned-keys" << 14 << "64 hexadecimal digits";
    QTest::newRow("fewer pins than signatures")
        << end << "[trust]\nsignatures = 2\npinned-keys = [\"" + QString(64, 'a') + "\"]\n"
        << "trust.signatures" << 14 << "more signatures";
    QTest::newRow("a pin twice") << end
                                 << "[trust]\npinned-keys = [\"" + QString(64, 'a') + "\", \"" +
                                        QString(64, 'a') + "\"]\n"
                                 << "trust.pinned-keys" << 14 << "twice";
    QTest::newRow("socket too long") << "model ="
                                     << "socket = \"/" + QString(120, 's') + "\"\nmodel ="
                                     << "device.socket" << 2 << "107";
    QTest::newRow("no TOML") << "model"
                             << "model model"
                             << "-" << 2 << "";
    QTest::newRow("a key twice") << "model ="
                                 << "model = \"x\"\nmodel ="
                                 << "-" << 3 << "";
    QTest::newRow("no UTF-8") << end << "# \xff\n"
                              << "" << 0 << "";
}

void DeviceConfigTest::everyFaultNamesKeyAndLine() {
    QFETCH(QString, find);
    QFETCH(QString, replace);
    QFETCH(QString, key);
    QFETCH(int, line);
    QFETCH(QString, detail);
    std::string text = smallest;
    if (key.isEmpty()) {
        text += "# \xff\xfe\n";
    } else if (find.isEmpty()) {
        text += replace.toStdString();
    } else {
        const std::size_t at = text.rfind(find.toStdString());
        QVERIFY(at != std::string::npos);
        text.replace(at, find.toStdString().size(), replace.toStdString());
    }
    const auto config = parseDeviceConfig(text, "/etc/fieldfare");
    QVERIFY(!config.ok());
    QCOMPARE(config.error().code(), ErrorCode::BadConfig);
    if (key.isEmpty()) {
        return;
    }
    const QString words = QString::fromStdString(describeLine(config.error()));
    QVERIFY2(textOf(config.error(), "key") == key.toStdString(), qPrintable(words));
    QVERIFY2(textOf(config.error(), "line") == std::to_string(line), qPrintable(words));
    QVERIFY2(words.contains(detail), qPrintable(words));
}

void DeviceConfigTest::aMissingFileIsNotFound() {
    QCOMPARE(loadDeviceConfig("/nonexistent/device.toml").error().code(), ErrorCode::NotFound);
}

void DeviceConfigTest::aHugeFileIsRefused() {
    const QTemporaryDir folder;
    const std::string file = folder.path().toStdString() + "/device.toml";
    std::ofstream(file) << smallest << "#" << std::string(70'000, 'x') << "\n";
    QCOMPARE(loadDeviceConfig(file).error().code(), ErrorCode::TooLarge);
}

void DeviceConfigTest::deepNestingIsRefused() {
    for (const char* open : {"[", "{a="}) {
        std::string text = smallest + "[policy]\nx = ";
        for (int i = 0; i < 15'000; ++i) {
            text += open;
            text += i % 20 == 19 && open[0] == '[' ? "\n" : "";
        }
        const auto config = parseDeviceConfig(text, "/");
        QVERIFY(!config.ok());
        QCOMPARE(config.error().code(), ErrorCode::BadConfig);
    }
}

void DeviceConfigTest::severalGroupsMakeASet() {
    std::string text = smallest;
    for (const char* name : {"a", "b"}) {
        text += std::string("[[slot]]\nname = \"boot-") + name + "\"\ngroup = \"boot\"\nboot-name = \"" +
                name + "\"\npath = \"/dev/boot-" + name + "\"\n";
    }
    const auto config = parseDeviceConfig(text, "/");
    QVERIFY(config.ok());
    QCOMPARE(config->set.groups, (std::vector<std::string>{"rootfs", "boot"}));
    text.replace(text.rfind("boot-name = \"b\""), 15, "boot-name = \"c\"");
    const auto differs = parseDeviceConfig(text, "/");
    QVERIFY(!differs.ok());
    QCOMPARE(textOf(differs.error(), "key"), "set.groups");
}

QTEST_GUILESS_MAIN(DeviceConfigTest)
#include "tst_config_device.moc"
