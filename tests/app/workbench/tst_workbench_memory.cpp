// SPDX-License-Identifier: Apache-2.0
// What is left of a push: its record, its resumption, its report.
#include "app/workbench/push_report.h"
#include "tests/app/workbench/push_bench.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

class WorkbenchMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPushIsRecordedBeforeItRuns();
    void aPushThatIsOverIsNotOfferedAgain();
    void closingLeavesWhatIsNotFinishedForTheNextStart();
    void resumeGoesOnWithTheDevicesThatAreNotFinished();
    void resumeSaysWhenTheFileIsAnotherBundleByNow();
    void resumeSaysWhenAnotherWindowWasFaster();
    void aPushThatIsGivenUpIsNotOfferedAgain();
    void withoutAMemoryAPushRunsAndSaysSo();
    void theReportNamesEveryDeviceAndItsEnd();
    void whatADeviceSaysIsNoMarkupAndNoFormula();
    void aReportThatCannotBeWrittenSaysWhy();
};

void WorkbenchMemoryTest::aPushIsRecordedBeforeItRuns() {
    PushBench bench;
    bench.review();
    bench.flow.setParallel(2);
    bench.flow.start();
    QVERIFY(bench.desk.latest->started);
    const PushRecord& record = bench.records.kept.at(1).record;
    QCOMPARE(record.bundlePath, "/good.ffb");
    QCOMPARE(record.installation, "aa55");
    QCOMPARE(record.release, "gateway-os 2.0");
    QCOMPARE(record.options.parallel, 2U);
    QCOMPARE(record.devices.size(), 3U);
    QCOMPARE(record.devices[1].address, "gw-2");
    QCOMPARE(record.devices[1].id, "gw-2");
    bench.finish(1, PushState::Committed);
    QVERIFY(!record.devices[0].ended && record.devices[1].ended);
    QVERIFY(record.devices[1].outcome.state == PushState::Committed);
}

void WorkbenchMemoryTest::aPushThatIsOverIsNotOfferedAgain() {
    PushBench bench;
    bench.review();
    bench.flow.start();
    bench.finish(0, PushState::Committed);
    bench.finish(1, PushState::Failed);
    bench.finish(2, PushState::Committed);
    Q_EMIT bench.desk.latest->finished();
    QVERIFY(bench.records.kept.at(1).ended);
    bench.flow.lookForInterrupted();
    QVERIFY(bench.flow.interrupted().isEmpty());
    bench.flow.retryFailed(); // is under way again
    QVERIFY(!bench.records.kept.at(1).ended);
    QVERIFY(!bench.records.kept.at(1).record.devices[1].ended);
    bench.finish(0, PushState::Committed);
    Q_EMIT bench.desk.latest->finished();
    QVERIFY(bench.records.kept.at(1).ended);
    QCOMPARE(bench.records.kept.size(), 1U);
}

void WorkbenchMemoryTest::closingLeavesWhatIsNotFinishedForTheNextStart() {
    PushBench bench;
    bench.review();
    bench.flow.start();
    bench.finish(0, PushState::Committed);
    bench.flow.stopForLater();
    QVERIFY(bench.desk.latest->stopped);
    bench.finish(1, PushState::Stopped);
    bench.finish(2, PushState::NotStarted);
    Q_EMIT bench.desk.latest->finished();
    QVERIFY(!bench.flow.running());
    const FakeRecords::Kept& kept = bench.records.kept.at(1);
    QVERIFY(!kept.ended);
    QVERIFY(kept.record.devices[0].ended && !kept.record.devices[1].ended && !kept.record.devices[2].ended);
}

void WorkbenchMemoryTest::resumeGoesOnWithTheDevicesThatAreNotFinished() {
    PushBench before;
    before.review();
    before.flow.setParallel(4);
    before.flow.setRestartNow(false);
    before.flow.start();
    before.finish(1, PushState::Installed);
    before.flow.stopForLater();

    PushBench bench;
    bench.records.kept = before.records.kept;
    QSignalSpy spy(&bench.flow, &PushFlow::interruptedChanged);
    bench.flow.lookForInterrupted();
    QCOMPARE(spy.count(), 1);
    QVERIFY(bench.flow.interrupted().contains("gateway-os 2.0"));
    QVERIFY(bench.flow.interrupted().contains("2 of 3 devices"));
    bench.flow.resume();
    QCOMPARE(bench.flow.step(), "run");
    QCOMPARE(bench.records.adopted, 1);
    QCOMPARE(bench.desk.addresses, QStringList({"gw-1", "gw-3"}));
    QCOMPARE(bench.desk.options.parallel, 4U);
    QVERIFY(bench.desk.options.push.goal == PushGoal::Installed);
    QVERIFY(bench.flow.interrupted().isEmpty());
    QCOMPARE(bench.cell(1, PushRows::PhaseRole), "Installed");
    bench.finish(0, PushState::Installed);
    bench.finish(1, PushState::Installed);
    Q_EMIT bench.desk.latest->finished();
    QCOMPARE(bench.flow.summary(), "3 installed");
    QVERIFY(bench.records.kept.at(1).ended && bench.records.kept.at(1).record.devices[2].ended);
}

void WorkbenchMemoryTest::resumeSaysWhenTheFileIsAnotherBundleByNow() {
    PushBench bench;
    PushRecord record;
    record.bundlePath = "/good.ffb";
    record.installation = "another";
    record.release = "gateway-os 1.5";
    record.devices.resize(1);
    (void)bench.records.begin(record);
    bench.flow.lookForInterrupted();
    bench.flow.resume();
    QCOMPARE(bench.flow.step(), "bundle");
    QVERIFY(!bench.flow.running());
    QVERIFY(bench.flow.bundleError().toMap()["happened"].toString().contains("another release"));
    bench.records.kept.at(1).record.bundlePath = "/gone.ffb";
    bench.flow.lookForInterrupted();
    bench.flow.resume();
    QVERIFY(!bench.flow.bundleError().toMap().isEmpty());
    QVERIFY(!bench.flow.interrupted().isEmpty()); // still offered
}

void WorkbenchMemoryTest::resumeSaysWhenAnotherWindowWasFaster() {
    PushBench bench;
    PushRecord record;
    record.bundlePath = "/good.ffb";
    record.installation = "aa55";
    record.devices.resize(1);
    (void)bench.records.begin(record);
    bench.flow.lookForInterrupted();
    bench.records.broken = Error(ErrorCode::Busy);
    bench.flow.resume();
    QVERIFY(!bench.flow.running());
    QVERIFY(!bench.flow.bundleError().toMap().isEmpty());
}

void WorkbenchMemoryTest::aPushThatIsGivenUpIsNotOfferedAgain() {
    PushBench bench;
    PushRecord record;
    record.devices.resize(1);
    (void)bench.records.begin(record);
    bench.flow.lookForInterrupted();
    QVERIFY(!bench.flow.interrupted().isEmpty());
    bench.flow.giveUpInterrupted();
    QVERIFY(bench.flow.interrupted().isEmpty());
    QVERIFY(bench.records.kept.at(1).ended);
}

void WorkbenchMemoryTest::withoutAMemoryAPushRunsAndSaysSo() {
    PushBench bench;
    bench.records.broken =
        Error(ErrorCode::Io, {{"operation", std::string("database")}, {"detail", std::string("disk full")}});
    bench.review();
    bench.flow.start();
    QVERIFY(bench.desk.latest->started);
    QVERIFY(!bench.flow.recordError().toMap().isEmpty());
    bench.finish(0, PushState::Committed);
    QVERIFY(bench.records.kept.empty());
}

void WorkbenchMemoryTest::theReportNamesEveryDeviceAndItsEnd() {
    PushBench bench;
    bench.review();
    bench.flow.start();
    bench.finish(0, PushState::Committed);
    Q_EMIT bench.desk.latest->deviceDone(
        1, PushBench::outcome(PushState::RolledBack,
                              Error(ErrorCode::HealthCheckFailed, {{"check", std::string("network")},
                                                                   {"detail", std::string("no route")}})));
    bench.finish(2, PushState::NotStarted);
    Q_EMIT bench.desk.latest->finished();
    QTemporaryDir folder;
    const auto saved = [&](const QString& name) {
        bench.flow.saveReport(QUrl::fromLocalFile(folder.filePath(name)));
        QFile file(bench.flow.reportPath());
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    const QString html = saved("report");
    QVERIFY(bench.flow.reportPath().endsWith("/report.html"));
    for (const char* part : {"gateway-os 2.0", "gw-1", "gw-2", "gw-3", "anna", "release-key-1", "Committed",
                             "Rolled back", "no route", "Not started", "test-me"}) {
        QCOMPARE(html.contains(part), QByteArray(part) != "test-me");
    }
    QVERIFY(html.contains("1 committed, 1 failed or went back, 1 not started"));
    QVERIFY(!html.contains("http")); // self-contained
    const QString csv = saved("report.csv");
    const QStringList lines = csv.split("\r\n");
    QCOMPARE(lines.size(), 5); // the head, three devices, the end of the last line
    QVERIFY(lines[1].startsWith("\"gw-1\",\"gw-1\",\"gw-1\",\"gateway-os 1.0\",\"Committed\","));
    QString printed;
    bench.flow.setPdfWriter([&](const QString& path, const QString& page) {
        printed = path + page;
        return Result<>();
    });
    saved("report.PDF");
    QVERIFY(printed.contains("/report.PDF<!DOCTYPE html>"));
}

void WorkbenchMemoryTest::whatADeviceSaysIsNoMarkupAndNoFormula() {
    PushRows rows;
    PushRow row;
    row.name = "<script>alert(1)</script>";
    row.address = "10.0.0.1";
    row.before = "=HYPERLINK(\"http://evil\")";
    row.outcome = PushBench::outcome(PushState::Failed,
                                     Error(ErrorCode::RemoteError, {{"detail", std::string("\"<b>\"\n=1")}}));
    rows.reset({row}, "os 2.0");
    const QString html = reportAsHtml({}, rows);
    QVERIFY(!html.contains("<script"));
    QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    const QString csv = QString::fromUtf8(reportAsCsv({}, rows));
    QVERIFY(csv.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""));
    QCOMPARE(csv.count('\n'), 2);
}

void WorkbenchMemoryTest::aReportThatCannotBeWrittenSaysWhy() {
    PushBench bench;
    bench.review();
    bench.flow.start();
    Q_EMIT bench.desk.latest->finished();
    bench.flow.saveReport(QUrl::fromLocalFile("/proc/nowhere/report.html"));
    QVERIFY(bench.flow.reportPath().isEmpty());
    QVERIFY(!bench.flow.reportError().toMap().isEmpty());
}

QTEST_GUILESS_MAIN(WorkbenchMemoryTest)
#include "tst_workbench_memory.moc"
