// SPDX-License-Identifier: Apache-2.0
// What goes wrong, seen in the real window.
#include "tests/e2e/window_fixture.h"

#include <QTest>

#include <csignal>

using namespace fieldfare::test;

class WindowTroubleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { WindowFixture::skipWithoutDisplay(); }
    void aDeviceOfAnotherFleetIsGreyedWithItsReason();
    void aBundleThatIsDamagedOnDiskGoesNowhere();
    void anAgentThatDiesDuringAPushCostsTheLinkAndNotThePush();
    void anOfflineDeviceIsWaitedForWithoutHoldingUpTheOthers();
    void theWindowSpeaksChinese();
};

void WindowTroubleTest::aDeviceOfAnotherFleetIsGreyedWithItsReason() {
    WindowFixture bench(0);
    Workshop others("Others");
    RunningDevice stranger(others.makeDevice("stranger", others.bundle({"1.0"})));
    stranger.powerOn();
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(window.click("Add address"));                                  // the empty page teaches this
    QVERIFY(QTest::qWaitFor([&] { return window.focus() == "address"; })); // the dialog begins there
    QVERIFY(window.fill("address", stranger.address()));
    window.press("Return");
    QVERIFY(window.waitForText("status-" + stranger.address(), "Another fleet"));
    QVERIFY(bench.openBundle(bench.second));
    QVERIFY(window.click("pushNext"));
    QVERIFY(window.waitFor("choose-" + stranger.address()));
    QVERIFY(!window.find("choose-" + stranger.address())["enabled"].toBool());
    QVERIFY(!window.find("pushNext")["enabled"].toBool());
}

void WindowTroubleTest::aBundleThatIsDamagedOnDiskGoesNowhere() {
    WindowFixture bench(1);
    // One bit in the signed manifest, and one in the data, which only the device finds.
    const auto damage = [](const QString& path, qint64 at) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(at));
        char byte = 0;
        QVERIFY(file.getChar(&byte) && file.seek(at));
        QVERIFY(file.putChar(static_cast<char>(byte ^ 1)));
    };
    const QString head = bench.workshop.path("head.ffb");
    const QString data = bench.workshop.path("data.ffb");
    QVERIFY(QFile::copy(bench.second, head) && QFile::copy(bench.second, data));
    damage(head, 700);
    damage(data, QFileInfo(data).size() - 64 * 1024);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.openBundle(head));
    QVERIFY(window.waitFor("bundleError"));
    QVERIFY(!window.find("pushNext")["enabled"].toBool());
    window.press("Escape");
    QVERIFY(bench.goToReview(data, false));
    QVERIFY(window.click("pushStart"));
    QVERIFY(window.waitForText("phase-gw-1", "Failed"));
    QVERIFY(!window.textOf("sentence-gw-1").isEmpty());
    QVERIFY(window.waitForText("traySummary", "1 failed or went back"));
    QCOMPARE(bench.versionOn(0), QString("1.0"));
}

void WindowTroubleTest::anAgentThatDiesDuringAPushCostsTheLinkAndNotThePush() {
    WindowFixture bench(1, 12 << 20);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(bench.goToReview(bench.second, false));
    {
        const SlowMotion slow(*bench.devices[0], "agent");
        QVERIFY(window.click("pushStart"));
        QVERIFY(window.waitFor("pause-gw-1"));
    }
    QVERIFY(bench.devices[0]->signal("agent", SIGKILL));
    QVERIFY(window.waitForText("phase-gw-1", "Committed"));
    QCOMPARE(bench.versionOn(0), QString("2.0"));
}

void WindowTroubleTest::anOfflineDeviceIsWaitedForWithoutHoldingUpTheOthers() {
    WindowFixture bench(2);
    bench.devices[1]->powerOff();
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(window.waitForText("status-gw-2", "Offline"));
    QVERIFY(window.waitForText("status-gw-1", "Good"));
    QVERIFY(bench.openBundle(bench.second));
    QVERIFY(window.click("pushNext"));
    QVERIFY(window.click("alsoOffline"));
    QVERIFY(window.click("chooseAll"));
    QVERIFY(window.click("pushNext"));
    QVERIFY(window.click("pushNext"));
    QVERIFY(window.textOf("review").contains("1 offline: the push waits"));
    QVERIFY(window.click("pushStart"));
    QVERIFY(window.waitForText("phase-gw-1", "Committed"));
    QVERIFY(window.waitForText("phase-gw-2", "Offline"));
    bench.devices[1]->powerOn();
    QVERIFY(window.waitForText("phase-gw-2", "Committed"));
    QVERIFY(bench.versionOn(0) == "2.0" && bench.versionOn(1) == "2.0");
}

void WindowTroubleTest::theWindowSpeaksChinese() {
    WindowFixture bench(1);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(window.click("nav-settings"));
    QVERIFY(window.click("choice-language"));
    window.press("End");
    window.press("Return");
    QVERIFY(window.waitFor("设备"));
    QVERIFY(window.click("nav-devices"));
    QVERIFY(window.waitForText("status-gw-1", "正常"));
    QVERIFY(bench.openBundle(bench.second));
    for (const char* button : {"pushNext", "chooseAll", "pushNext", "pushNext", "pushStart"}) {
        QVERIFY(window.click(button));
    }
    QVERIFY(window.waitForText("phase-gw-1", "已确认"));
    QVERIFY(window.waitForText("traySummary", "1 台已确认"));
    QCOMPARE(bench.versionOn(0), QString("2.0"));
}

QTEST_GUILESS_MAIN(WindowTroubleTest)
#include "tst_e2e_window_trouble.moc"
