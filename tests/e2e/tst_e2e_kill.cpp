// SPDX-License-Identifier: Apache-2.0
// kill -9 of agent, installer and technician, and power cuts, at random moments: the same push goes on, and
// the device ends in the same state. The seed is printed; FIELDFARE_SEED repeats a run.
#include "tests/e2e/workshop.h"

#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace fieldfare::test;

namespace {
constexpr int killsWanted = 104;
constexpr int killsInOnePush = 13;
} // namespace

class KillTest : public QObject {
    Q_OBJECT

private slots:
    void theSamePushGoesOnAndEndsInTheSameState();
};

void KillTest::theSamePushGoesOnAndEndsInTheSameState() {
    bool given = false;
    quint32 seed = qEnvironmentVariable("FIELDFARE_SEED").toUInt(&given);
    seed = given ? seed : QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);

    Workshop workshop;
    const QString bundles[] = {workshop.bundle({.version = "1.0", .noiseBytes = 6 << 20}),
                               workshop.bundle({.version = "2.0", .noiseBytes = 6 << 20})};
    const QString versions[] = {"1.0", "2.0"};
    RunningDevice device(workshop.makeDevice("gw", bundles[0]));
    device.powerOn();

    int kills = 0;
    QMap<QString, int> killed;
    for (int round = 1; kills < killsWanted; ++round) {
        const QString bundle = bundles[round % 2];
        const QStringList push{"push", bundle, "--to", device.address(), "--allow-older", "--wait-committed"};
        for (int i = 0; i < killsInOnePush && kills < killsWanted; ++i) {
            const auto technician = workshop.start(push);
            if (technician->waitForFinished(random.bounded(20, 700))) {
                break; // it ended before we struck
            }
            const QString victims[] = {"agent", "installer", "technician", "power"};
            const QString victim = victims[random.bounded(4)];
            if (victim == "power") {
                device.cutPower();
                device.powerOn();
            } else if (victim != "technician") {
                device.signal(victim, SIGKILL);
                QTest::qWait(random.bounded(0, 300));
            }
            technician->kill();
            technician->waitForFinished();
            ++killed[victim];
            ++kills;
        }
        const Outcome last = workshop.fieldfare(push, 180'000);
        QVERIFY2(last.exitCode == 0, qPrintable(QString("round %1: ").arg(round) + last.text));
        const QJsonObject status = workshop.show(device.address());
        QCOMPARE(status["release"].toObject()["version"].toString(), versions[round % 2]);
        QCOMPARE(status["onTrial"].toBool(true), false);
        QCOMPARE(status["installation"].toObject()["state"].toString(), QString("committed"));
        // What is in the booted slot is what was signed.
        QString booted;
        for (const auto& slot : status["slots"].toArray()) {
            booted = slot.toObject()["booted"].toBool() ? slot.toObject()["bootName"].toString() : booted;
        }
        QFile slot(device.folder() + "/slots/rootfs-" + booted + ".img");
        QFile image(workshop.path(versions[round % 2] + "-1-acme_gateway.ext4"));
        QVERIFY(slot.open(QIODevice::ReadOnly) && image.open(QIODevice::ReadOnly));
        QVERIFY(slot.read(image.size()) == image.readAll());
    }
    qInfo() << kills << "kills:" << killed;
    QVERIFY(kills >= 100);
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_e2e_kill.moc"
