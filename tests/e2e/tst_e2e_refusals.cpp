// SPDX-License-Identifier: Apache-2.0
// What the real programs refuse, each with its own code and an untouched device.
#include "tests/e2e/workshop.h"

#include <QCryptographicHash>
#include <QTest>

using namespace fieldfare::test;

class RefusalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aBundleOfAnotherFleetIsRefused();
    void aTechnicianOfAnotherFleetIsNotLetIn();
    void aBundleForAnotherModelIsRefused();
    void aReleaseBelowTheEpochFloorIsRefused();
    void anOlderVersionNeedsToBeAskedFor();
    void goingBackBelowTheFloorIsRefused();
    void aDeviceWithAnotherIdAtAKnownAddressIsRefused();
    void aDeviceWhoseListIsDamagedTakesNothingUntilThePushBringsIt();

private:
    [[nodiscard]] QByteArray digestOfSlots() const;
    Workshop m_workshop;
    QString m_bundle;
    std::unique_ptr<RunningDevice> m_device;
    QByteArray m_before;
};

QByteArray RefusalsTest::digestOfSlots() const {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const char* name :
         {"/slots/rootfs-a.img", "/slots/rootfs-b.img", "/env/uboot.env", "/env/uboot-redundant.env"}) {
        QFile file(m_device->folder() + name);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
            qFatal("cannot read %s", name);
        }
    }
    return hash.result();
}

void RefusalsTest::initTestCase() {
    const QString first = m_workshop.bundle({.version = "4.0", .epoch = 4});
    m_bundle = m_workshop.bundle({.version = "5.0", .epoch = 5}, first);
    m_device = std::make_unique<RunningDevice>(m_workshop.makeDevice("gw", first));
    m_device->powerOn();
    const Outcome pushed =
        m_workshop.fieldfare({"push", m_bundle, "--to", m_device->address(), "--wait-committed"});
    QVERIFY2(pushed.exitCode == 0, qPrintable(pushed.text));
    m_before = digestOfSlots();
}

void RefusalsTest::cleanup() {
    QCOMPARE(digestOfSlots(), m_before);
    QCOMPARE(m_workshop.show(m_device->address())["release"].toObject()["version"].toString(),
             QString("5.0"));
}

void RefusalsTest::aBundleOfAnotherFleetIsRefused() {
    Workshop stranger("OTHER");
    const QString bundle = stranger.bundle({.version = "6.0", .epoch = 6});
    const Outcome pushed =
        m_workshop.fieldfare({"push", bundle, "--to", m_device->address(), "--wait-committed"});
    QVERIFY2(pushed.exitCode != 0, qPrintable(pushed.text));
    QCOMPARE(pushed.errorCode(), QString("untrusted-signer"));
}

void RefusalsTest::aTechnicianOfAnotherFleetIsNotLetIn() {
    const Workshop stranger("OTHER");
    const Outcome shown = stranger.fieldfare({"devices", "show", "--to", m_device->address()});
    QVERIFY(shown.exitCode != 0);
    QCOMPARE(shown.errorCode(), QString("untrusted-chain")); // the laptop looks at the device first
}

void RefusalsTest::aBundleForAnotherModelIsRefused() {
    const QString bundle = m_workshop.bundle({.version = "6.0", .epoch = 6, .model = "acme,toaster"});
    const Outcome pushed = m_workshop.fieldfare({"push", bundle, "--to", m_device->address()});
    QVERIFY(pushed.exitCode != 0);
    QCOMPARE(pushed.errorCode(), QString("wrong-model"));
}

void RefusalsTest::aReleaseBelowTheEpochFloorIsRefused() {
    const QString bundle = m_workshop.bundle({.version = "9.0", .epoch = 3});
    const Outcome pushed =
        m_workshop.fieldfare({"push", bundle, "--to", m_device->address(), "--allow-older"});
    QVERIFY(pushed.exitCode != 0);
    QCOMPARE(pushed.errorCode(), QString("epoch-too-old"));
}

void RefusalsTest::anOlderVersionNeedsToBeAskedFor() {
    const QString bundle = m_workshop.bundle({.version = "4.9", .epoch = 5});
    const Outcome pushed = m_workshop.fieldfare({"push", bundle, "--to", m_device->address()});
    QVERIFY(pushed.exitCode != 0);
    QCOMPARE(pushed.errorCode(), QString("older-version"));
}

void RefusalsTest::goingBackBelowTheFloorIsRefused() {
    const Outcome back = m_workshop.fieldfare({"devices", "rollback", "--to", m_device->address()});
    QVERIFY2(back.exitCode != 0, qPrintable(back.text));
    QCOMPARE(back.errorCode(), QString("epoch-too-old"));
}

void RefusalsTest::aDeviceWithAnotherIdAtAKnownAddressIsRefused() {
    const QString address = m_device->address();
    m_device->powerOff();
    RunningDevice impostor(m_workshop.makeDevice("impostor", m_bundle));
    QVERIFY(QDir(impostor.folder()).mkpath("run"));
    QVERIFY(QFile::copy(m_device->folder() + "/run/address", impostor.folder() + "/run/address"));
    impostor.powerOn();
    QCOMPARE(impostor.address(), address);
    const Outcome shown = m_workshop.fieldfare({"devices", "show", "--to", "gw"});
    QVERIFY2(shown.exitCode != 0, qPrintable(shown.text));
    QCOMPARE(shown.errorCode(), QString("wrong-device"));
    impostor.powerOff();
    m_device->powerOn();
}

/// The newer list of revoked keys lies in the fleet's folder, beside the root: each push brings it.
void RefusalsTest::aDeviceWhoseListIsDamagedTakesNothingUntilThePushBringsIt() {
    const QStringList push{"push", m_bundle, "--to", m_device->address()};
    QCOMPARE(m_workshop.show(m_device->address())["revocationNumber"].toInt(), 0);
    QCOMPARE(m_workshop
                 .fieldfare({"keys", "issue", "technician", m_workshop.path("fleet"), "--name", "eve",
                             "--out", m_workshop.path("keys"), "--no-encrypt"})
                 .exitCode,
             0);
    QCOMPARE(m_workshop.fieldfare({"keys", "revoke", m_workshop.path("fleet"), "technician/eve"}).exitCode,
             0);
    (void)m_workshop.fieldfare(push);
    QJsonObject status = m_workshop.show(m_device->address());
    const int number = status["revocationNumber"].toInt();
    QVERIFY(number > 0);
    QCOMPARE(status["revocationsDamaged"].toBool(true), false);

    QFile list(m_device->folder() + "/data/revocations");
    QVERIFY2(list.open(QIODevice::ReadWrite), qPrintable(list.fileName()));
    QByteArray content = list.readAll();
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    QVERIFY(list.seek(0) && list.write(content) == content.size());
    list.close();
    QTRY_VERIFY_WITH_TIMEOUT(m_workshop.show(m_device->address())["revocationsDamaged"].toBool(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_workshop.fieldfare({"devices", "identify", "--to", m_device->address()}).errorCode(),
        QString("revocations-damaged"), 30'000);
    (void)m_workshop.fieldfare(push);
    status = m_workshop.show(m_device->address());
    QCOMPARE(status["revocationNumber"].toInt(), number);
    QCOMPARE(status["revocationsDamaged"].toBool(true), false);
}

QTEST_GUILESS_MAIN(RefusalsTest)
#include "tst_e2e_refusals.moc"
