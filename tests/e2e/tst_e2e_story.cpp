// SPDX-License-Identifier: Apache-2.0
// The demo's story in small.
#include "tests/e2e/workshop.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace fieldfare::test;

class StoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aNewDeviceRunsWhatItLeftTheFactoryWith();
    void aGoodReleaseIsCommittedAndLittleTravels();
    void aReleaseWhoseHealthCheckFailsGoesBack();
    void aPowerCutDuringATrialIsCountedAndTheReleaseIsCommittedAfterwards();
    void aDestroyedSlotMakesTheLoaderStartTheOtherOne();
    void whatWasDoneStandsInTheActivityLog();

private:
    Workshop m_workshop;
    QString m_first;
    QString m_second;
    std::unique_ptr<RunningDevice> m_device;
};

void StoryTest::initTestCase() {
    m_first = m_workshop.bundle({"1.0"});
    m_second = m_workshop.bundle({"2.0"}, m_first);
    m_device = std::make_unique<RunningDevice>(m_workshop.makeDevice("gw", m_first));
    m_device->powerOn();
}

void StoryTest::aNewDeviceRunsWhatItLeftTheFactoryWith() {
    const QJsonObject status = m_workshop.show(m_device->address());
    QCOMPARE(status["release"].toObject()["version"].toString(), QString("1.0"));
    QCOMPARE(status["epochFloor"].toInt(), 1);
    QCOMPARE(status["onTrial"].toBool(true), false);
    QCOMPARE(m_device->boots().size(), 1);
}

void StoryTest::aGoodReleaseIsCommittedAndLittleTravels() {
    const Outcome pushed =
        m_workshop.fieldfare({"push", m_second, "--to", m_device->address(), "--wait-committed"});
    QVERIFY2(pushed.exitCode == 0, qPrintable(pushed.text));
    QCOMPARE(pushed.device()["state"].toString(), QString("committed"));
    // The common part (1 MiB) is in the booted slot already; what is new is 256 KiB and some metadata.
    QVERIFY2(pushed.device()["bytesSent"].toInteger() < 900 * 1024, qPrintable(pushed.text));
    const QJsonObject status = m_workshop.show(m_device->address());
    QCOMPARE(status["release"].toObject()["version"].toString(), QString("2.0"));
    QCOMPARE(status["onTrial"].toBool(true), false);
    const QList<QJsonObject> boots = m_device->boots();
    QCOMPARE(boots.size(), 2);
    QCOMPARE(boots[1]["system"].toString(), QString("test-os 2.0"));
    QCOMPARE(boots[1]["trial"].toBool(), true);
    QCOMPARE(boots[1]["slot"].toString(), QString("b"));
}

void StoryTest::aReleaseWhoseHealthCheckFailsGoesBack() {
    const QString third = m_workshop.bundle(
        {.version = "3.0", .selftest = "echo the database does not open\nexit 1\n"}, m_second);
    const Outcome pushed =
        m_workshop.fieldfare({"push", third, "--to", m_device->address(), "--wait-committed"});
    QCOMPARE(pushed.exitCode, 5);
    const QJsonObject status = m_workshop.show(m_device->address());
    QCOMPARE(status["release"].toObject()["version"].toString(), QString("2.0"));
    QCOMPARE(status["onTrial"].toBool(true), false);
    const QJsonObject installation = status["installation"].toObject();
    QCOMPARE(installation["state"].toString(), QString("rolled-back"));
    QCOMPARE(installation["error"].toObject()["code"].toString(), QString("health-check-failed"));
    QVERIFY(installation["health"].toArray()[0].toObject()["message"].toString().contains("the database"));
    const QList<QJsonObject> boots = m_device->boots();
    QCOMPARE(boots.size(), 4);
    QCOMPARE(boots[2]["system"].toString(), QString("test-os 3.0"));
    QCOMPARE(boots[3]["system"].toString(), QString("test-os 2.0"));
    QCOMPARE(boots[3]["wentBack"].toBool(true), false); // the installer decided, not the loader
}

void StoryTest::aPowerCutDuringATrialIsCountedAndTheReleaseIsCommittedAfterwards() {
    const QString fourth = m_workshop.bundle({.version = "4.0", .selftest = "sleep 3\nexit 0\n"}, m_second);
    const Outcome pushed = m_workshop.fieldfare({"push", fourth, "--to", m_device->address(), "--reboot"});
    QVERIFY2(pushed.exitCode == 0, qPrintable(pushed.text));
    QTRY_VERIFY_WITH_TIMEOUT(m_device->boots().size() == 5, 30'000);
    m_device->cutPower();
    m_device->powerOn();
    QCOMPARE(m_device->boots().last()["bootCount"].toInt(), 2);
    QCOMPARE(m_device->boots().last()["trial"].toBool(), true);
    QTRY_COMPARE_WITH_TIMEOUT(m_workshop.show(m_device->address())["onTrial"].toBool(true), false, 60'000);
    QCOMPARE(m_workshop.show(m_device->address())["release"].toObject()["version"].toString(),
             QString("4.0"));
}

void StoryTest::aDestroyedSlotMakesTheLoaderStartTheOtherOne() {
    const QString slot = m_device->boots().last()["slot"].toString();
    m_device->cutPower();
    QFile image(m_device->folder() + "/slots/rootfs-" + slot + ".img");
    QVERIFY(image.open(QIODevice::ReadWrite));
    QCOMPARE(image.write(QByteArray(4096, '\0')), qint64{4096});
    image.close();
    m_device->powerOn();
    const QJsonObject boot = m_device->boots().last();
    QCOMPARE(boot["wentBack"].toBool(), true);
    QVERIFY(boot["slot"].toString() != slot);
    const QJsonObject status = m_workshop.show(m_device->address());
    QCOMPARE(status["release"].toObject()["version"].toString(), QString("2.0"));
}

void StoryTest::whatWasDoneStandsInTheActivityLog() {
    (void)m_workshop.fieldfare(
        {"devices", "commit", "--to", m_device->address()}); // there is nothing to commit
    QCOMPARE(m_workshop.fieldfare({"devices", "reboot", "--to", m_device->address()}).exitCode, 0);
    QFile log(m_workshop.path("data/fieldfare/activity.log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QStringList acts;
    for (const QByteArray& line : log.readAll().split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        const QString about = entry["subject"].toString() + entry["device"].toString();
        acts += entry["act"].toString() + ' ' + about + ' ' + entry["result"].toString();
    }
    for (const char* act : {"fleet-created ACME ", "key-issued release ", "push-started test-os 2.0 ",
                            "push-device test-os 2.0gw committed", "push-device test-os 3.0gw rolled-back",
                            "device-committed gw nothing-to-commit", "device-restarted gw "}) {
        QVERIFY2(acts.contains(QLatin1String(act)),
                 qPrintable(QLatin1String(act) + " in\n" + acts.join('\n')));
    }
}

QTEST_GUILESS_MAIN(StoryTest)
#include "tst_e2e_story.moc"
