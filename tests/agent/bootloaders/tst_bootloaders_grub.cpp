// SPDX-License-Identifier: Apache-2.0
// GRUB's environment block beside grub-editenv itself: it reads what is written here, and the other way
// round.
#include "core/base/file.h"
#include "device-agent/installer/bootloaders/grub.h"
#include "device-agent/installer/bootloaders/grub_block.h"

#include "tests/agent/bootloaders/random_step.h"
#include "tests/support/fake_boot_control.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>

using namespace fieldfare;
using namespace fieldfare::installer;

namespace {

constexpr std::string_view signature = "# GRUB Environment Block\n";

std::string blockText(const std::string& lines, std::size_t sizeBytes = 1024) {
    std::string text = std::string(signature) + lines;
    text.resize(std::max(text.size(), sizeBytes), '#');
    return text;
}

const std::string committedOnA = "slot=a\nupgrade_available=0\nbootcount=0\nbootlimit=3\nrolled_back=0\n"
                                 "slot_state_a=good\nslot_state_b=good\nfieldfare_epoch=7\nmenu_color=blue\n";

QString lineOf(const Error& error) {
    return QString::fromStdString(describeLine(error));
}

/// grub-editenv FILE ARGUMENTS: what it prints.
QByteArray editenv(const std::string& file, const QStringList& arguments) {
    QProcess tool;
    tool.start(QStringLiteral("grub-editenv"), QStringList{QString::fromStdString(file)} + arguments);
    (void)tool.waitForFinished(60'000);
    return tool.exitCode() == 0 ? tool.readAllStandardOutput() : "failed: " + tool.readAllStandardError();
}

struct Bench {
    explicit Bench(const std::string& lines = committedOnA) {
        const std::filesystem::path root = folder.path().toStdString();
        config.environment = root / "grubenv";
        config.previous = root / "grubenv.previous";
        config.lockFile = root / "lock";
        write(config.environment, blockText(lines));
        write(config.previous, blockText(lines));
    }
    static void write(const std::filesystem::path& file, const std::string& text) {
        QFile out(QString::fromStdString(file.string()));
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(text.data(), static_cast<qint64>(text.size()));
    }
    [[nodiscard]] static std::string read(const std::filesystem::path& file) {
        const auto content = readFile(file, 1 << 20);
        return content.ok() ? std::string(asText(*content)) : std::string();
    }
    [[nodiscard]] std::unique_ptr<BootControl> control() const { return makeGrubControl(config, {"a", "b"}); }
    [[nodiscard]] BootState state() const {
        const Result<BootState> state = control()->readState();
        return state.ok() ? *state : BootState{};
    }
    QTemporaryDir folder;
    device::GrubConfig config;
};

} // namespace

#define VERIFY_OK(call)                                                                                      \
    do {                                                                                                     \
        const auto verified = (call);                                                                        \
        QVERIFY2(verified.ok(), verified.ok() ? "" : qPrintable(lineOf(verified.error())));                  \
    } while (false)

class GrubTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void grubEditenvReadsWhatIsWritten();
    void whatGrubEditenvWritesIsRead();
    void valuesWithEscapesGoBothWays();
    void eachTransitionWritesOneSectorInPlace();
    void theSecondFileHoldsTheStateBefore();
    void aChangeThatIsThereAlreadyWritesNothing();
    void theFakeKeepsTheSamePromises();
    void oneLostFileIsSurvivedAndMended_data();
    void oneLostFileIsSurvivedAndMended();
    void twoLostFilesAreAClearErrorAndNothingIsWritten();
    void hostileBlocksAreRefused_data();
    void hostileBlocksAreRefused();
    void whatDoesNotFitIsReportedAndNothingIsWritten();
    void aFileThatIsMissingOrALinkIsAClearError();
    void theLockOfAnotherProgramIsReported();
    void randomBytesAreReadTheSameOrRefused();
    void theExampleNamesTheVariablesOfTheContract();

private:
    static bool hasEditenv() { return !QStandardPaths::findExecutable("grub-editenv").isEmpty(); }
};

void GrubTest::grubEditenvReadsWhatIsWritten() {
    if (!hasEditenv()) {
        QSKIP("grub-editenv (package grub-common) is not installed");
    }
    const Bench bench;
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QCOMPARE(editenv(bench.config.environment, {"list"}),
             QByteArray("slot=b\nupgrade_available=1\nbootcount=0\nbootlimit=3\nrolled_back=0\n"
                        "slot_state_a=good\nslot_state_b=trial\nfieldfare_epoch=7\nmenu_color=blue\n"));
    // It goes on from there, as GRUB's save_env does.
    QCOMPARE(editenv(bench.config.environment, {"set", "bootcount=2"}), QByteArray());
    QCOMPARE(bench.state().bootCount, 2U);
    VERIFY_OK(bench.control()->commit("b"));
    QVERIFY(
        editenv(bench.config.environment, {"list"}).startsWith("slot=b\nupgrade_available=0\nbootcount=0"));
}

void GrubTest::whatGrubEditenvWritesIsRead() {
    if (!hasEditenv()) {
        QSKIP("grub-editenv (package grub-common) is not installed");
    }
    const Bench bench;
    for (const auto& file : {bench.config.environment, bench.config.previous}) {
        std::filesystem::remove(file);
        QCOMPARE(editenv(file, {"create"}), QByteArray());
        QCOMPARE(editenv(file, {"set", "slot=b", "upgrade_available=1", "bootcount=2", "bootlimit=4",
                                "rolled_back=1", "slot_state_a=good", "slot_state_b=trial"}),
                 QByteArray());
    }
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QVERIFY(state.trial && state.rolledBack);
    QCOMPARE(state.bootCount, 2U);
    QCOMPARE(state.bootLimit, 4U);
    QVERIFY(state.slotStates.at("b") == SlotState::Trial);
    VERIFY_OK(bench.control()->commit("b"));
    // The comment that it puts at the start is still there, and so is its size.
    const std::string text = Bench::read(bench.config.environment);
    QCOMPARE(text.size(), 1024U);
    QVERIFY(text.find("# WARNING: Do not edit") != std::string::npos);
}

void GrubTest::valuesWithEscapesGoBothWays() {
    if (!hasEditenv()) {
        QSKIP("grub-editenv (package grub-common) is not installed");
    }
    const Bench bench;
    const QString odd = QStringLiteral("back\\slash ## two\nlines = \\");
    QCOMPARE(editenv(bench.config.environment, {"set", "odd=" + odd}), QByteArray());
    const std::string text = Bench::read(bench.config.environment);
    const auto block = GrubBlock::parse(asBytes(text), "grubenv");
    VERIFY_OK(block);
    QCOMPARE(QString::fromStdString(block->get("odd").value_or("")), odd);
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QVERIFY(editenv(bench.config.environment, {"list"}).contains("odd=" + odd.toUtf8() + "\n"));
}

void GrubTest::eachTransitionWritesOneSectorInPlace() {
    const Bench bench;
    struct stat before {};
    QCOMPARE(::stat(bench.config.environment.c_str(), &before), 0);
    const auto control = bench.control();
    VERIFY_OK(control->prepareTarget("a", "b"));
    QVERIFY(bench.state().slotStates.at("b") == SlotState::Bad);
    VERIFY_OK(control->switchToTrial("b"));
    QCOMPARE(bench.state().selectedSlot, "b");
    QVERIFY(bench.state().trial);
    VERIFY_OK(control->commit("b"));
    QVERIFY(!bench.state().trial);
    VERIFY_OK(control->raiseEpochFloor(8));
    QCOMPARE(bench.state().epochFloor, 8U);
    VERIFY_OK(control->fallBackTo("a", "b", SlotState::Bad));
    QCOMPARE(bench.state().selectedSlot, "a");
    struct stat after {};
    QCOMPARE(::stat(bench.config.environment.c_str(), &after), 0);
    QCOMPARE(after.st_ino, before.st_ino); // never another file in its place
    QCOMPARE(after.st_size, before.st_size);
    const std::string text = Bench::read(bench.config.environment);
    QCOMPARE(text.substr(512), std::string(512, '#'));
    QVERIFY(text.find("menu_color=blue\n") != std::string::npos);
}

void GrubTest::theSecondFileHoldsTheStateBefore() {
    const Bench bench;
    const auto control = bench.control();
    using Call = std::function<Result<>()>;
    const std::vector<Call> calls = {
        [&] { return control->prepareTarget("a", "b"); }, [&] { return control->switchToTrial("b"); },
        [&] { return control->commit("b"); }, [&] { return control->raiseEpochFloor(9); },
        [&] { return control->fallBackTo("a", "b", SlotState::Good); }};
    for (const Call& call : calls) {
        const std::string before = Bench::read(bench.config.environment);
        VERIFY_OK(call());
        QVERIFY(Bench::read(bench.config.environment) != before);
        QCOMPARE(Bench::read(bench.config.previous), before);
    }
}

void GrubTest::aChangeThatIsThereAlreadyWritesNothing() {
    const Bench bench;
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    const std::string current = Bench::read(bench.config.environment);
    const std::string previous = Bench::read(bench.config.previous);
    VERIFY_OK(bench.control()->prepareTarget("a", "b"));
    VERIFY_OK(bench.control()->raiseEpochFloor(7));
    VERIFY_OK(bench.control()->clearRolledBack());
    QCOMPARE(Bench::read(bench.config.environment), current);
    QCOMPARE(Bench::read(bench.config.previous), previous);
}

void GrubTest::theFakeKeepsTheSamePromises() {
    const Bench bench;
    test::FakeBootControl fake(bench.state());
    const auto real = bench.control();
    for (int seed = 1; seed <= 60; ++seed) {
        VERIFY_OK(test::takeStep(fake, seed));
        VERIFY_OK(test::takeStep(*real, seed));
        QVERIFY2(bench.state() == fake.state(), qPrintable(QString("step %1").arg(seed)));
    }
}

void GrubTest::oneLostFileIsSurvivedAndMended_data() {
    QTest::addColumn<bool>("first");
    QTest::addColumn<QByteArray>("content");
    for (const bool first : {true, false}) {
        const char* which = first ? "first" : "second";
        QTest::addRow("%s is zeros", which) << first << QByteArray(1024, '\0');
        QTest::addRow("%s is noise", which) << first << QByteArray(1024, 'x');
        QTest::addRow("%s names no slot", which)
            << first << QByteArray::fromStdString(blockText("bootcount=0\n"));
    }
}

void GrubTest::oneLostFileIsSurvivedAndMended() {
    QFETCH(bool, first);
    QFETCH(QByteArray, content);
    const Bench bench;
    Bench::write(first ? bench.config.environment : bench.config.previous, content.toStdString());
    const auto copies = bench.control()->inspect();
    VERIFY_OK(copies);
    QCOMPARE(copies->configured, 2);
    QCOMPARE(copies->valid, 1);
    QCOMPARE(bench.state().selectedSlot, "a");
    QCOMPARE(bench.state().epochFloor, 7U);
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QCOMPARE(bench.state().selectedSlot, "b");
    const auto mended = bench.control()->inspect();
    VERIFY_OK(mended);
    QCOMPARE(mended->valid, 2);
}

void GrubTest::twoLostFilesAreAClearErrorAndNothingIsWritten() {
    const Bench bench;
    const std::string zeros(1024, '\0');
    Bench::write(bench.config.environment, zeros);
    Bench::write(bench.config.previous, zeros);
    const auto refused = bench.control()->switchToTrial("b");
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::BootEnvironment);
    QVERIFY2(lineOf(refused.error()).contains(QString::fromStdString(bench.config.environment.string())),
             qPrintable(lineOf(refused.error())));
    QCOMPARE(Bench::read(bench.config.environment), zeros);
    QCOMPARE(Bench::read(bench.config.previous), zeros);
    const auto copies = bench.control()->inspect();
    VERIFY_OK(copies);
    QCOMPARE(copies->valid, 0);
}

void GrubTest::hostileBlocksAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const std::string& text, const char* part) {
        QTest::newRow(name) << QByteArray(text.data(), static_cast<qsizetype>(text.size())) << part;
    };
    row("empty, as a cut of grub-editenv leaves it", "", "0 bytes");
    row("too short", std::string(signature) + "slot=a\n", "bytes");
    row("too long", blockText("slot=a\n", (64 << 10) + 1), "bytes");
    row("no signature", std::string(1024, '#'), "does not begin");
    row("no equals sign", blockText("slot a\nx=1\n"), "line 2 ");
    row("a name over two lines", blockText("x=1\nslot\na=1\n"), "line 3 ");
    row("no name", blockText("=a\n"), "line 2 ");
    row("a name with a blank", blockText("my slot=a\n"), "line 2 ");
    row("a long name", blockText(std::string(65, 'n') + "=a\n"), "line 2 ");
    row("a NUL", blockText(std::string("slot=a\0b\n", 9)), "control character");
    row("an escaped NUL", blockText(std::string("slot=a\\\0b\n", 10)), "control character");
    row("a carriage return", blockText("slot=a\r\n"), "control character");
    row("a name twice", blockText("slot=a\nslot=b\n"), "slot twice");
    row("no end of the last line", blockText("slot=a\nx=1"), "no end");
    row("an escape at the end", blockText("slot=a\nx=1\\\n"), "no end");
    row("something behind the padding", blockText("slot=a\n") + "x", "no end");
    row("beyond the first sector", blockText("slot=a\n" + std::string("x=") + std::string(500, 'v') + "\n"),
        "beyond the first 512 bytes");
    row("a line behind the padding", blockText("slot=a\n", 700) + "\nslot=b\n", "beyond the first 512 bytes");
}

void GrubTest::hostileBlocksAreRefused() {
    QFETCH(QByteArray, text);
    QFETCH(QString, part);
    const auto block = GrubBlock::parse(
        asBytes(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))), "/esp/grubenv");
    QVERIFY(!block.ok());
    QCOMPARE(block.error().code(), ErrorCode::BootEnvironment);
    QVERIFY2(lineOf(block.error()).contains(part), qPrintable(lineOf(block.error())));
    QVERIFY2(lineOf(block.error()).contains("/esp/grubenv"), qPrintable(lineOf(block.error())));
}

void GrubTest::whatDoesNotFitIsReportedAndNothingIsWritten() {
    std::string lines = committedOnA;
    lines += "padding=" + std::string(512 - signature.size() - lines.size() - 9, 'p') + "\n";
    const Bench bench(lines);
    const std::string before = Bench::read(bench.config.environment);
    QCOMPARE(bench.state().epochFloor, 7U);
    const auto refused = bench.control()->raiseEpochFloor(123456789);
    QVERIFY(!refused.ok());
    QVERIFY2(lineOf(refused.error()).contains("must fit into 512"), qPrintable(lineOf(refused.error())));
    QCOMPARE(Bench::read(bench.config.environment), before);
    QCOMPARE(Bench::read(bench.config.previous), before);
}

void GrubTest::aFileThatIsMissingOrALinkIsAClearError() {
    for (const bool isLink : {false, true}) {
        const Bench bench;
        std::filesystem::remove(bench.config.environment);
        if (isLink) {
            std::filesystem::create_symlink(bench.config.previous, bench.config.environment);
        }
        const auto refused = bench.control()->switchToTrial("b");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code(), ErrorCode::BootEnvironment);
        QVERIFY2(lineOf(refused.error()).contains("grub-editenv FILE create"),
                 qPrintable(lineOf(refused.error())));
    }
}

void GrubTest::theLockOfAnotherProgramIsReported() {
    Bench bench;
    bench.config.lockTimeLimit = std::chrono::milliseconds{50};
    VERIFY_OK(bench.control()->readState());
    const UniqueFd other(::open(bench.config.lockFile.c_str(), O_RDWR | O_CLOEXEC));
    QCOMPARE(::flock(other.get(), LOCK_EX), 0);
    const auto refused = bench.control()->switchToTrial("b");
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::Busy);
}

/// Whatever is accepted comes out the same when it is written and read again.
void GrubTest::randomBytesAreReadTheSameOrRefused() {
    int accepted = 0;
    std::uint32_t lot = 12345;
    const auto draw = [&lot](std::uint32_t limit) {
        lot = lot * 1664525U + 1013904223U;
        return (lot >> 8) % limit;
    };
    for (int round = 0; round < 20'000; ++round) {
        std::string text = blockText(committedOnA, 512);
        for (std::uint32_t change = 0; change < 1 + draw(4); ++change) {
            constexpr std::string_view odd("\\\n#=\0ab", 7);
            text[signature.size() + draw(200)] = odd[draw(odd.size())];
        }
        const auto block = GrubBlock::parse(asBytes(text), "grubenv");
        if (!block.ok()) {
            continue;
        }
        ++accepted;
        const auto sector = block->sector("grubenv");
        VERIFY_OK(sector);
        const auto again = GrubBlock::parse(*sector, "grubenv");
        VERIFY_OK(again);
        for (const char* name : {"slot", "bootcount", "slot_state_a", "fieldfare_epoch", "menu_color"}) {
            QVERIFY(block->get(name) == again->get(name));
        }
    }
    QVERIFY2(accepted > 500, qPrintable(QString::number(accepted)));
}

void GrubTest::theExampleNamesTheVariablesOfTheContract() {
    const std::string example =
        Bench::read(FIELDFARE_SOURCE_DIR "/device-agent/installer/bootloaders/grub.cfg.example");
    const device::BootVariables names;
    for (const std::string& name : {names.slotVariable, names.trialVariable, names.countVariable,
                                    names.limitVariable, names.rolledBackVariable, names.epochVariable,
                                    names.stateVariablePrefix + "a", names.stateVariablePrefix + "b",
                                    std::string("watchdog.open_timeout="), std::string("fieldfare.slot=")}) {
        QVERIFY2(example.find(name) != std::string::npos, name.c_str());
    }
    const QString check = QStandardPaths::findExecutable("grub-script-check");
    if (check.isEmpty()) {
        QSKIP("grub-script-check (package grub-common) is not installed");
    }
    QCOMPARE(QProcess::execute(check,
                               {FIELDFARE_SOURCE_DIR "/device-agent/installer/bootloaders/grub.cfg.example"}),
             0);
}

QTEST_GUILESS_MAIN(GrubTest)
#include "tst_bootloaders_grub.moc"
