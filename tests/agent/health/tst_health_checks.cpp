// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/health.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <map>
#include <sys/stat.h>

using namespace fieldfare;
using namespace fieldfare::installer;
using std::chrono::seconds;

namespace {

/// A clock that stands still but for what the test lets pass.
class StandingClock final : public Clock {
public:
    [[nodiscard]] UnixTime now() const override { return {}; }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return m_now; }
    [[nodiscard]] bool synchronised() const override { return false; }
    void pass(std::chrono::nanoseconds time) {
        m_now += std::chrono::duration_cast<std::chrono::steady_clock::duration>(time);
    }

private:
    std::chrono::steady_clock::time_point m_now;
};

/// Programs by name: what each answers as time goes by, and how long each takes.
class ScriptedRunner final : public ProcessRunner {
public:
    explicit ScriptedRunner(StandingClock& clock)
        : m_clock(clock) {}
    [[nodiscard]] Result<ProcessOutcome> run(const ProcessRequest& request) override {
        const std::string name = std::filesystem::path(request.argv.at(0)).filename().string();
        const int nth = runs[name]++;
        const auto taken = std::min<std::chrono::milliseconds>(duration[name], request.timeLimit);
        const bool tooLong = duration[name] > request.timeLimit;
        limits[name] = request.timeLimit;
        m_clock.pass(taken);
        const int status = answer(name, nth);
        return ProcessOutcome{tooLong ? 137 : status, tooLong, "", status == 0 ? "" : name + " is not well"};
    }
    std::function<int(const std::string&, int)> answer = [](const std::string&, int) { return 0; };
    std::map<std::string, int> runs;
    std::map<std::string, std::chrono::milliseconds> duration;
    std::map<std::string, std::chrono::milliseconds> limits;

private:
    StandingClock& m_clock;
};

} // namespace

class HealthChecksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clock = StandingClock();
        m_runner = std::make_unique<ScriptedRunner>(m_clock);
        m_config = device::HealthConfig();
        m_config.folders = {m_dir->path().toStdString()};
    }

    void noChecksAtAllIsAPass();
    void allThatPassAtOnceIsAPass();
    void aCheckThatFailsAtFirstIsAskedAgain();
    void whatPassedIsNotAskedAgainWithoutStability();
    void aCheckThatNeverPassesEndsAtTheDeadline();
    void aCheckThatHangsIsCutAndCountedAsFailed();
    void noCheckOutlivesTheDeadline();
    void stableForAsksAgainUntilTheTimeIsOver();
    void aRelapseStartsTheStableTimeAnew();
    void notStableBeforeTheDeadlineIsAFailure();
    void interruptingEndsIt();
    void goOnIsAskedAtLeastOnceASecond();
    void programsThatOthersCouldChangeFailTheTrial();
    void realProgramsAreRun();

private:
    void addCheck(const char* name, const std::string& script = "#!/bin/sh\n", unsigned mode = 0755) {
        const std::string path = m_dir->path().toStdString() + "/" + name;
        std::ofstream(path) << script;
        ::chmod(path.c_str(), mode);
    }
    HealthReport run(const std::function<bool()>& goOn = [] { return true; }) {
        HealthChecks checks(m_config, *m_runner, m_clock,
                            [this](std::chrono::nanoseconds time) { m_clock.pass(time); });
        return checks.run({"b", {"gateway-os", "2.0", 1}, true}, goOn);
    }
    [[nodiscard]] seconds elapsed() const {
        return std::chrono::duration_cast<seconds>(m_clock.monotonic().time_since_epoch());
    }
    std::unique_ptr<QTemporaryDir> m_dir;
    StandingClock m_clock;
    std::unique_ptr<ScriptedRunner> m_runner;
    device::HealthConfig m_config;
};

#define COMPARE_VERDICT(report, expected) QVERIFY((report).verdict == HealthVerdict::expected)

void HealthChecksTest::noChecksAtAllIsAPass() {
    const HealthReport report = run();
    COMPARE_VERDICT(report, Passed);
    QVERIFY(report.results.empty());
    QVERIFY(!report.error);
}

void HealthChecksTest::allThatPassAtOnceIsAPass() {
    addCheck("10-network");
    addCheck("20-service");
    const HealthReport report = run();
    COMPARE_VERDICT(report, Passed);
    QCOMPARE(report.results.size(), 2U);
    QCOMPARE(report.results[0].name, "10-network");
    QVERIFY(report.results[0].passed && report.results[1].passed);
    QCOMPARE(elapsed().count(), 0);
}

void HealthChecksTest::aCheckThatFailsAtFirstIsAskedAgain() {
    addCheck("service");
    m_runner->answer = [](const std::string&, int nth) { return nth < 3 ? 1 : 0; };
    const HealthReport report = run();
    COMPARE_VERDICT(report, Passed);
    QCOMPARE(m_runner->runs["service"], 4);
    QCOMPARE(elapsed().count(), 15); // three times retry-every
}

void HealthChecksTest::whatPassedIsNotAskedAgainWithoutStability() {
    addCheck("a");
    addCheck("b");
    m_runner->answer = [](const std::string& name, int nth) { return name == "b" && nth < 2 ? 1 : 0; };
    COMPARE_VERDICT(run(), Passed);
    QCOMPARE(m_runner->runs["a"], 1);
    QCOMPARE(m_runner->runs["b"], 3);
}

void HealthChecksTest::aCheckThatNeverPassesEndsAtTheDeadline() {
    addCheck("a");
    addCheck("b");
    m_runner->answer = [](const std::string& name, int) { return name == "b" ? 4 : 0; };
    const HealthReport report = run();
    COMPARE_VERDICT(report, Failed);
    QCOMPARE(elapsed().count(), 300);
    QVERIFY(report.results[0].passed);
    QVERIFY(!report.results[1].passed);
    QCOMPARE(report.results[1].message, "exit status 4: b is not well");
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code(), ErrorCode::HealthCheckFailed);
    QCOMPARE(toString(*report.error->find("check")), "b");
    QCOMPARE(toString(*report.error->find("slot")), "b");
}

void HealthChecksTest::aCheckThatHangsIsCutAndCountedAsFailed() {
    addCheck("hangs");
    m_runner->duration["hangs"] = std::chrono::hours(10);
    const HealthReport report = run();
    COMPARE_VERDICT(report, Failed);
    QVERIFY(report.results[0].message.starts_with("it took too long"));
    QVERIFY(elapsed() <= seconds(301));
}

void HealthChecksTest::noCheckOutlivesTheDeadline() {
    addCheck("slow");
    m_config.deadline = seconds(10);
    m_config.checkLimit = seconds(60);
    m_runner->duration["slow"] = seconds(30);
    COMPARE_VERDICT(run(), Failed);
    QVERIFY(m_runner->limits["slow"] <= seconds(10));
}

void HealthChecksTest::stableForAsksAgainUntilTheTimeIsOver() {
    addCheck("a");
    m_config.stableFor = seconds(20);
    COMPARE_VERDICT(run(), Passed);
    QCOMPARE(m_runner->runs["a"], 5); // at 0, 5, 10, 15 and 20 s
    QCOMPARE(elapsed().count(), 20);
}

void HealthChecksTest::aRelapseStartsTheStableTimeAnew() {
    addCheck("a");
    m_config.stableFor = seconds(20);
    m_runner->answer = [](const std::string&, int nth) { return nth == 3 ? 1 : 0; };
    COMPARE_VERDICT(run(), Passed);
    QCOMPARE(elapsed().count(), 40); // good from 20 s on
}

void HealthChecksTest::notStableBeforeTheDeadlineIsAFailure() {
    addCheck("a");
    m_config.stableFor = seconds(100);
    m_runner->answer = [](const std::string&, int nth) { return nth % 10 == 9 ? 1 : 0; };
    const HealthReport report = run();
    COMPARE_VERDICT(report, Failed);
    QVERIFY(report.error.has_value());
}

void HealthChecksTest::interruptingEndsIt() {
    addCheck("a");
    m_runner->answer = [](const std::string&, int) { return 1; };
    int asked = 0;
    const HealthReport report = run([&] { return ++asked < 5; });
    COMPARE_VERDICT(report, Interrupted);
    QVERIFY(elapsed() < seconds(60));
}

void HealthChecksTest::goOnIsAskedAtLeastOnceASecond() {
    addCheck("a");
    m_config.retryEvery = seconds(60);
    m_runner->answer = [](const std::string&, int) { return 1; };
    std::chrono::nanoseconds longest{0};
    auto last = m_clock.monotonic();
    COMPARE_VERDICT(run([&] {
                        longest = std::max<std::chrono::nanoseconds>(longest, m_clock.monotonic() - last);
                        last = m_clock.monotonic();
                        return true;
                    }),
                    Failed);
    QVERIFY(longest <= seconds(1));
}

void HealthChecksTest::programsThatOthersCouldChangeFailTheTrial() {
    addCheck("a", "#!/bin/sh\n", 0777);
    const HealthReport report = run();
    COMPARE_VERDICT(report, Failed);
    QVERIFY(report.error.has_value());
    QCOMPARE(m_runner->runs.size(), 0U);
}

void HealthChecksTest::realProgramsAreRun() {
    addCheck("10-good", "#!/bin/sh\n[ \"$FIELDFARE_TRIAL\" = 1 ] && echo all is well\n");
    addCheck("20-bad", "#!/bin/sh\necho no uplink >&2\nexit 1\n");
    m_config.deadline = seconds(5);
    m_config.retryEvery = seconds(4);
    SystemProcessRunner runner;
    const SystemClock clock;
    HealthChecks checks(m_config, runner, clock);
    const HealthReport report = checks.run({"b", {"gateway-os", "2.0", 1}, true}, [] { return true; });
    COMPARE_VERDICT(report, Failed);
    QCOMPARE(report.results[0].message, "all is well");
    QVERIFY(report.results[0].passed);
    QVERIFY(!report.results[1].passed);
}

QTEST_GUILESS_MAIN(HealthChecksTest)
#include "tst_health_checks.moc"
