// SPDX-License-Identifier: Apache-2.0
#include "tests/app/workbench/push_bench.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Bench : PushBench {
    QAbstractItemModelTester tester{flow.rows(), QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class WorkbenchPushTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBundleThatIsNotTrustedStopsTheFlowWithItsError();
    void devicesThatDoNotFitAreGreyedWithTheReason();
    void aDeviceThatGoesOfflineIsNoLongerChosen();
    void theReviewSaysAllInOneSentence();
    void theOptionsReachTheRun();
    void theRowsSpeakOfPhaseShareAndSpeed();
    void everyRowEndsInOneSentence();
    void thatADeviceWentBackIsSaidOnce();
    void onlyWhatFailedIsTriedAgain();
    void oneRowIsPausedAndCancelledByItself();
    void stoppingWaitsUntilAllHaveLetGo();
    void nothingBeginsAnewWhileAPushRuns();
    void anOfflineDeviceCanBeWaitedFor();
};

void WorkbenchPushTest::aBundleThatIsNotTrustedStopsTheFlowWithItsError() {
    Bench bench;
    bench.flow.openBundle("/bad.ffb");
    QVERIFY(!bench.flow.canGoOn());
    QVERIFY(bench.flow.bundleError().toMap()["happened"].toString().contains("release-key-3"));
    bench.flow.next();
    QCOMPARE(bench.flow.step(), "bundle");
    bench.flow.openBundle("/good.ffb");
    QVERIFY(bench.flow.bundleError().toMap().isEmpty());
    QCOMPARE(bench.flow.bundle().toMap()["release"].toString(), "gateway-os 2.0");
    QVERIFY(bench.flow.canGoOn());
}

void WorkbenchPushTest::devicesThatDoNotFitAreGreyedWithTheReason() {
    Bench bench;
    bench.connectDevice("gw", goodStatus("gw"));
    DeviceStatus pump = goodStatus("pump");
    pump.model = "acme,pump";
    bench.connectDevice("pump", pump);
    DeviceStatus trial = goodStatus("trial");
    trial.onTrial = true;
    bench.connectDevice("trial", trial);
    bench.book.add("away", {});
    bench.flow.openBundle("/good.ffb");
    bench.flow.next();
    bench.flow.chooseAll(true);
    QCOMPARE(bench.flow.chosenCount(), 1);
    const QVariantList rows = bench.flow.candidates();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0].toMap()["name"].toString(), "gw"); // those that fit come first
    QVERIFY(rows[0].toMap()["fits"].toBool());
    QVERIFY(rows[1].toMap()["reason"].toString().contains("not connected")); // and in the order of names
    QVERIFY(rows[2].toMap()["reason"].toString().contains("acme,pump"));
    QVERIFY(rows[3].toMap()["reason"].toString().contains("trial"));
}

void WorkbenchPushTest::aDeviceThatGoesOfflineIsNoLongerChosen() {
    Bench bench;
    bench.review();
    QCOMPARE(bench.flow.chosenCount(), 3);
    QSignalSpy spy(&bench.flow, &PushFlow::candidatesChanged);
    Q_EMIT bench.links.latest["gw-2"]->lost(Error(ErrorCode::LinkLost));
    QVERIFY(spy.count() > 0);
    QCOMPARE(bench.flow.chosenCount(), 2);
    bench.flow.start();
    QCOMPARE(bench.desk.addresses, QStringList({"gw-1", "gw-3"}));
}

void WorkbenchPushTest::theReviewSaysAllInOneSentence() {
    Bench bench;
    bench.review();
    QCOMPARE(bench.flow.step(), "review");
    QCOMPARE(bench.flow.review(),
             "Install gateway-os 2.0 on 3 devices; at most 93 MB will travel; they restart at once and "
             "must commit it. One goes first; the others follow when it is well.");
    bench.flow.setOneFirst(false);
    bench.flow.setRestartNow(false);
    QCOMPARE(bench.flow.review(),
             "Install gateway-os 2.0 on 3 devices; at most 93 MB will travel; they keep running until "
             "they are restarted.");
    bench.flow.back();
    QCOMPARE(bench.flow.step(), "options");
}

void WorkbenchPushTest::theOptionsReachTheRun() {
    Bench bench;
    bench.review();
    bench.flow.setParallel(100);
    bench.flow.setMaxFailures(2);
    bench.flow.start();
    QVERIFY(bench.desk.latest->started && bench.flow.running());
    QCOMPARE(bench.flow.step(), "run");
    QCOMPARE(bench.desk.options.parallel, 32U);
    QCOMPARE(bench.desk.options.maxFailures, 2U);
    QCOMPARE(bench.desk.options.first, 1U);
    QVERIFY(bench.desk.options.push.goal == PushGoal::Committed);
}

void WorkbenchPushTest::theRowsSpeakOfPhaseShareAndSpeed() {
    PushRows rows;
    PushRow row;
    row.name = "gw-1";
    rows.reset({row}, "gateway-os 2.0");
    const auto at = [](double seconds) {
        return std::chrono::steady_clock::time_point(
            std::chrono::milliseconds(static_cast<int>(1000 * seconds)));
    };
    rows.progress(0, {PushPhase::Sending, 0, 10'000'000}, at(1));
    rows.progress(0, {PushPhase::Sending, 4'000'000, 10'000'000}, at(3));
    const QModelIndex index = rows.index(0);
    QCOMPARE(index.data(PushRows::PhaseRole).toString(), "Sending");
    QCOMPARE(index.data(PushRows::FractionRole).toDouble(), 0.4);
    QCOMPARE(index.data(PushRows::SpeedRole).toString(), "2.0 MB/s, 3 s left");
    rows.progress(0, {PushPhase::LinkLost, 4'000'000, 10'000'000}, at(4));
    QVERIFY(index.data(PushRows::SpeedRole).toString().isEmpty());
    QVERIFY(index.data(PushRows::SentenceRole).toString().contains("goes on where it stopped"));
}

void WorkbenchPushTest::everyRowEndsInOneSentence() {
    PushRows rows;
    rows.reset({PushRow{}}, "gateway-os 2.0");
    for (const PushState state :
         {PushState::Installed, PushState::Restarted, PushState::Committed, PushState::RolledBack,
          PushState::FellBack, PushState::Stopped, PushState::NotStarted, PushState::Failed}) {
        rows.finish(
            0, Bench::outcome(state, Error(ErrorCode::Unreachable, {{"detail", std::string("refused")}})));
        QVERIFY(rows.index(0).data(PushRows::SentenceRole).toString().endsWith(u'.'));
        QVERIFY(!rows.index(0).data(PushRows::PhaseRole).toString().isEmpty());
        QVERIFY(rows.index(0).data(PushRows::DoneRole).toBool());
    }
}

void WorkbenchPushTest::thatADeviceWentBackIsSaidOnce() {
    PushRows rows;
    rows.reset({PushRow{}}, "gateway-os 2.0");
    const auto sentence = [&](PushState state, std::optional<Error> error) {
        rows.finish(0, Bench::outcome(state, std::move(error)));
        return rows.index(0).data(PushRows::SentenceRole).toString();
    };
    QCOMPARE(sentence(PushState::RolledBack, std::nullopt), "It went back to the release before.");
    QCOMPARE(sentence(PushState::RolledBack, Error(ErrorCode::HealthCheckFailed)).count("went back"), 1);
    QCOMPARE(sentence(PushState::FellBack, Error(ErrorCode::FellBack)).count("went back"), 1);
}

void WorkbenchPushTest::onlyWhatFailedIsTriedAgain() {
    Bench bench;
    bench.review();
    bench.flow.start();
    bench.finish(0, PushState::Committed);
    Q_EMIT bench.desk.latest->deviceDone(1, Bench::outcome(PushState::Failed, Error(ErrorCode::LinkLost)));
    bench.finish(2, PushState::NotStarted);
    QCOMPARE(bench.flow.failedCount(), 1);
    Q_EMIT bench.desk.latest->finished();
    QCOMPARE(bench.flow.step(), "result");
    QVERIFY(!bench.flow.running());
    QCOMPARE(bench.flow.summary(), "1 committed, 1 failed or went back, 1 not started");
    bench.flow.retryFailed();
    QCOMPARE(bench.desk.addresses, QStringList({"gw-2"}));
    QCOMPARE(bench.flow.summary(), "1 committed, 1 under way, 1 not started");
    bench.finish(0, PushState::Committed);
    Q_EMIT bench.desk.latest->finished();
    QCOMPARE(bench.cell(1, PushRows::PhaseRole), "Committed");
    QCOMPARE(bench.flow.failedCount(), 0);
    QCOMPARE(bench.flow.untouchedCount(), 1);
    bench.flow.startUntouched();
    QCOMPARE(bench.desk.addresses, QStringList({"gw-3"}));
    bench.finish(0, PushState::RolledBack);
    Q_EMIT bench.desk.latest->finished();
    QCOMPARE(bench.flow.summary(), "2 committed, 1 failed or went back");
}

void WorkbenchPushTest::oneRowIsPausedAndCancelledByItself() {
    Bench bench;
    bench.review();
    bench.flow.start();
    QVERIFY(!bench.flow.rows()->index(1, 0).data(PushRows::CanSteerRole).toBool());
    Q_EMIT bench.desk.latest->progressed(1, {PushPhase::Sending, 1, 2});
    QVERIFY(bench.flow.rows()->index(1, 0).data(PushRows::CanSteerRole).toBool());
    bench.flow.pause(1);
    bench.flow.cancel(1);
    QCOMPARE(bench.desk.latest->steered.size(), 2U);
    QVERIFY(bench.desk.latest->steered[0] == std::pair(std::size_t{1}, RowVerb::Pause));
    QVERIFY(bench.desk.latest->steered[1] == std::pair(std::size_t{1}, RowVerb::Cancel));
    Q_EMIT bench.desk.latest->steerFailed(1, Error(ErrorCode::NoInstallation));
    QVERIFY(bench.cell(1, PushRows::SentenceRole).contains("no such installation"));
}

void WorkbenchPushTest::stoppingWaitsUntilAllHaveLetGo() {
    Bench bench;
    bench.review();
    bench.flow.start();
    bench.flow.stop();
    QVERIFY(bench.desk.latest->stopped && bench.flow.running() && bench.flow.stopping());
    for (std::size_t device = 0; device < 3; ++device) {
        bench.finish(device, PushState::Stopped);
    }
    Q_EMIT bench.desk.latest->finished();
    QVERIFY(!bench.flow.running());
    QCOMPARE(bench.cell(0, PushRows::PhaseRole), "Stopped");
}

void WorkbenchPushTest::nothingBeginsAnewWhileAPushRuns() {
    Bench bench;
    bench.review();
    bench.flow.start();
    bench.flow.begin();
    bench.flow.openBundle("/bad.ffb");
    QCOMPARE(bench.flow.step(), "run");
    QVERIFY(!bench.flow.bundle().toMap().isEmpty());
}

void WorkbenchPushTest::anOfflineDeviceCanBeWaitedFor() {
    Bench bench;
    bench.review();
    Q_EMIT bench.links.latest["gw-1"]->lost(Error(ErrorCode::LinkLost));
    bench.book.add("never-reached", {});
    bench.flow.chooseAll(true);
    QCOMPARE(bench.flow.chosenCount(), 2);
    bench.flow.setWaitForOffline(true);
    QCOMPARE(bench.flow.chosenCount(), 3); // one that never answered is still left out
    QVERIFY(bench.flow.review().contains("1 offline: the push waits"));
    bench.flow.start();
    QCOMPARE(bench.desk.addresses, QStringList({"gw-2", "gw-3", "gw-1"})); // who is there goes first
    QVERIFY(bench.desk.options.away == AwayDevices::WaitFor);
    Q_EMIT bench.desk.latest->progressed(2, {PushPhase::Away, 0, 0});
    QCOMPARE(bench.cell(2, PushRows::PhaseRole), "Offline");
    QVERIFY(bench.cell(2, PushRows::SentenceRole).contains("waits for it"));
}

QTEST_GUILESS_MAIN(WorkbenchPushTest)
#include "tst_workbench_push.moc"
