// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/hooks.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace fieldfare;
using namespace fieldfare::installer;

namespace {

void writeProgram(const std::filesystem::path& path, const std::string& script, unsigned mode = 0755) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << script;
    ::chmod(path.c_str(), mode);
}

std::string names(const std::vector<NamedProgram>& programs) {
    std::string all;
    for (const NamedProgram& program : programs) {
        all += program.name + " ";
    }
    return all;
}

} // namespace

/// Finding the integrator's programs, and running them as hooks: real files, real processes.
class ProgramsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
    }

    void programsComeInTheOrderOfTheirNames();
    void theEarlierFolderCounts();
    void anEmptyFileSwitchesAProgramOff();
    void aMissingFolderHoldsNone();
    void filesWithOtherNamesAreNotPrograms();
    void aFileThatOthersCouldChangeIsRefused();
    void aProgramSeesItsContextAndNothingElse();
    void hooksRunUntilOneFails();
    void aHookThatTakesTooLongFails();
    void noFolderIsNoHook();
    void aMissingInterpreterIsAFailure();
    void theMessageIsTheEndOfWhatWasSaid();

private:
    Result<> hooks(HookPoint point, std::chrono::seconds limit = std::chrono::seconds{60}) {
        const ProgramContext context{"b", {"gateway-os", "2.0", 7}, true};
        return runHooks(point, m_folder, context, limit, m_runner);
    }
    [[nodiscard]] QString said(const char* file) const {
        std::ifstream in(m_folder / file);
        return QString::fromStdString(std::string(std::istreambuf_iterator<char>(in), {}));
    }
    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
    SystemProcessRunner m_runner;
};

void ProgramsTest::programsComeInTheOrderOfTheirNames() {
    for (const char* name : {"20-b", "10-a", "A", "30_c"}) {
        writeProgram(m_folder / name, "#!/bin/sh\n");
    }
    const auto programs = findPrograms({m_folder});
    QVERIFY(programs.ok());
    QCOMPARE(names(*programs), "10-a 20-b 30_c A ");
}

void ProgramsTest::theEarlierFolderCounts() {
    writeProgram(m_folder / "etc/check", "#!/bin/sh\n");
    writeProgram(m_folder / "usr/check", "#!/bin/sh\n");
    writeProgram(m_folder / "usr/other", "#!/bin/sh\n");
    const auto programs = findPrograms({m_folder / "etc", m_folder / "usr"});
    QVERIFY(programs.ok());
    QCOMPARE(names(*programs), "check other ");
    QCOMPARE(programs->at(0).path, m_folder / "etc/check");
}

void ProgramsTest::anEmptyFileSwitchesAProgramOff() {
    writeProgram(m_folder / "usr/check", "#!/bin/sh\n");
    writeProgram(m_folder / "usr/other", "#!/bin/sh\n");
    writeProgram(m_folder / "etc/check", "", 0644);
    std::filesystem::create_symlink("/dev/null", m_folder / "etc/other");
    const auto programs = findPrograms({m_folder / "etc", m_folder / "usr"});
    QVERIFY(programs.ok());
    QCOMPARE(names(*programs), "");
}

void ProgramsTest::aMissingFolderHoldsNone() {
    const auto programs = findPrograms({m_folder / "nothing"});
    QVERIFY(programs.ok());
    QVERIFY(programs->empty());
}

void ProgramsTest::filesWithOtherNamesAreNotPrograms() {
    for (const char* name : {"check~", ".hidden", "check.dpkg-old", "README.md", "two words"}) {
        writeProgram(m_folder / name, "#!/bin/sh\n");
    }
    writeProgram(m_folder / "README", "not executable", 0644);
    std::filesystem::create_directory(m_folder / "folder");
    const auto programs = findPrograms({m_folder});
    QVERIFY(programs.ok());
    QCOMPARE(names(*programs), "");
}

void ProgramsTest::aFileThatOthersCouldChangeIsRefused() {
    for (const unsigned mode : {0775U, 0757U, 0777U}) {
        writeProgram(m_folder / "check", "#!/bin/sh\ntouch ran\n", mode);
        const auto programs = findPrograms({m_folder});
        QVERIFY(!programs.ok());
        QCOMPARE(programs.error().code(), ErrorCode::NotPermitted);
        QVERIFY(describeLine(programs.error()).find("check") != std::string::npos);
    }
    writeProgram(m_folder / "check", "#!/bin/sh\n", 0755);
    if (::geteuid() == 0) {
        QCOMPARE(::chown((m_folder / "check").c_str(), 65534, 65534), 0);
        QCOMPARE(findPrograms({m_folder}).error().code(), ErrorCode::NotPermitted);
    }
}

void ProgramsTest::aProgramSeesItsContextAndNothingElse() {
    ::setenv("FIELDFARE_TEST_SECRET", "must not be passed on", 1);
    const std::string out = (m_folder / "out").string();
    writeProgram(m_folder / "pre-commit/10-env", "#!/bin/sh\nenv > " + out + "; pwd >> " + out + "\n");
    QVERIFY(hooks(HookPoint::PreCommit).ok());
    ::unsetenv("FIELDFARE_TEST_SECRET");
    const QString environment = said("out");
    for (const char* line :
         {"FIELDFARE_SLOT=b\n", "FIELDFARE_RELEASE_NAME=gateway-os\n", "FIELDFARE_RELEASE_VERSION=2.0\n",
          "FIELDFARE_RELEASE_EPOCH=7\n", "FIELDFARE_TRIAL=1\n", "FIELDFARE_HOOK=pre-commit\n"}) {
        QVERIFY2(environment.contains(line), qPrintable(environment));
    }
    QVERIFY(environment.contains("PATH=/usr/local/sbin:"));
    QVERIFY(!environment.contains("FIELDFARE_TEST_SECRET"));
    QVERIFY(environment.endsWith("\n/\n"));
}

void ProgramsTest::hooksRunUntilOneFails() {
    const std::string out = (m_folder / "out").string();
    writeProgram(m_folder / "pre-install/10", "#!/bin/sh\necho one >> " + out + "\n");
    writeProgram(m_folder / "pre-install/20",
                 "#!/bin/sh\necho two >> " + out + "\necho no battery >&2\nexit 3\n");
    writeProgram(m_folder / "pre-install/30", "#!/bin/sh\necho three >> " + out + "\n");
    writeProgram(m_folder / "post-install/10", "#!/bin/sh\necho other >> " + out + "\n");
    const Result<> outcome = hooks(HookPoint::PreInstall);
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.error().code(), ErrorCode::ToolFailed);
    const QString line = QString::fromStdString(describeLine(outcome.error()));
    QVERIFY2(line.contains("pre-install/20") && line.contains("no battery") && line.contains("3"),
             qPrintable(line));
    QCOMPARE(said("out"), "one\ntwo\n");
}

void ProgramsTest::aHookThatTakesTooLongFails() {
    writeProgram(m_folder / "post-commit/10", "#!/bin/sh\nsleep 1000\n");
    const Result<> outcome = hooks(HookPoint::PostCommit, std::chrono::seconds{1});
    QVERIFY(!outcome.ok());
    QVERIFY(describeLine(outcome.error()).find("too long") != std::string::npos);
}

void ProgramsTest::noFolderIsNoHook() {
    QVERIFY(hooks(HookPoint::PostRollback).ok());
    QVERIFY(runHooks(HookPoint::PreInstall, {}, {}, std::chrono::seconds{1}, m_runner).ok());
}

void ProgramsTest::aMissingInterpreterIsAFailure() {
    writeProgram(m_folder / "pre-install/10", "#!/nonexistent/interpreter\n");
    QCOMPARE(hooks(HookPoint::PreInstall).error().code(), ErrorCode::ToolFailed);
}

void ProgramsTest::theMessageIsTheEndOfWhatWasSaid() {
    QCOMPARE(describeOutcome({0, false, "fine\n", ""}), "fine");
    QCOMPARE(describeOutcome({1, false, "output", "reason\n\n"}), "exit status 1: reason");
    QCOMPARE(describeOutcome({137, true, "", ""}), "it took too long");
    QCOMPARE(describeOutcome({2, false, "", "a\x1b[31mred\a"}), "exit status 2: a [31mred ");
    std::string text;
    for (int i = 0; i < 600; ++i) {
        text += "\xc3\xa4"; // two bytes each
    }
    const std::string message = describeOutcome({0, false, text + "x", ""});
    QVERIFY(message.size() <= 512);
    QVERIFY(QString::fromStdString(message).startsWith(QChar(0xe4)));
    QVERIFY(message.ends_with("x"));
}

QTEST_GUILESS_MAIN(ProgramsTest)
#include "tst_health_programs.moc"
