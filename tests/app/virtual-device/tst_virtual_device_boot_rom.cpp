// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/boot_rom.h"
#include "app/virtual-device/device_folder.h"
#include "app/virtual-device/device_texts.h"
#include "core/base/file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

/// A board with two slots and its environment in real files.
struct Board {
    QTemporaryDir folder;
    std::array<std::filesystem::path, 2> files{folder.filePath("one").toStdString(),
                                               folder.filePath("two").toStdString()};
    RedundantEnvironment environment{files};
    std::set<std::string> loadable{"a", "b"};
    QStringList console;

    explicit Board(Variables changes = {}) {
        Variables variables = factoryVariables({"a", "b"}, "a");
        variables["slot_state_b"] = "good";
        for (const auto& [name, value] : changes) {
            variables[name] = value;
        }
        (void)environment.load();
        for (const auto& [name, value] : variables) {
            environment.set(name, value);
        }
        if (!environment.save().ok() || !environment.save().ok()) {
            qFatal("the environment cannot be written");
        }
    }
    Result<BootDecision> powerOn() {
        return BootRom(
                   environment, {"a", "b"},
                   [this](const std::string& slot) { return loadable.contains(slot); },
                   [this](const std::string& line) { console += QString::fromStdString(line); })
            .powerOn();
    }
    /// As it stands in the files.
    std::string stored(const char* name) {
        RedundantEnvironment fresh(files);
        (void)fresh.load();
        return fresh.valueOr(name, "-");
    }
};

const Variables trialOfB{{"slot", "b"}, {"upgrade_available", "1"}, {"slot_state_b", "trial"}};

void damage(const std::filesystem::path& file) {
    QFile handle(QString::fromStdString(file.string()));
    QVERIFY(handle.open(QIODevice::ReadWrite));
    handle.seek(100);
    handle.write("damage");
}

} // namespace

class BootRomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCommittedDeviceBootsItsSlotAndCountsNothing();
    void aTrialCountsEachBootInTheStoredEnvironment();
    void aTrialThatReachesTheLimitGoesBack();
    void theLoaderNeverGoesBackToASlotThatIsNotGood();
    void aTrialThatCannotBeLoadedResetsUntilItGoesBack();
    void aCommittedSlotThatCannotBeLoadedLeadsToTheOtherGoodOne();
    void nothingThatLoadsMeansThePrompt();
    void theNewerCopyCountsAndTheFlagWrapsAround();
    void aDamagedCopyLeavesTheOther();
    void bothCopiesDamagedMeansTheDefaultEnvironment();
    void theLibraryOfLinuxReadsWhatTheLoaderWrites();
    void theLoaderReadsWhatTheLibraryOfLinuxWrites();
};

void BootRomTest::aCommittedDeviceBootsItsSlotAndCountsNothing() {
    Board board;
    for (int i = 0; i < 5; ++i) {
        const auto decision = board.powerOn();
        QVERIFY(decision.ok());
        QCOMPARE(decision->slot, std::string("a"));
        QVERIFY(!decision->trial);
    }
    QCOMPARE(board.stored("bootcount"), std::string("0"));
}

void BootRomTest::aTrialCountsEachBootInTheStoredEnvironment() {
    Board board(trialOfB);
    for (std::uint64_t i = 1; i <= 3; ++i) {
        const auto decision = board.powerOn();
        QVERIFY(decision.ok());
        QCOMPARE(decision->slot, std::string("b"));
        QVERIFY(decision->trial);
        QCOMPARE(decision->bootCount, i);
        QCOMPARE(board.stored("bootcount"), std::to_string(i));
    }
}

void BootRomTest::aTrialThatReachesTheLimitGoesBack() {
    Board board(trialOfB);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(board.powerOn().ok());
    }
    const auto decision = board.powerOn();
    QVERIFY(decision.ok());
    QCOMPARE(decision->slot, std::string("a"));
    QVERIFY(decision->wentBack);
    QVERIFY(!decision->trial);
    QCOMPARE(board.stored("slot"), std::string("a"));
    QCOMPARE(board.stored("upgrade_available"), std::string("0"));
    QCOMPARE(board.stored("bootcount"), std::string("0"));
    QCOMPARE(board.stored("rolled_back"), std::string("1"));
}

void BootRomTest::theLoaderNeverGoesBackToASlotThatIsNotGood() {
    Variables variables = trialOfB;
    variables["slot_state_a"] = "bad";
    Board board(variables);
    for (int i = 0; i < 6; ++i) {
        const auto decision = board.powerOn();
        QVERIFY(decision.ok());
        QCOMPARE(decision->slot, std::string("b"));
    }
    QCOMPARE(board.stored("rolled_back"), std::string("0"));
}

void BootRomTest::aTrialThatCannotBeLoadedResetsUntilItGoesBack() {
    Board board(trialOfB);
    board.loadable = {"a"};
    const auto decision = board.powerOn();
    QVERIFY(decision.ok());
    QCOMPARE(decision->slot, std::string("a"));
    QVERIFY(decision->wentBack);
    QCOMPARE(board.console.count("resetting ..."), 3);
    QCOMPARE(board.stored("rolled_back"), std::string("1"));
}

void BootRomTest::aCommittedSlotThatCannotBeLoadedLeadsToTheOtherGoodOne() {
    Board board;
    board.loadable = {"b"};
    const auto decision = board.powerOn();
    QVERIFY(decision.ok());
    QCOMPARE(decision->slot, std::string("b"));
    QVERIFY(decision->wentBack);
    QCOMPARE(board.stored("slot"), std::string("b"));
}

void BootRomTest::nothingThatLoadsMeansThePrompt() {
    Board none;
    none.loadable = {};
    QVERIFY(!none.powerOn().ok());

    Board onlyABadOne(Variables{{"slot_state_b", "bad"}});
    onlyABadOne.loadable = {"b"};
    const auto refused = onlyABadOne.powerOn();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::BootEnvironment);
}

void BootRomTest::theNewerCopyCountsAndTheFlagWrapsAround() {
    Board board;
    for (int i = 0; i < 600; ++i) {
        board.environment.set("turn", std::to_string(i));
        QVERIFY(board.environment.save().ok());
        QCOMPARE(board.stored("turn"), std::to_string(i));
    }
}

void BootRomTest::aDamagedCopyLeavesTheOther() {
    for (std::size_t which = 0; which < 2; ++which) {
        Board board(trialOfB);
        damage(board.files[which]);
        const auto decision = board.powerOn();
        QVERIFY(decision.ok());
        QCOMPARE(decision->slot, std::string("b"));
        QVERIFY(board.console.join(' ').contains("one copy of the environment is bad"));
        RedundantEnvironment fresh(board.files);
        QVERIFY(fresh.load());
        QCOMPARE(fresh.valueOr("bootcount", ""), std::string("1"));
        QCOMPARE(fresh.validCopies(), 2); // counting wrote over the damaged one
    }
}

void BootRomTest::bothCopiesDamagedMeansTheDefaultEnvironment() {
    Board board(trialOfB);
    damage(board.files[0]);
    damage(board.files[1]);
    board.loadable = {"b"};
    const auto decision = board.powerOn();
    QVERIFY(decision.ok());
    QCOMPARE(decision->slot, std::string("b"));
    QVERIFY(!decision->trial);
}

void BootRomTest::theLibraryOfLinuxReadsWhatTheLoaderWrites() {
    QTemporaryDir temporary;
    const auto folder = DeviceFolder::at(temporary.path().toStdString());
    QVERIFY(folder.ok());
    QVERIFY(QDir(temporary.path()).mkdir("env"));
    QVERIFY(folder->writeEnvironmentConfig().ok());
    RedundantEnvironment environment(folder->environment());
    QVERIFY(!environment.load());
    environment.set("slot", "b");
    environment.set("spaces", "one two = three");
    QVERIFY(environment.save().ok()); // the library needs both files
    for (int i = 0; i < 3; ++i) {
        environment.set("turn", std::to_string(i));
        QVERIFY(environment.save().ok());
        QProcess tool;
        tool.start("fw_printenv", {"-c", QString::fromStdString(folder->environmentConfig().string())});
        QVERIFY(tool.waitForFinished());
        QCOMPARE(tool.exitCode(), 0);
        const QStringList lines = QString::fromUtf8(tool.readAllStandardOutput()).split('\n');
        QVERIFY(lines.contains("slot=b"));
        QVERIFY(lines.contains("spaces=one two = three"));
        QVERIFY(lines.contains(QString("turn=%1").arg(i)));
    }
}

void BootRomTest::theLoaderReadsWhatTheLibraryOfLinuxWrites() {
    QTemporaryDir temporary;
    const auto folder = DeviceFolder::at(temporary.path().toStdString());
    QVERIFY(folder.ok());
    QVERIFY(QDir(temporary.path()).mkdir("env"));
    QVERIFY(folder->writeEnvironmentConfig().ok());
    RedundantEnvironment environment(folder->environment());
    (void)environment.load();
    environment.set("slot", "a");
    QVERIFY(environment.save().ok());
    QVERIFY(environment.save().ok());
    for (int i = 0; i < 4; ++i) {
        QProcess tool;
        tool.start("fw_setenv", {"-c", QString::fromStdString(folder->environmentConfig().string()), "turn",
                                 QString::number(i)});
        QVERIFY(tool.waitForFinished());
        QCOMPARE(tool.exitCode(), 0);
        QVERIFY(environment.load());
        QCOMPARE(environment.validCopies(), 2);
        QCOMPARE(environment.valueOr("turn", ""), std::to_string(i));
        QCOMPARE(environment.valueOr("slot", ""), std::string("a"));
    }
}

QTEST_GUILESS_MAIN(BootRomTest)
#include "tst_virtual_device_boot_rom.moc"
