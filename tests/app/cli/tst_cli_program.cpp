// SPDX-License-Identifier: Apache-2.0
// The program as it is run: exit status, what goes to which stream, where secrets come from.
#include "tests/support/test_fleet.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

struct Outcome {
    int status = -1;
    QString output;
    QString errors;
    QJsonObject json() const { return QJsonDocument::fromJson(output.toUtf8()).object(); }
};

} // namespace

class TestCliProgram : public QObject {
    Q_OBJECT
    QTemporaryDir m_home;
    TestFleet m_fleet;

    Outcome run(const QStringList& words, const QStringList& extraEnvironment = {}) {
        QProcess program;
        QStringList environment{"PATH=/usr/bin:/bin",
                                "HOME=" + m_home.path(),
                                "XDG_DATA_HOME=" + m_home.path() + "/data",
                                "XDG_CONFIG_HOME=" + m_home.path() + "/config",
                                "LANG=C.UTF-8",
                                "DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + m_home.path() + "/no-bus"};
        program.setEnvironment(environment + extraEnvironment);
        program.setStandardInputFile(QProcess::nullDevice());
        program.start(QStringLiteral(FIELDFARE_BIN_DIR "/fieldfare"), words);
        program.waitForFinished(60'000);
        return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
                QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }

private Q_SLOTS:
    void helpAndVersionSucceed() {
        const Outcome help = run({"--help"});
        QCOMPARE(help.status, 0);
        QVERIFY(help.output.contains("push") && help.errors.isEmpty());
        const Outcome version = run({"--version"});
        QCOMPARE(version.status, 0);
        QVERIFY(version.output.startsWith("fieldfare "));
        QCOMPARE(run({"--version", "--json"}).json()["program"].toString(), QString("fieldfare"));
    }

    void theActivityLogIsShownAndAChangeInItIsFound() {
        QCOMPARE(run({"activity", "--json"}).json()["entries"].toArray().size(), 0);
        for (const char* name : {"ACME", "OTHER"}) {
            const Outcome made = run({"keys", "init", m_home.path() + '/' + name, "--name", name},
                                     {"FIELDFARE_PASSPHRASE=a few good words"});
            QVERIFY2(made.status == 0, qPrintable(made.errors));
        }
        const Outcome shown = run({"activity"});
        QCOMPARE(shown.status, 0);
        QVERIFY(shown.output.contains("fleet-created") && shown.output.contains("ACME"));
        const QJsonObject last = run({"activity", "--last", "1", "--json"}).json();
        QCOMPARE(last["entries"].toArray().size(), 1);
        QCOMPARE(last["entries"].toArray()[0].toObject()["subject"].toString(), QString("OTHER"));
        QVERIFY(last["broken"].isNull());
        QCOMPARE(last["head"].toString().size(), 64);
        const TestIdentity technician = m_fleet.issue(Role::Technician, "anna");
        const QStringList trust{"--trust", QString::fromStdString(m_fleet.rootPath().string())};
        const QStringList identity{"--key", QString::fromStdString(technician.keyPath.string()), "--cert",
                                   QString::fromStdString(technician.certPath.string())};
        const QString copy = m_home.path() + "/copy.fflog";
        QCOMPARE(run(QStringList{"activity", "--export", copy} + trust).status, 6); // nobody to sign
        const Outcome exported = run(QStringList{"activity", "--export", copy} + trust + identity);
        QVERIFY2(exported.status == 0 && exported.output.contains("anna"), qPrintable(exported.errors));
        const Outcome verified =
            run(QStringList{"activity", "--verify", copy, "--with-log", "--json"} + trust);
        QCOMPARE(verified.status, 0);
        QCOMPARE(verified.json()["signer"].toString(), QString("anna"));
        QCOMPARE(verified.json()["log"].toString(), QString("present"));
        const TestFleet strangers;
        QCOMPARE(run({"activity", "--verify", copy, "--trust",
                      QString::fromStdString(strangers.rootPath().string())})
                     .status,
                 6);
        QCOMPARE(run({"activity", "--with-log"}).status, 2);
        QCOMPARE(run({"activity", "--export", "x", "--verify", "y"}).status, 2);
        QFile log(m_home.path() + "/data/fieldfare/activity.log");
        QVERIFY(log.open(QIODevice::ReadWrite));
        const QByteArray changed = log.readAll().replace("ACME", "ACNE");
        QVERIFY(log.seek(0) && log.write(changed) == changed.size());
        log.close();
        const Outcome broken = run({"activity"});
        QCOMPARE(broken.status, 7);
        QVERIFY(broken.errors.contains("entry 2"));
        const QJsonObject told = run({"activity", "--json"}).json();
        QCOMPARE(told["broken"].toObject()["entry"].toInt(), 2);
        QCOMPARE(told["entries"].toArray().size(), 2);
        QCOMPARE(run(QStringList{"activity", "--verify", copy} + trust).status, 0); // the copy is whole
        const Outcome gone = run(QStringList{"activity", "--verify", copy, "--with-log", "--json"} + trust);
        QCOMPARE(gone.status, 7);
        QCOMPARE(gone.json()["error"].toObject()["code"].toString(), QString("activity-mismatch"));
        QCOMPARE(run(QStringList{"activity", "--export", copy} + trust + identity).status, 7);
    }

    void usageFaultsAreTwo() {
        const Outcome outcome = run({"push"});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.output.isEmpty());
        QVERIFY(outcome.errors.contains("X.ffb") && outcome.errors.contains("--help"));
        const Outcome json = run({"push", "--json"});
        QCOMPARE(json.status, 2);
        QVERIFY(json.errors.isEmpty());
        QCOMPARE(json.json()["error"].toObject()["code"].toString(), QString("bad-usage"));
    }

    void errorsSpeakTheLanguageOfThePerson_data() {
        QTest::addColumn<QStringList>("environment");
        QTest::addColumn<QString>("word");
        QTest::newRow("Chinese") << QStringList{"LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8", "LANGUAGE=zh_CN"}
                                 << QString::fromUtf8("文件");
        QTest::newRow("German") << QStringList{"LANG=de_DE.UTF-8", "LC_ALL=", "LANGUAGE="} << "Datei";
        QTest::newRow("German of Austria, for messages only")
            << QStringList{"LANG=en_GB.UTF-8", "LC_ALL=", "LC_MESSAGES=de_AT.UTF-8", "LANGUAGE="} << "Datei";
        QTest::newRow("English first")
            << QStringList{"LANG=en_GB.UTF-8", "LC_ALL=", "LANGUAGE=en_GB:de"} << "file";
        QTest::newRow("first a language that is not there")
            << QStringList{"LANG=fr_FR.UTF-8", "LC_ALL=", "LANGUAGE=fr:de:en"} << "Datei";
    }

    void errorsSpeakTheLanguageOfThePerson() {
        QFETCH(const QStringList, environment);
        QFETCH(const QString, word);
        const Outcome outcome = run({"devices", "show", "--to", "127.0.0.1:1"}, environment);
        QCOMPARE(outcome.status, 7); // the trusted root is not there
        QVERIFY2(outcome.errors.contains(word), qPrintable(outcome.errors));
    }

    void withoutAvahiTheReasonIsSaid() {
        const Outcome outcome = run({"devices", "list", "--wait", "1"});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.errors.contains("avahi-daemon") && outcome.errors.contains("--to"),
                 qPrintable(outcome.errors));
        const Outcome json = run({"devices", "list", "--wait", "1", "--json"});
        QCOMPARE(json.json()["error"].toObject()["code"].toString(), QString("discovery-unavailable"));
    }

    void aDeviceThatIsNotThereIsFour() {
        const TestIdentity technician = m_fleet.issue(Role::Technician, "tech");
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        const QString address = "127.0.0.1:" + QString::number(server.serverPort());
        server.close();
        const QStringList identity{"--key",   QString::fromStdString(technician.keyPath.string()),
                                   "--cert",  QString::fromStdString(technician.certPath.string()),
                                   "--trust", QString::fromStdString(m_fleet.rootPath().string())};
        const Outcome outcome = run(QStringList{"devices", "show", "--to", address} + identity);
        QCOMPARE(outcome.status, 4);
        QVERIFY(outcome.errors.contains(address));
        const Outcome json = run(QStringList{"devices", "reboot", "--json", "--to", address} + identity);
        QCOMPARE(json.status, 4);
        QVERIFY(json.output.contains("unreachable"));
        // The same from variables.
        const Outcome variables = run({"devices", "show", "--to", address},
                                      {"FIELDFARE_KEY=" + identity[1], "FIELDFARE_CERT=" + identity[3],
                                       "FIELDFARE_TRUST=" + identity[5]});
        QCOMPARE(variables.status, 4);
    }

    void withoutAnIdentityItIsSix() {
        const Outcome outcome = run({"devices", "show", "--to", "127.0.0.1:1", "--trust",
                                     QString::fromStdString(m_fleet.rootPath().string())});
        QCOMPARE(outcome.status, 6);
        QVERIFY(outcome.errors.contains("identity.crt") || outcome.errors.contains("identity.key"));
    }

    void forgettingNeedsNoDevice() {
        const Outcome outcome = run({"devices", "forget", "--to", "10.9.8.7"});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.output.contains("10.9.8.7"));
    }

    void aClosedPipeIsNoCrash() {
        QProcess shell;
        shell.start("bash", {"-c", QStringLiteral("'%1/fieldfare' --help | true; exit ${PIPESTATUS[0]}")
                                       .arg(QStringLiteral(FIELDFARE_BIN_DIR))});
        QVERIFY(shell.waitForFinished());
        QVERIFY(shell.exitCode() < 128);
    }
};

QTEST_GUILESS_MAIN(TestCliProgram)
#include "tst_cli_program.moc"
