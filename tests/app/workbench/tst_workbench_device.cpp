// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/appearance.h"
#include "app/workbench/device_page.h"
#include "tests/app/workbench/fakes.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Bench {
    FakeLinks links;
    FakeFinder finder;
    FakeMemory memory;
    FakeChecks checks;
    DeviceBook book{links, finder, memory};
    DevicePage page{book, checks};

    explicit Bench(const QString& address = "10.0.0.1") {
        page.show(book.add(address, {}));
        Q_EMIT links.latest[address]->statusArrived(goodStatus("gw-1", "2.0", "1.9"));
    }
    FakeLink& link() { return *links.latest.last(); }
    [[nodiscard]] QString fact(const QString& label) const {
        for (const QVariant& row : page.facts()) {
            if (row.toMap()["label"].toString() == label) {
                return row.toMap()["value"].toString();
            }
        }
        return {};
    }
};

} // namespace

class WorkbenchDeviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePageShowsWhatTheDeviceSays();
    void onlyATrialCanBeCommitted();
    void rollingBackNeedsAGoodReleaseAboveTheFloor();
    void anActionIsSentOnceAndItsResultIsShown();
    void aFailedActionShowsItsError();
    void anActionEndsWithItsLink();
    void theLogIsFollowedFilteredAndBounded();
    void aDamagedListOfRevokedKeysIsSaidWithWhatToDo();
    void theLogStopsWhenThePageTurnsToAnotherDevice();
    void theSshCommandHoldsNothingButTheAddress_data();
    void theSshCommandHoldsNothingButTheAddress();
    void theCheckTicksStepByStepAndStopsAtTheFault();
    void aClockThatDiffersIsADoubtAndNoFailure();
    void aDeviceThatIsRemovedLeavesAnEmptyPage();
    void theAppearanceIsKeptAndHoldsOnlyWhatIsKnown();
};

void WorkbenchDeviceTest::thePageShowsWhatTheDeviceSays() {
    Bench bench;
    QVERIFY(bench.page.present() && bench.page.connected());
    QCOMPARE(bench.page.name(), "gw-1");
    QCOMPARE(bench.fact("Running release"), "gateway-os 2.0");
    QCOMPARE(bench.fact("Address"), "10.0.0.1");
    QVERIFY(bench.page.factsText().contains("Model: acme,gateway\n"));
    const QVariantList groups = bench.page.slotGroups();
    QCOMPARE(groups.size(), 1);
    QCOMPARE(groups[0].toMap()["cards"].toList().size(), 2);
    QVERIFY(bench.page.linkError().toMap().isEmpty());
    Q_EMIT bench.link().lost(Error(ErrorCode::LinkLost));
    QVERIFY(!bench.page.linkError().toMap()["happened"].toString().isEmpty());
}

void WorkbenchDeviceTest::onlyATrialCanBeCommitted() {
    Bench bench;
    QVERIFY(!bench.page.canCommit());
    DeviceStatus trial = goodStatus("gw-1", "2.0", "1.9");
    trial.onTrial = true;
    Q_EMIT bench.link().statusArrived(trial);
    QVERIFY(bench.page.canCommit());
    QCOMPARE(bench.page.stateWords()["text"].toString(), "On trial");
}

void WorkbenchDeviceTest::rollingBackNeedsAGoodReleaseAboveTheFloor() {
    Bench bench;
    QVERIFY(bench.page.canRollBack());
    QCOMPARE(bench.page.rollBackTarget(), "gateway-os 1.9");
    DeviceStatus raised = goodStatus("gw-1", "2.0", "1.9");
    raised.epochFloor = 2;
    Q_EMIT bench.link().statusArrived(raised);
    QVERIFY(!bench.page.canRollBack());
    DeviceStatus bad = goodStatus("gw-1", "2.0", "1.9");
    bad.slots[1].state = SlotState::Bad;
    Q_EMIT bench.link().statusArrived(bad);
    QVERIFY(!bench.page.canRollBack());
}

void WorkbenchDeviceTest::anActionIsSentOnceAndItsResultIsShown() {
    Bench bench;
    bench.page.reboot();
    bench.page.reboot();
    QCOMPARE(bench.link().performed.size(), 1U);
    QVERIFY(bench.page.acting());
    Q_EMIT bench.link().actionDone(DeviceAction::Reboot);
    QVERIFY(!bench.page.acting());
    QVERIFY(bench.page.actionNote().contains("restarts"));
    bench.page.dismissNote();
    QVERIFY(bench.page.actionNote().isEmpty());
}

void WorkbenchDeviceTest::aFailedActionShowsItsError() {
    Bench bench;
    bench.page.commit();
    Q_EMIT bench.link().actionFailed(DeviceAction::Commit, Error(ErrorCode::NothingToCommit));
    QVERIFY(!bench.page.acting());
    QCOMPARE(bench.page.actionError().toMap()["happened"].toString(), "No release is on trial.");
}

void WorkbenchDeviceTest::anActionEndsWithItsLink() {
    Bench bench;
    bench.page.reboot();
    Q_EMIT bench.link().lost(Error(ErrorCode::LinkLost));
    bench.book.retry(bench.page.serial());
    QVERIFY(!bench.page.acting());
    Q_EMIT bench.link().statusArrived(goodStatus("gw-1", "2.0", "1.9"));
    bench.page.identify();
    QCOMPARE(bench.link().performed.size(), 1U); // by the new link
}

void WorkbenchDeviceTest::theLogIsFollowedFilteredAndBounded() {
    Bench bench;
    bench.page.followLog(true);
    QVERIFY(bench.link().following && bench.page.followingLog());
    Q_EMIT bench.link().logArrived({"kernel: eth0 up", "app:\tstarted\x1b[0m"});
    QCOMPARE(bench.page.logLines()->rowCount(), 2);
    QVERIFY(!bench.page.logText().contains(QChar(0x1b)));
    bench.page.setLogFilter("ETH0");
    QCOMPARE(bench.page.logText(), "kernel: eth0 up\n");
    bench.page.setLogFilter({});
    QStringList flood;
    for (int i = 0; i < 6000; ++i) {
        flood += QString::number(i);
    }
    Q_EMIT bench.link().logArrived(flood);
    QCOMPARE(bench.page.logLines()->rowCount(), static_cast<int>(LogLines::maxLines));
    QVERIFY(bench.page.logText().endsWith("5999\n"));
    bench.page.followLog(false);
    QVERIFY(!bench.link().following);
}

void WorkbenchDeviceTest::aDamagedListOfRevokedKeysIsSaidWithWhatToDo() {
    Bench bench;
    QVERIFY(bench.page.trustError().value<std::nullptr_t>() == nullptr);
    QVERIFY(bench.page.trustError().toMap().isEmpty());
    DeviceStatus status = goodStatus("gw-1");
    status.revocationsDamaged = true;
    Q_EMIT bench.link().statusArrived(status);
    const QVariantMap error = bench.page.trustError().toMap();
    QVERIFY(error["happened"].toString().contains("revoked keys"));
    QVERIFY(error["remedy"].toString().contains("a push does it by itself"));
    QCOMPARE(bench.page.stateWords()["text"].toString(), "Key list damaged");
}

void WorkbenchDeviceTest::theLogStopsWhenThePageTurnsToAnotherDevice() {
    Bench bench;
    bench.page.followLog(true);
    FakeLink& first = bench.link();
    const int second = bench.book.add("10.0.0.2", {});
    bench.page.show(second);
    QVERIFY(!first.following);
    Q_EMIT first.logArrived({"late"});
    QCOMPARE(bench.page.logLines()->rowCount(), 0);
}

void WorkbenchDeviceTest::theSshCommandHoldsNothingButTheAddress_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("command");
    QTest::newRow("IPv4") << "10.0.0.1"
                          << "ssh root@10.0.0.1";
    QTest::newRow("port") << "10.0.0.1:9443"
                          << "ssh root@10.0.0.1";
    QTest::newRow("link-local") << "fe80::1%eth0"
                                << "ssh root@fe80::1%eth0";
    QTest::newRow("IPv6 and port") << "[fe80::1%eth0]:9443"
                                   << "ssh root@fe80::1%eth0";
    QTest::newRow("shell") << "a;reboot"
                           << "";
    QTest::newRow("option") << "-oProxyCommand=x"
                            << "";
    QTest::newRow("spaces") << "a b"
                            << "";
}

void WorkbenchDeviceTest::theSshCommandHoldsNothingButTheAddress() {
    QFETCH(QString, address);
    QFETCH(QString, command);
    Bench bench(address);
    QCOMPARE(bench.page.sshCommand(), command);
}

void WorkbenchDeviceTest::theCheckTicksStepByStepAndStopsAtTheFault() {
    Bench bench;
    CheckSteps& check = *bench.page.check();
    QVERIFY(check.steps().isEmpty());
    bench.page.startCheck();
    QVERIFY(bench.checks.latest->started && check.running());
    QCOMPARE(bench.checks.checkedAddress, "10.0.0.1");
    Q_EMIT bench.checks.latest->passed(CheckStep::Name, "10.0.0.1");
    Q_EMIT bench.checks.latest->failed(CheckStep::Port,
                                       Error(ErrorCode::Unreachable, {{"detail", std::string("refused")}}));
    QVERIFY(!check.running());
    const QVariantList steps = check.steps();
    QCOMPARE(steps.size(), checkStepCount);
    QCOMPARE(steps[0].toMap()["word"].toString(), "Good");
    QCOMPARE(steps[1].toMap()["word"].toString(), "Failed");
    QCOMPARE(steps[2].toMap()["word"].toString(), "Not tried");
    QVERIFY(check.error().toMap()["happened"].toString().contains("refused"));
}

void WorkbenchDeviceTest::aClockThatDiffersIsADoubtAndNoFailure() {
    Bench bench;
    bench.page.startCheck();
    Q_EMIT bench.checks.latest->doubted(CheckStep::Clock, "The two clocks differ by 3 min 5 s.");
    CheckSteps& check = *bench.page.check();
    QVERIFY(!check.running());
    QCOMPARE(check.steps()[5].toMap()["kind"].toString(), "trial");
    QVERIFY(check.steps()[5].toMap()["detail"].toString().contains("3 min 5 s"));
    QVERIFY(check.error().toMap().isEmpty());
}

void WorkbenchDeviceTest::aDeviceThatIsRemovedLeavesAnEmptyPage() {
    Bench bench;
    QSignalSpy spy(&bench.page, &DevicePage::changed);
    bench.book.forget(bench.page.serial());
    QVERIFY(!bench.page.present());
    QVERIFY(spy.count() > 0);
    bench.page.reboot(); // nothing to ask, nothing breaks
    QVERIFY(bench.page.facts().isEmpty());
}

void WorkbenchDeviceTest::theAppearanceIsKeptAndHoldsOnlyWhatIsKnown() {
    QTemporaryDir folder;
    QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
    {
        Appearance appearance(settings);
        QCOMPARE(appearance.theme(), "system");
        appearance.setSystemIsDark(true);
        QVERIFY(appearance.dark());
        appearance.setTheme("light");
        QVERIFY(!appearance.dark());
        appearance.setTheme("pink");
        QCOMPARE(appearance.theme(), "system");
        appearance.setTheme("dark");
        appearance.setTextPercent(900);
        appearance.setLanguage("zh_CN");
    }
    Appearance again(settings);
    QCOMPARE(again.theme(), "dark");
    QCOMPARE(again.textPercent(), 200);
    QCOMPARE(again.language(), "zh_CN");
}

QTEST_GUILESS_MAIN(WorkbenchDeviceTest)
#include "tst_workbench_device.moc"
