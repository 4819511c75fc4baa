// SPDX-License-Identifier: Apache-2.0
// systemd-boot's entries: what is written, in how many steps, and what is made of names and texts that
// somebody else has left.
#include "core/base/file.h"
#include "device-agent/installer/bootloaders/systemd_boot.h"

#include "tests/agent/bootloaders/random_step.h"
#include "tests/support/fake_boot_control.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace fieldfare;
using namespace fieldfare::installer;

namespace {

namespace fs = std::filesystem;

const fs::path example =
    FIELDFARE_SOURCE_DIR "/device-agent/installer/bootloaders/systemd-boot.example/entries";

QString lineOf(const Error& error) {
    return QString::fromStdString(describeLine(error));
}

class FixedSlot final : public BootedSlot {
public:
    [[nodiscard]] Result<std::string> bootName() override { return name; }
    std::string name = "a";
};

struct Bench {
    Bench() {
        config.entries = folder.path().toStdString() + "/entries";
        config.lockFile = folder.path().toStdString() + "/lock";
        fs::copy(example, config.entries);
        for (const auto& file : fs::directory_iterator(config.entries)) {
            fs::permissions(file.path(), fs::perms::owner_write, fs::perm_options::add);
            if (file.path().filename() != "fieldfare-0.conf") { // as docs/BOOTLOADERS.md says
                fs::resize_file(file.path(), 512);
            }
        }
    }
    [[nodiscard]] std::unique_ptr<BootControl> control() {
        return makeSystemdBootControl(config, {"a", "b"}, booted);
    }
    [[nodiscard]] BootState state() {
        const Result<BootState> state = control()->readState();
        return state.ok() ? *state : BootState{};
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        const auto content = readFile(config.entries / name, 1 << 16);
        return content.ok() ? std::string(asText(*content)) : std::string();
    }
    void write(const std::string& name, const std::string& text) const {
        QFile file(QString::fromStdString((config.entries / name).string()));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text.data(), static_cast<qint64>(text.size()));
    }
    /// What systemd-boot does to the trial's name at a start.
    void rename(const std::string& from, const std::string& to) const {
        fs::rename(config.entries / from, config.entries / to);
    }
    [[nodiscard]] QStringList names() const {
        QStringList found;
        for (const auto& file : fs::directory_iterator(config.entries)) {
            found << QString::fromStdString(file.path().filename().string());
        }
        found.sort();
        return found;
    }
    [[nodiscard]] std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> all;
        for (const auto& file : fs::directory_iterator(config.entries)) {
            all[file.path().filename().string()] = read(file.path().filename().string());
        }
        return all;
    }
    QTemporaryDir folder;
    device::SystemdBootConfig config;
    FixedSlot booted;
};

} // namespace

#define VERIFY_OK(call)                                                                                      \
    do {                                                                                                     \
        const auto verified = (call);                                                                        \
        QVERIFY2(verified.ok(), verified.ok() ? "" : qPrintable(lineOf(verified.error())));                  \
    } while (false)

class SystemdBootTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theExampleIsANewDevice();
    void aTrialIsAnEntryThatIsCounted();
    void theLastTryIsATrialWhileItRunsAndAFallBackElsewhere();
    void commitLeavesNothingThatIsCounted();
    void theTargetIsInNoEntryWhileItIsWritten();
    void theLimitIsThatOfTheName();
    void aChangeThatIsThereAlreadyWritesNothing();
    void theFakeKeepsTheSamePromises();
    void oneLostEntryIsSurvivedAndMended_data();
    void oneLostEntryIsSurvivedAndMended();
    void bothLostAreAClearError();
    void anEntryOfSomebodyElseIsNamed();
    void aTrialThatWasLostOrDoubledIsMadeReadyAgain_data();
    void aTrialThatWasLostOrDoubledIsMadeReadyAgain();
    void namesOfTrials_data();
    void namesOfTrials();
    void hostileEntriesAreRefused_data();
    void hostileEntriesAreRefused();
    void whatDoesNotFitIsReportedAndNothingIsWritten();
    void bootctlOrdersTheEntriesInTheSameWay();
};

void SystemdBootTest::theExampleIsANewDevice() {
    Bench bench;
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "a");
    QVERIFY(!state.trial && !state.rolledBack);
    QCOMPARE(state.bootLimit, 3U);
    QVERIFY(state.slotStates.at("a") == SlotState::Good);
    QVERIFY(state.slotStates.at("b") == SlotState::Bad);
    const auto copies = bench.control()->inspect();
    VERIFY_OK(copies);
    QCOMPARE(copies->configured, 2);
    QCOMPARE(copies->valid, 2);
}

void SystemdBootTest::aTrialIsAnEntryThatIsCounted() {
    Bench bench;
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    VERIFY_OK(bench.control()->switchToTrial("b"));
    const std::string trial = bench.read("fieldfare-trial+3.conf");
    QCOMPARE(trial.size(), 512U);
    QVERIFY2(trial.find("\nlinux /fieldfare/b/linux.efi\n") != std::string::npos, trial.c_str());
    QVERIFY2(trial.find("\noptions root=PARTLABEL=rootfs-b ro rootwait panic=5 oops=panic fieldfare.slot=b "
                        "watchdog.open_timeout=120\n") != std::string::npos,
             trial.c_str());
    QVERIFY(bench.state().trial);
    QCOMPARE(bench.state().bootCount, 0U);
    bench.rename("fieldfare-trial+3.conf", "fieldfare-trial+2-1.conf");
    bench.booted.name = "b";
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QVERIFY(state.trial && !state.rolledBack);
    QCOMPARE(state.bootCount, 1U);
    QCOMPARE(state.bootLimit, 3U);
    QVERIFY(state.slotStates.at("b") == SlotState::Trial);
}

void SystemdBootTest::theLastTryIsATrialWhileItRunsAndAFallBackElsewhere() {
    Bench bench;
    VERIFY_OK(bench.control()->switchToTrial("b"));
    bench.rename("fieldfare-trial+3.conf", "fieldfare-trial+0-3.conf");
    bench.booted.name = "b";
    QVERIFY(bench.state().trial);
    bench.booted.name = "a";
    const BootState state = bench.state();
    QVERIFY(!state.trial && state.rolledBack);
    QCOMPARE(state.selectedSlot, "a");
    QVERIFY(state.slotStates.at("b") == SlotState::Bad);
    VERIFY_OK(bench.control()->prepareTarget("a", "b")); // the report belongs to the loader
    QVERIFY(bench.state().rolledBack);
    VERIFY_OK(bench.control()->clearRolledBack());
    QVERIFY(!bench.state().rolledBack);
    QVERIFY(bench.state().slotStates.at("b") == SlotState::Bad);
}

void SystemdBootTest::commitLeavesNothingThatIsCounted() {
    Bench bench;
    VERIFY_OK(bench.control()->switchToTrial("b"));
    bench.rename("fieldfare-trial+3.conf", "fieldfare-trial+1-2.conf");
    bench.booted.name = "b";
    VERIFY_OK(bench.control()->commit("b"));
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QVERIFY(!state.trial);
    QVERIFY(bench.read("fieldfare-trial+1-2.conf").find("linux") == std::string::npos);
    VERIFY_OK(bench.control()->switchToTrial("a")); // with all its tries again
    QCOMPARE(bench.state().bootCount, 0U);
    QCOMPARE(bench.state().bootLimit, 3U);
    QVERIFY(bench.names().contains("fieldfare-trial+3.conf"));
}

void SystemdBootTest::theTargetIsInNoEntryWhileItIsWritten() {
    Bench bench;
    for (const std::string booted : {"b", "a", "b", "a"}) {
        const std::string target = booted == "a" ? "b" : "a";
        VERIFY_OK(bench.control()->switchToTrial(booted));
        bench.booted.name = booted;
        VERIFY_OK(bench.control()->commit(booted));
        VERIFY_OK(bench.control()->switchToTrial(target)); // a switch that waits, and is taken back
        VERIFY_OK(bench.control()->prepareTarget(booted, target));
        for (const auto& [name, text] : bench.contents()) {
            const bool starts = text.find("\nlinux /fieldfare/" + target + "/") != std::string::npos;
            QVERIFY2(!starts || name == "fieldfare-0.conf", name.c_str()); // that one is the last resort
        }
    }
}

void SystemdBootTest::theLimitIsThatOfTheName() {
    Bench bench;
    bench.rename("fieldfare-trial+3.conf", "fieldfare-trial+5.conf");
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QCOMPARE(bench.state().bootLimit, 5U);
    bench.rename("fieldfare-trial+5.conf", "fieldfare-trial+1-4.conf");
    VERIFY_OK(bench.control()->fallBackTo("a", "b", SlotState::Bad));
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QVERIFY2(bench.names().contains("fieldfare-trial+5.conf"), qPrintable(bench.names().join(' ')));
}

void SystemdBootTest::aChangeThatIsThereAlreadyWritesNothing() {
    Bench bench;
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    const auto before = bench.contents();
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    VERIFY_OK(bench.control()->raiseEpochFloor(0));
    VERIFY_OK(bench.control()->clearRolledBack());
    QVERIFY(bench.contents() == before);
}

void SystemdBootTest::theFakeKeepsTheSamePromises() {
    Bench bench;
    test::FakeBootControl fake(bench.state());
    const auto real = bench.control();
    for (int seed = 1; seed <= 60; ++seed) {
        VERIFY_OK(test::takeStep(fake, seed));
        VERIFY_OK(test::takeStep(*real, seed));
        QVERIFY2(bench.state() == fake.state(), qPrintable(QString("step %1").arg(seed)));
    }
}

void SystemdBootTest::oneLostEntryIsSurvivedAndMended_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<char>("filler");
    for (const char* name : {"fieldfare-1.conf", "fieldfare-2.conf"}) {
        QTest::addRow("%s is zeros", name) << name << '\0';
        QTest::addRow("%s is noise", name) << name << 'x';
    }
}

void SystemdBootTest::oneLostEntryIsSurvivedAndMended() {
    QFETCH(QString, name);
    QFETCH(char, filler);
    Bench bench;
    bench.write(name.toStdString(), std::string(512, filler));
    const auto copies = bench.control()->inspect();
    VERIFY_OK(copies);
    QCOMPARE(copies->valid, 1);
    QCOMPARE(bench.state().selectedSlot, "a");
    VERIFY_OK(bench.control()->raiseEpochFloor(4));
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    const auto mended = bench.control()->inspect();
    VERIFY_OK(mended);
    QCOMPARE(mended->valid, 2);
    QCOMPARE(bench.state().epochFloor, 4U);
}

void SystemdBootTest::bothLostAreAClearError() {
    Bench bench;
    const std::string zeros(512, '\0');
    bench.write("fieldfare-1.conf", zeros);
    bench.write("fieldfare-2.conf", zeros);
    const auto before = bench.contents();
    const auto refused = bench.control()->switchToTrial("b");
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::BootEnvironment);
    QVERIFY2(lineOf(refused.error()).contains("fieldfare-1.conf"), qPrintable(lineOf(refused.error())));
    QVERIFY(bench.contents() == before);
    fs::remove(bench.config.entries / "fieldfare-1.conf");
    const auto missing = bench.control()->readState();
    QVERIFY(!missing.ok());
    QVERIFY2(lineOf(missing.error()).contains("the image must have it"), qPrintable(lineOf(missing.error())));
}

void SystemdBootTest::anEntryOfSomebodyElseIsNamed() {
    Bench bench;
    bench.write("debian-6.1.conf", "title Debian\n"); // of no concern: loader.conf leaves it out
    VERIFY_OK(bench.control()->switchToTrial("b"));
    bench.rename("fieldfare-trial+3.conf", "fieldfare-trial.conf"); // blessed
    const auto refused = bench.control()->readState();
    QVERIFY(!refused.ok());
    QVERIFY2(lineOf(refused.error()).contains("systemd-bless-boot"), qPrintable(lineOf(refused.error())));
    QVERIFY2(lineOf(refused.error()).contains("fieldfare-trial.conf"), qPrintable(lineOf(refused.error())));
}

void SystemdBootTest::aTrialThatWasLostOrDoubledIsMadeReadyAgain_data() {
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("sizeBytes");
    QTest::newRow("lost") << QStringList{} << 512;
    QTest::newRow("empty") << QStringList{"fieldfare-trial+3.conf"} << 0;
    QTest::newRow("too long") << QStringList{"fieldfare-trial+3.conf"} << 1024;
    QTest::newRow("doubled") << QStringList{"fieldfare-trial+3.conf", "fieldfare-trial+2-1.conf"} << 512;
}

void SystemdBootTest::aTrialThatWasLostOrDoubledIsMadeReadyAgain() {
    QFETCH(QStringList, names);
    QFETCH(int, sizeBytes);
    Bench bench;
    const std::string inert = bench.read("fieldfare-trial+3.conf");
    fs::remove(bench.config.entries / "fieldfare-trial+3.conf");
    for (const QString& name : names) {
        bench.write(name.toStdString(), inert);
        fs::resize_file(bench.config.entries / name.toStdString(), static_cast<std::uintmax_t>(sizeBytes));
    }
    VERIFY_OK(bench.control()->switchToTrial("b"));
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QVERIFY(state.trial);
    QCOMPARE(state.bootLimit, 3U);
    QCOMPARE(state.bootCount, 0U);
}

void SystemdBootTest::namesOfTrials_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("done");
    QTest::newRow("new") << "fieldfare-trial+3.conf" << 3 << 0;
    QTest::newRow("started once") << "fieldfare-trial+2-1.conf" << 2 << 1;
    QTest::newRow("used up") << "fieldfare-trial+0-3.conf" << 0 << 3;
    for (const char* name :
         {"fieldfare-trial.conf", "fieldfare-trial+.conf", "fieldfare-trial+3", "fieldfare-trial+-1.conf",
          "fieldfare-trial+3-.conf", "fieldfare-trial+3-1-2.conf", "fieldfare-trial+3+2.conf",
          "fieldfare-trial+x.conf", "fieldfare-trial+3 .conf", "fieldfare-trial+1001.conf",
          "fieldfare-trial+99999999999999999999.conf", "other+3.conf", "fieldfare-trial+3.conf.new", ""}) {
        QTest::newRow(qPrintable(QString("no name: \"%1\"").arg(name))) << name << -1 << 0;
    }
}

void SystemdBootTest::namesOfTrials() {
    QFETCH(QString, name);
    QFETCH(int, left);
    QFETCH(int, done);
    const auto counters = parseTrialName(name.toStdString());
    QCOMPARE(counters.has_value(), left >= 0);
    if (counters) {
        QCOMPARE(counters->left, static_cast<std::uint64_t>(left));
        QCOMPARE(counters->done, static_cast<std::uint64_t>(done));
    }
}

void SystemdBootTest::hostileEntriesAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("part");
    const std::string good =
        "title a\nsort-key fieldfare\nversion 7\nlinux /a\n#fieldfare slot=a rolled_back=0 "
        "epoch=1 state_a=good\n";
    const auto row = [](const char* name, std::string text, const char* part) {
        text.resize(512, '\0');
        QTest::newRow(name) << QByteArray(text.data(), 512) << part;
    };
    const auto with = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    row("as it should be", good, "");
    row("nothing", "", "not an entry of the installer");
    row("no version", with("version 7\n", ""), "not an entry");
    row("two versions", good + "version 9\n", "not an entry");
    row("another sort key", with("sort-key fieldfare", "sort-key debian"), "line 2");
    row("no kernel", with("linux /a\n", ""), "not an entry");
    row("two kernels", good + "linux /b\n", "not an entry");
    row("inert with a kernel", with("slot=a rolled_back=0 epoch=1 state_a=good", "inert"), "not an entry");
    row("a version that is no number", with("version 7", "version 7a"), "line 3");
    row("a huge version", with("version 7", "version 99999999999999999999"), "line 3");
    row("a negative version", with("version 7", "version -7"), "line 3");
    row("no slot", with("slot=a ", ""), "line 5");
    row("an empty slot", with("slot=a ", "slot= "), "line 5");
    row("an unknown state", with("good", "excellent"), "line 5");
    row("a state twice", with("state_a=good", "state_a=good state_a=bad"), "line 5");
    row("an unknown word", with("epoch=1", "epoch=1 x=1"), "line 5");
    row("an epoch that is no number", with("epoch=1", "epoch="), "line 5");
    row("a tab", with("version 7", "version\t7"), "line 3");
    row("a carriage return", with("version 7\n", "version 7\r\n"), "line 3");
    row("a blank in front", with("version", " version"), "line 3");
    std::string behind = good;
    behind.resize(300, '\0');
    row("something behind its end", behind + "version 99\n", "behind its end");
    QTest::newRow("too short") << QByteArray::fromStdString(good) << "truncate -s 512";
    QTest::newRow("too long") << QByteArray(513, '\n') << "truncate -s 512";
}

void SystemdBootTest::hostileEntriesAreRefused() {
    QFETCH(QByteArray, text);
    QFETCH(QString, part);
    const auto entry = parseEntry(
        asBytes(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))), "/esp/x.conf");
    if (part.isEmpty()) {
        VERIFY_OK(entry);
        QCOMPARE(entry->generation, 7U);
        QCOMPARE(entry->slot, "a");
        return;
    }
    QVERIFY(!entry.ok());
    QCOMPARE(entry.error().code(), ErrorCode::BootEnvironment);
    QVERIFY2(lineOf(entry.error()).contains(part), qPrintable(lineOf(entry.error())));
}

void SystemdBootTest::whatDoesNotFitIsReportedAndNothingIsWritten() {
    Bench bench;
    bench.config.options += " quiet=" + std::string(400, 'q');
    const auto before = bench.contents();
    const auto refused = bench.control()->prepareTarget("b", "a");
    QVERIFY(!refused.ok());
    QVERIFY2(lineOf(refused.error()).contains("must fit into 512"), qPrintable(lineOf(refused.error())));
    QVERIFY(bench.contents() == before);
}

/// bootctl 252 reads entries and sorts them by the same rules as systemd-boot.
void SystemdBootTest::bootctlOrdersTheEntriesInTheSameWay() {
    const QString bootctl = QStandardPaths::findExecutable("bootctl");
    if (bootctl.isEmpty()) {
        QSKIP("bootctl is not installed");
    }
    Bench bench;
    const fs::path esp = fs::path(bench.folder.path().toStdString()) / "esp";
    fs::create_directories(esp / "EFI");
    fs::create_directories(esp / "loader");
    for (const char* slot : {"a", "b"}) {
        fs::create_directories(esp / "fieldfare" / slot);
        std::ignore = writeFileAtomically(esp / "fieldfare" / slot / "linux.efi", asBytes("x"));
    }
    fs::rename(bench.config.entries, esp / "loader" / "entries");
    bench.config.entries = esp / "loader" / "entries";
    const auto first = [&]() -> QString {
        QProcess tool;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("SYSTEMD_ESP_PATH", QString::fromStdString(esp.string())); // asks no questions
        environment.insert("LC_ALL", "C");
        tool.setProcessEnvironment(environment);
        tool.start(bootctl, {"list", "--no-pager"});
        (void)tool.waitForFinished(60'000);
        const QString text = QString::fromUtf8(tool.readAllStandardOutput());
        const auto match = QRegularExpression("source: \\S*/([^/\\s]+)").match(text);
        return match.hasMatch() ? match.captured(1) : text + QString::fromUtf8(tool.readAllStandardError());
    };
    const QString start = first();
    if (!start.startsWith("fieldfare-")) {
        QSKIP(qPrintable("bootctl lists nothing here: " + start.left(200)));
    }
    QCOMPARE(start, QString("fieldfare-2.conf"));
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QCOMPARE(first(), QString("fieldfare-trial+3.conf"));
    bench.rename("fieldfare-trial+3.conf", "fieldfare-trial+0-3.conf");
    QVERIFY(first() != "fieldfare-trial+0-3.conf");
    bench.booted.name = "b";
    VERIFY_OK(bench.control()->commit("b"));
    QVERIFY(bench.read(first().toStdString()).find("fieldfare.slot=b") != std::string::npos);
}

QTEST_GUILESS_MAIN(SystemdBootTest)
#include "tst_bootloaders_systemd_boot.moc"
