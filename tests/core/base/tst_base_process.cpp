// SPDX-License-Identifier: Apache-2.0
#include "core/base/process.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace fieldfare;

namespace {

ProcessRequest shell(const std::string& script) {
    ProcessRequest request;
    request.argv = {"sh", "-c", script};
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    request.timeLimit = std::chrono::minutes(2);
    return request;
}

bool isGone(pid_t process) {
    return QTest::qWaitFor(
        [&] {
            std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
            const std::string text((std::istreambuf_iterator<char>(stat)), {});
            return text.empty() || text.find(") Z ") != std::string::npos;
        },
        30'000);
}

} // namespace

class ProcessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outputAndStatusComeBack();
    void theEnvironmentIsOnlyWhatWasGiven();
    void inputIsGivenAndMayBeIgnored();
    void outputBeyondTheLimitIsDropped();
    void muchInputAndOutputDoNotBlockEachOther();
    void aProgramThatIsTooSlowIsKilledWithItsGroup();
    void aSignalIsAStatusAbove128();
    void whatIsLeftRunningIsNotWaitedFor();
    void goOnCanEndIt();
    void goOnIsAskedWhileItRuns();
    void aProgramThatIsMissingIsToolFailed();
    void theWorkingDirectoryIsAsAsked();
    void noDescriptorOfOursIsPassedOn();
    void severalThreadsMayRunPrograms();

private:
    SystemProcessRunner m_runner;
};

void ProcessTest::outputAndStatusComeBack() {
    const auto outcome = m_runner.run(shell("echo out; echo err >&2; exit 7"));
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->exitStatus, 7);
    QCOMPARE(outcome->output, "out\n");
    QCOMPARE(outcome->errors, "err\n");
    QVERIFY(!outcome->succeeded());
    QVERIFY(m_runner.run(shell("true"))->succeeded());
}

void ProcessTest::theEnvironmentIsOnlyWhatWasGiven() {
    ::setenv("FIELDFARE_TEST_SECRET", "x", 1);
    ProcessRequest request;
    request.argv = {"/usr/bin/env"};
    request.environment = {"A=1", "B=two words"};
    const auto outcome = m_runner.run(request);
    ::unsetenv("FIELDFARE_TEST_SECRET");
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->output, "A=1\nB=two words\n");
}

void ProcessTest::inputIsGivenAndMayBeIgnored() {
    ProcessRequest request = shell("cat");
    request.input = "hello";
    QCOMPARE(m_runner.run(request)->output, "hello");
    // Larger than any pipe, to a program that does not read it: neither a signal nor an endless wait.
    ProcessRequest deaf = shell("exec <&-; echo done");
    deaf.input = std::string(std::size_t{4} << 20, 'x');
    const auto outcome = m_runner.run(deaf);
    QVERIFY(outcome.ok());
    QVERIFY(outcome->succeeded());
    QCOMPARE(outcome->output, "done\n");
}

void ProcessTest::outputBeyondTheLimitIsDropped() {
    ProcessRequest request = shell("head -c 5000000 /dev/zero; echo end >&2");
    request.maxOutputBytes = 1000;
    const auto outcome = m_runner.run(request);
    QVERIFY(outcome.ok());
    QVERIFY(outcome->succeeded());
    QCOMPARE(outcome->output.size(), 1000U);
    QCOMPARE(outcome->errors, "end\n");
}

void ProcessTest::muchInputAndOutputDoNotBlockEachOther() {
    ProcessRequest request = shell("tee /dev/stderr");
    request.input = std::string(std::size_t{3} << 20, 'y');
    request.maxOutputBytes = std::size_t{8} << 20;
    const auto outcome = m_runner.run(request);
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->output.size(), request.input.size());
    QCOMPARE(outcome->errors.size(), request.input.size());
}

void ProcessTest::aProgramThatIsTooSlowIsKilledWithItsGroup() {
    const QTemporaryDir folder;
    const std::string pids = folder.path().toStdString() + "/pids";
    ProcessRequest request =
        shell("sleep 1000 & echo $! >> " + pids + "; echo $$ >> " + pids + "; echo started; wait");
    request.timeLimit = std::chrono::seconds(2);
    const auto outcome = m_runner.run(request);
    QVERIFY(outcome.ok());
    QVERIFY(outcome->timedOut);
    QVERIFY(!outcome->succeeded());
    QCOMPARE(outcome->exitStatus, 128 + SIGKILL);
    std::ifstream in(pids);
    pid_t process = 0;
    int count = 0;
    while (in >> process) {
        QVERIFY(isGone(process));
        ++count;
    }
    QCOMPARE(count, 2);
}

void ProcessTest::aSignalIsAStatusAbove128() {
    const auto outcome = m_runner.run(shell("kill -TERM $$"));
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->exitStatus, 128 + SIGTERM);
    QVERIFY(!outcome->timedOut);
}

void ProcessTest::whatIsLeftRunningIsNotWaitedFor() {
    // It holds stdout and stderr open for long; that is no reason to take the program for a slow one.
    const auto outcome = m_runner.run(shell("sleep 1000 & echo $!"));
    QVERIFY(outcome.ok());
    QVERIFY(outcome->succeeded());
    const pid_t left = static_cast<pid_t>(std::stol(outcome->output));
    QCOMPARE(::kill(left, 0), 0);
    ::kill(left, SIGKILL);
}

void ProcessTest::goOnCanEndIt() {
    ProcessRequest request = shell("sleep 1000");
    int asked = 0;
    request.goOn = [&] { return ++asked < 3; };
    const auto outcome = m_runner.run(request);
    QVERIFY(outcome.ok());
    QVERIFY(outcome->timedOut);
    QCOMPARE(asked, 3);
}

void ProcessTest::goOnIsAskedWhileItRuns() {
    std::atomic<int> asked = 0;
    ProcessRequest request = shell("sleep 1");
    request.goOn = [&] {
        ++asked;
        return true;
    };
    const auto outcome = m_runner.run(request);
    QVERIFY(outcome.ok());
    QVERIFY(outcome->succeeded());
    QVERIFY(asked >= 2);
}

void ProcessTest::aProgramThatIsMissingIsToolFailed() {
    ProcessRequest request;
    request.argv = {"/nonexistent/program"};
    const auto outcome = m_runner.run(request);
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.error().code(), ErrorCode::ToolFailed);
    QVERIFY(describeLine(outcome.error()).find("/nonexistent/program") != std::string::npos);
}

void ProcessTest::theWorkingDirectoryIsAsAsked() {
    ProcessRequest request = shell("pwd");
    request.workingDirectory = "/proc";
    QCOMPARE(m_runner.run(request)->output, "/proc\n");
}

void ProcessTest::noDescriptorOfOursIsPassedOn() {
    int inherited = 0; // what the caller of this test left open for everybody
    for (int fd = 3; fd < 4096; ++fd) {
        const int flags = ::fcntl(fd, F_GETFD);
        inherited += flags >= 0 && (flags & FD_CLOEXEC) == 0 ? 1 : 0;
    }
    const auto outcome = m_runner.run(shell("ls /proc/self/fd | wc -l"));
    QVERIFY(outcome.ok());
    QCOMPARE(QString::fromStdString(outcome->output).toInt(), 4 + inherited); // 0, 1, 2 and that of ls
}

void ProcessTest::severalThreadsMayRunPrograms() {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            for (int round = 0; round < 10; ++round) {
                const std::string word = "word" + std::to_string(i * 100 + round);
                const auto outcome = m_runner.run(shell("cat; echo " + word));
                right += outcome.ok() && outcome->output == word + "\n" ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    QCOMPARE(right.load(), 40);
}

QTEST_GUILESS_MAIN(ProcessTest)
#include "tst_base_process.moc"
