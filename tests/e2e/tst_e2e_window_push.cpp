// SPDX-License-Identifier: Apache-2.0
// The technician's window, as a person uses it: real mouse, real keys, real devices.
#include "tests/e2e/window_fixture.h"

#include <QTest>

using namespace fieldfare::test;

class WindowPushTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { WindowFixture::skipWithoutDisplay(); }
    void aBundleIsCommittedOnThreeDevices();
    void aDeviceThatFailsItsChecksGoesBackAndTheOthersAreNotStarted();
    void aPushIsPausedContinuedAndCancelled();
    void closingDuringAPushAsksAndTheNextStartResumes();
    void aPushThatWasKilledIsResumedToo();
};

void WindowPushTest::aBundleIsCommittedOnThreeDevices() {
    WindowFixture bench(3);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.goToReview(bench.second, true));
    QVERIFY(window.textOf("review").contains("test-os 2.0 on 3 devices"));
    QVERIFY(window.click("pushStart"));
    for (const char* device : {"gw-1", "gw-2", "gw-3"}) {
        QVERIFY(window.waitForText(QString("phase-") + device, "Committed"));
        QVERIFY(window.waitForText(QString("sentence-") + device, "It runs test-os 2.0 and keeps it."));
    }
    QVERIFY(window.waitForText("traySummary", "3 committed"));
    QVERIFY(window.click("pushDone"));
    QVERIFY(window.click("device-gw-1"));
    QVERIFY(window.waitFor("Certificates")); // and its history says what was done
    QVERIFY(window.waitFor("History"));
    for (std::size_t device = 0; device < 3; ++device) {
        QCOMPARE(bench.versionOn(device), QString("2.0"));
    }
    QVERIFY(window.neverHeldUp());
    window.pressCloseButton(); // nothing runs: it does not ask
    QVERIFY(window.hasEnded());
}

void WindowPushTest::aDeviceThatFailsItsChecksGoesBackAndTheOthersAreNotStarted() {
    WindowFixture bench(2);
    const QString bad = bench.workshop.bundle(
        {.version = "3.0", .selftest = "echo the database does not open\nexit 1\n"}, bench.first);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.goToReview(bad, true));
    QVERIFY(window.click("pushStart"));
    QVERIFY(window.waitForText("phase-gw-1", "Rolled back"));
    QVERIFY(window.waitForText("sentence-gw-1", "the database does not open"));
    QVERIFY(window.waitForText("phase-gw-2", "Not started"));
    QVERIFY(window.waitForText("traySummary", "0 committed, 1 failed or went back, 1 not started"));
    QVERIFY(window.shows("retryFailed") && window.shows("startUntouched"));
    QCOMPARE(bench.versionOn(1), QString("1.0"));
    // What failed still runs until the device has restarted.
    QVERIFY(QTest::qWaitFor([&] { return bench.versionOn(0) == "1.0"; }, 60'000));
}

void WindowPushTest::aPushIsPausedContinuedAndCancelled() {
    WindowFixture bench(1, 12 << 20);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.goToReview(bench.second, false));
    {
        const SlowMotion slow(*bench.devices[0], "agent");
        QVERIFY(window.click("pushStart"));
        QVERIFY(window.click("pause-gw-1"));
        QVERIFY(window.waitForText("phase-gw-1", "Paused"));
    }
    QVERIFY(window.waitFor("Paused")); // it stays so
    {
        const SlowMotion slow(*bench.devices[0], "agent");
        QVERIFY(window.click("pause-gw-1")); // now it continues
        QVERIFY(QTest::qWaitFor([&] { return window.textOf("phase-gw-1") != "Paused"; }, 60'000));
        QVERIFY(window.click("pause-gw-1"));
        QVERIFY(window.waitForText("phase-gw-1", "Paused"));
    }
    QVERIFY(window.click("cancel-gw-1"));
    QVERIFY(window.waitFor("confirmCancel"));
    QVERIFY(QTest::qWaitFor([&] { return window.focus() == "confirmCancel"; })); // the keyboard is on Cancel
    QVERIFY(window.click("confirmAccept"));
    QVERIFY(window.waitFor("pushDone"));
    QCOMPARE(bench.versionOn(0), QString("1.0"));
}

void WindowPushTest::closingDuringAPushAsksAndTheNextStartResumes() {
    WindowFixture bench(2, 12 << 20);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.goToReview(bench.second, false));
    {
        const SlowMotion slow(*bench.devices[0], "agent");
        const SlowMotion slowToo(*bench.devices[1], "agent");
        QVERIFY(window.click("pushStart"));
        QVERIFY(window.waitFor("pause-gw-1"));
        window.pressCloseButton();
        QVERIFY(window.waitFor("confirmCancel"));
        QVERIFY(QTest::qWaitFor([&] { return window.focus() == "confirmCancel"; }));
        window.press("Return"); // which keeps it open
        QVERIFY(QTest::qWaitFor([&] { return !window.shows("confirmCancel"); }));
        QVERIFY(window.shows("pushStop"));
        window.pressCloseButton();
        QVERIFY(window.waitFor("confirmCancel"));
        QVERIFY(QTest::qWaitFor([&] { return window.focus() == "confirmCancel"; }));
        window.press("Tab");
        window.press("space");
        QVERIFY(window.hasEnded());
    }
    QVERIFY(bench.versionOn(0) == "1.0" && bench.versionOn(1) == "1.0");
    window.open();
    QVERIFY(window.waitFor("interruptedPush"));
    QVERIFY(window.find("interruptedPush")["title"].toString().contains("2 of 2 devices"));
    QVERIFY(window.click("Resume"));
    QVERIFY(window.waitForText("phase-gw-1", "Committed"));
    QVERIFY(window.waitForText("phase-gw-2", "Committed"));
    QVERIFY(bench.versionOn(0) == "2.0" && bench.versionOn(1) == "2.0");
    QVERIFY(window.click("pushDone"));
    QVERIFY(!window.shows("interruptedPush"));
}

void WindowPushTest::aPushThatWasKilledIsResumedToo() {
    WindowFixture bench(1, 12 << 20);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.goToReview(bench.second, false));
    {
        const SlowMotion slow(*bench.devices[0], "agent");
        QVERIFY(window.click("pushStart"));
        QVERIFY(window.waitFor("pause-gw-1"));
        window.kill();
    }
    window.open();
    QVERIFY(window.click("Resume"));
    QVERIFY(window.waitForText("phase-gw-1", "Committed"));
    QCOMPARE(bench.versionOn(0), QString("2.0"));
}

QTEST_GUILESS_MAIN(WindowPushTest)
#include "tst_e2e_window_push.moc"
