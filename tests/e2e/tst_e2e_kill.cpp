// SPDX-License-Identifier: Apache-2.0
// kill -9 of agent, installer and technician, and power cuts, at random moments: the same push goes on, and
// the device ends in the same state. The seed is printed; FIELDFARE_SEED repeats a run.
#include "tests/e2e/workshop.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace fieldfare::test;

namespace {
constexpr int rounds = 8;
constexpr int killsInARound = 13;
} // namespace

class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSamePushGoesOnAndEndsInTheSameState_data();
    void theSamePushGoesOnAndEndsInTheSameState();
    void cleanupTestCase();

private:
    void strike(QProcess& technician);
    void checkTheDevice(const QString& version);
    QRandomGenerator m_random;
    Workshop m_workshop;
    QStringList m_bundles;
    const QStringList m_versions{"1.0", "2.0"};
    std::unique_ptr<RunningDevice> m_device;
    int m_next = 1; ///< Which of the two is pushed now.
    QMap<QString, int> m_killed;
};

void KillTest::initTestCase() {
    bool given = false;
    quint32 seed = qEnvironmentVariable("FIELDFARE_SEED").toUInt(&given);
    seed = given ? seed : QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    m_random.seed(seed);
    for (const QString& version : m_versions) {
        m_bundles += m_workshop.bundle({.version = version, .noiseBytes = 6 << 20});
    }
    m_device = std::make_unique<RunningDevice>(m_workshop.makeDevice("gw", m_bundles[0]));
    m_device->powerOn();
}

void KillTest::strike(QProcess& technician) {
    const QStringList victims{"agent", "installer", "technician", "power"};
    const QString victim = victims[m_random.bounded(4)];
    if (victim == "power") {
        m_device->cutPower();
        m_device->powerOn();
    } else if (victim != "technician") {
        m_device->signal(victim, SIGKILL);
        QTest::qWait(m_random.bounded(0, 300));
    }
    technician.kill();
    technician.waitForFinished();
    ++m_killed[victim];
}

void KillTest::checkTheDevice(const QString& version) {
    const QJsonObject status = m_workshop.show(m_device->address());
    QCOMPARE(status["release"].toObject()["version"].toString(), version);
    QCOMPARE(status["onTrial"].toBool(true), false);
    QCOMPARE(status["installation"].toObject()["state"].toString(), QString("committed"));
    QString booted;
    for (const auto& slot : status["slots"].toArray()) {
        booted = slot.toObject()["booted"].toBool() ? slot.toObject()["bootName"].toString() : booted;
    }
    // What is in the booted slot is what was signed.
    QFile slot(m_device->folder() + "/slots/rootfs-" + booted + ".img");
    QFile image(m_workshop.path(version + "-1-acme_gateway.ext4"));
    QVERIFY(slot.open(QIODevice::ReadOnly) && image.open(QIODevice::ReadOnly));
    QVERIFY(slot.read(image.size()) == image.readAll());
}

void KillTest::theSamePushGoesOnAndEndsInTheSameState_data() {
    QTest::addColumn<int>("round");
    for (int round = 1; round <= rounds; ++round) {
        QTest::addRow("round %d", round) << round;
    }
}

void KillTest::theSamePushGoesOnAndEndsInTheSameState() {
    const auto push = [this] {
        return QStringList{"push",          m_bundles[m_next], "--to", m_device->address(),
                           "--allow-older", "--wait-committed"};
    };
    for (int kills = 0; kills < killsInARound;) {
        const auto technician = m_workshop.start(push());
        if (technician->waitForFinished(static_cast<int>(m_random.bounded(20, 700)))) {
            // It ended before we struck: well, then the other release's turn comes.
            const QByteArray output = technician->readAllStandardOutput();
            QVERIFY2(technician->exitCode() == 0, output.constData());
            m_next = 1 - m_next;
            continue;
        }
        strike(*technician);
        ++kills;
    }
    const Outcome last = m_workshop.fieldfare(push(), 180'000);
    QVERIFY2(last.exitCode == 0, qPrintable(last.text));
    checkTheDevice(m_versions[m_next]);
    m_next = 1 - m_next;
}

void KillTest::cleanupTestCase() {
    qInfo() << "killed:" << m_killed;
    int all = 0;
    for (const int count : m_killed) {
        all += count;
    }
    QCOMPARE(all, rounds * killsInARound);
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_e2e_kill.moc"
