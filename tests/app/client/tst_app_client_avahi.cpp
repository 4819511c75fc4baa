// SPDX-License-Identifier: Apache-2.0
// Discovery through real avahi-daemons on two machines of one cable (network namespaces).
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TestClientAvahi : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString serviceFile(const QString& name, const QString& id, int port) {
        QFile file(m_dir.filePath(QStringLiteral("one.service")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
            qFatal("cannot write the service file");
        }
        file.write(QStringLiteral(
                       "<?xml version=\"1.0\"?><!DOCTYPE service-group SYSTEM \"avahi-service.dtd\">\n"
                       "<service-group><name>%1</name><service><type>_fieldfare._tcp</type><port>%3</port>"
                       "<txt-record>id=%2</txt-record><txt-record>model=acme,gateway</txt-record>"
                       "<txt-record>release=gateway-os 1.0</txt-record></service></service-group>\n")
                       .arg(name, id)
                       .arg(port)
                       .toUtf8());
        return file.fileName();
    }

    /// The devices that the program lists on the other end of the cable, IPv4 answer included; on a machine
    /// that is busy with other things multicast answers come late, so it looks up to three times.
    QJsonArray listed(const QString& service) {
        QJsonArray devices;
        for (int attempt = 0; attempt < 3 && m_skipped.isEmpty(); ++attempt) {
            devices = listedOnce(service);
            const QString text = QString::fromUtf8(QJsonDocument(devices).toJson());
            if (text.contains(QStringLiteral("169.254.7.2"))) {
                break;
            }
        }
        return devices;
    }

    /// Leaves the reason in m_skipped where the cable cannot be built.
    QJsonArray listedOnce(const QString& service) {
        QProcess script;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_dir.filePath(QStringLiteral("data")));
        script.setProcessEnvironment(environment);
        script.start(QStringLiteral(FIELDFARE_SOURCE_DIR "/tests/support/avahi_netns.sh"),
                     {service, QStringLiteral(FIELDFARE_BIN_DIR "/fieldfare"), QStringLiteral("devices"),
                      QStringLiteral("list"), QStringLiteral("--json"), QStringLiteral("--wait"),
                      QStringLiteral("12")});
        if (!script.waitForFinished(90'000)) {
            script.kill();
            script.waitForFinished();
            qWarning("the script did not end");
        }
        const QByteArray output = script.readAllStandardOutput();
        m_skipped = script.exitCode() == 77 ? QString::fromUtf8(output).trimmed() : QString();
        return QJsonDocument::fromJson(output).object()[QStringLiteral("devices")].toArray();
    }
    QString m_skipped;

private Q_SLOTS:
    void anAnnouncedDeviceIsFoundOnALinkLocalCable() {
        const QJsonArray devices =
            listed(serviceFile(QStringLiteral("gateway-017"), QStringLiteral("gateway-017"), 9443));
        if (!m_skipped.isEmpty()) {
            QSKIP(qPrintable(m_skipped));
        }
        QCOMPARE(devices.size(), 1);
        const QJsonObject device = devices[0].toObject();
        QCOMPARE(device["id"].toString(), QString("gateway-017"));
        QCOMPARE(device["model"].toString(), QString("acme,gateway"));
        QCOMPARE(device["release"].toString(), QString("gateway-os 1.0"));
        const QJsonArray addresses = device["addresses"].toArray();
        QVERIFY(addresses.contains(QStringLiteral("169.254.7.2:9443")));
        for (const QJsonValue& address : addresses) {
            // A link-local IPv6 address is of use only with the interface that leads there.
            QVERIFY(!address.toString().contains("fe80") || address.toString().endsWith("%ff0]:9443"));
        }
    }

    void aHostileAnnouncementIsMadeSafe() {
        const QString id = QString("a") + QChar(0x202e) + "b" + QString(200, u'x');
        const QJsonArray devices = listed(serviceFile(QStringLiteral("gateway"), id, 8443));
        if (!m_skipped.isEmpty()) {
            QSKIP(qPrintable(m_skipped));
        }
        QCOMPARE(devices.size(), 1);
        const QString shown = devices[0].toObject()["id"].toString();
        QVERIFY(shown.startsWith("abxxx") && !shown.contains(QChar(0x202e)));
        QVERIFY(shown.size() <= 129);
    }
};

QTEST_GUILESS_MAIN(TestClientAvahi)
#include "tst_app_client_avahi.moc"
