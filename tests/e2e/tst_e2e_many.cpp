// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/workshop.h"

#include <QTest>

#include <csignal>

using namespace fieldfare::test;

class ManyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneThatStallsAndOneThatDiesDoNotHoldUpTheOthers();
};

void ManyTest::oneThatStallsAndOneThatDiesDoNotHoldUpTheOthers() {
    constexpr int count = 8;
    constexpr int stalled = 2;
    constexpr int dead = 5;
    Workshop workshop;
    const QString first = workshop.bundle({"1.0"});
    const QString second = workshop.bundle({.version = "2.0", .noiseBytes = 4 << 20}, first);
    std::vector<std::unique_ptr<RunningDevice>> devices;
    QStringList push{"push", second, "--parallel", "8", "--wait-committed", "--timeout", "25"};
    for (int i = 0; i < count; ++i) {
        devices.push_back(
            std::make_unique<RunningDevice>(workshop.makeDevice(QString("gw-%1").arg(i), first)));
        devices.back()->powerOn();
        push += QStringList{"--to", devices.back()->address()};
    }
    QVERIFY(devices[stalled]->signal("agent", SIGSTOP));
    const QString deadAddress = devices[dead]->address();
    const auto technician = workshop.start(push);
    QTest::qWait(300);
    devices[dead]->cutPower();
    const bool finished = technician->waitForFinished(240'000);
    const QByteArray output = technician->readAllStandardOutput();
    QVERIFY2(finished, output.constData());
    QVERIFY(technician->exitCode() != 0);
    devices[stalled]->signal("agent", SIGCONT);

    for (int i = 0; i < count; ++i) {
        if (i == dead) {
            continue;
        }
        const QJsonObject status = workshop.show(devices[static_cast<std::size_t>(i)]->address());
        const QString version = status["release"].toObject()["version"].toString();
        QVERIFY2(version == (i == stalled ? "1.0" : "2.0"),
                 qPrintable(QString("gw-%1 runs %2").arg(i).arg(version)));
    }

    // And both are brought up to date by the same push.
    devices[dead]->powerOn();
    QCOMPARE(devices[dead]->address(), deadAddress);
    const Outcome again = workshop.fieldfare(
        {"push", second, "--wait-committed", "--to", deadAddress, "--to", devices[stalled]->address()},
        240'000);
    QVERIFY2(again.exitCode == 0, qPrintable(again.text));
}

QTEST_GUILESS_MAIN(ManyTest)
#include "tst_e2e_many.moc"
