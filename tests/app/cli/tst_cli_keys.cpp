// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/crypto/trust_store.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;

namespace {

const QByteArray passphrase = "planted-passphrase-90210";

struct Outcome {
    int status = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QString code() const { return json()["error"].toObject()["code"].toString(); }
};

} // namespace

/// Drives the real program, as a person or a script does.
class TestCliKeys : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_everythingPrinted;

    Outcome run(const QStringList& arguments, const QByteArray& secret = passphrase) {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove("FIELDFARE_PASSPHRASE");
        if (!secret.isEmpty()) {
            environment.insert("FIELDFARE_PASSPHRASE", QString::fromUtf8(secret));
        }
        environment.insert("XDG_CONFIG_HOME", m_folder.filePath("config"));
        environment.insert("XDG_DATA_HOME", m_folder.filePath("data"));
        program.setProcessEnvironment(environment);
        program.setWorkingDirectory(m_folder.path());
        // A session of its own has no terminal to ask on.
        program.start("setsid", QStringList{"--wait", FIELDFARE_BIN_DIR "/fieldfare", "keys"} + arguments);
        Outcome outcome;
        if (program.waitForFinished(60'000)) {
            outcome = {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
        }
        m_everythingPrinted += outcome.out + outcome.err;
        return outcome;
    }
    /// script(1) gives the program a terminal of its own. Each answer is typed when the next question stands
    /// there: what comes before a question is dropped.
    Outcome runOnATerminal(const QString& command, const QByteArrayList& answers) {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove("FIELDFARE_PASSPHRASE");
        environment.insert("XDG_DATA_HOME", m_folder.filePath("data"));
        program.setProcessEnvironment(environment);
        program.setWorkingDirectory(m_folder.path());
        program.start("script", {"--quiet", "--return", "--echo", "never", "--command",
                                 FIELDFARE_BIN_DIR "/fieldfare keys " + command, "/dev/null"});
        Outcome outcome;
        for (const QByteArray& answer : answers) {
            const qsizetype before = outcome.out.size();
            while (!outcome.out.sliced(before).trimmed().endsWith(':') &&
                   !outcome.out.trimmed().endsWith(']') && program.waitForReadyRead(60'000)) {
                outcome.out += program.readAllStandardOutput();
            }
            program.write(answer + "\n");
        }
        if (program.waitForFinished(60'000)) {
            outcome.status = program.exitCode();
        }
        outcome.out += program.readAllStandardOutput();
        m_everythingPrinted += outcome.out + outcome.err;
        return outcome;
    }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QByteArray contentOf(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() {
        const Outcome made = run({"init", "acme", "--name", "ACME"});
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY(made.err.contains("offline"));
        QVERIFY(made.out.contains("Fingerprint of its root"));
    }

    void initRefusesAFolderInUse() {
        const Outcome again = run({"init", "acme", "--name", "OTHER", "--json"});
        QCOMPARE(again.status, 7);
        QCOMPARE(again.code(), QString("already-exists"));
        QCOMPARE(again.err, QByteArray());
    }

    void aShortOrMissingPassphraseMakesNothing() {
        QCOMPARE(run({"init", "weak", "--name", "WEAK"}, "short").status, 2);
        QCOMPARE(run({"init", "weak", "--name", "WEAK"}, "").status, 6);
        QVERIFY(!QFile::exists(path("weak")));
    }

    void thePassphraseComesFromAFileToo() {
        QFile file(path("pass"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(passphrase + "\nsecond line\n");
        file.close();
        const Outcome issued =
            run({"issue", "depot", "acme", "--name", "depot-1", "--passphrase-file", path("pass")}, "");
        QVERIFY2(issued.status == 0, issued.err.constData());
        QVERIFY(QFile::exists(path("acme/issued/depot/depot-1.key")));
    }

    void issueWritesKeyAndChain() {
        const Outcome issued =
            run({"issue", "device", "acme", "--name", "gw-1", "--out", "out", "--days", "30", "--json"});
        QCOMPARE(issued.status, 0);
        QCOMPARE(issued.json()["certificate"].toString(), QString("out/gw-1.crt"));
        const auto trust = TrustStore::fromPemFile(path("acme/root.crt").toStdString());
        const auto chain = Certificate::listFromFile(path("out/gw-1.crt").toStdString());
        QVERIFY(trust.ok() && chain.ok());
        QVERIFY(trust->verifyPeer(chain.value(), Role::Device, {}).ok());
        QCOMPARE(QFile(path("out/gw-1.key")).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void issueRefusesBadWords_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("status");
        QTest::newRow("no name") << QStringList{"issue", "device", "acme"} << 2;
        QTest::newRow("no such role") << QStringList{"issue", "boss", "acme", "--name", "x"} << 2;
        QTest::newRow("a path as name") << QStringList{"issue", "device", "acme", "--name", "../x"} << 7;
        QTest::newRow("no such fleet") << QStringList{"issue", "device", "nowhere", "--name", "x"} << 7;
        QTest::newRow("no days") << QStringList{"issue", "device", "acme", "--name", "x", "--days", "0"} << 2;
        QTest::newRow("both ways") << QStringList{"issue", "device",    "acme",        "--name",
                                                  "x",     "--encrypt", "--no-encrypt"}
                                   << 2;
    }
    void issueRefusesBadWords() {
        QFETCH(QStringList, words);
        QFETCH(int, status);
        QCOMPARE(run(words).status, status);
        QVERIFY(!QFile::exists(path("acme/issued/device/x.key")));
    }

    void aWrongPassphraseIsNamedAsSuch() {
        const Outcome refused =
            run({"issue", "device", "acme", "--name", "y", "--json"}, "planted-wrong-one");
        QCOMPARE(refused.status, 6);
        QCOMPARE(refused.code(), QString("wrong-passphrase"));
        QVERIFY(!refused.out.contains("planted"));
    }

    void aLaptopAsksAndIsAnswered() {
        const Outcome asked =
            run({"request", "technician", "--name", "anna", "--out", "laptop", "--json"}, "her-own-secret");
        QCOMPARE(asked.status, 0);
        const QString fingerprint = asked.json()["fingerprint"].toString();
        const QStringList approve{"approve", "acme", "laptop/anna.request", "--json"};
        QCOMPARE(run(approve).status, 2); // nobody compared the fingerprint
        QCOMPARE(run(approve + QStringList{"--expect", QString(64, 'a')}).status, 6);
        QVERIFY(!QFile::exists(path("laptop/anna.answer")));
        const Outcome approved = run(approve + QStringList{"--expect", fingerprint.toUpper()});
        QCOMPARE(approved.status, 0);
        QCOMPARE(run({"import", "laptop/anna.answer", "--expect", QString(64, 'b')}, "her-own-secret").status,
                 6);
        const Outcome imported = run({"import", "laptop/anna.answer", "--json"}, "her-own-secret");
        QCOMPARE(imported.status, 0);
        QCOMPARE(imported.json()["rootFingerprint"], approved.json()["rootFingerprint"]);
        for (const char* name : {"identity.key", "identity.crt", "root.crt"}) {
            QVERIFY(QFile::exists(path(QString("config/fieldfare/") + name)));
        }
        QCOMPARE(run({"import", "laptop/anna.answer"}, "her-own-secret").status, 7);
        QCOMPARE(run({"import", "laptop/anna.answer", "--replace"}, "her-own-secret").status, 0);
    }

    void aBuildLaptopAsksForAReleaseKeyAndIsAnswered() {
        const Outcome asked =
            run({"request", "release", "--name", "release-ci", "--out", "ci", "--json"}, "her-own-secret");
        QCOMPARE(asked.status, 0);
        QCOMPARE(run({"approve", "acme", "ci/release-ci.request", "--expect",
                      asked.json()["fingerprint"].toString()})
                     .status,
                 0);
        const QByteArray identity = contentOf("config/fieldfare/identity.crt");
        QCOMPARE(run({"import", "ci/release-ci.answer", "--replace"}, "her-own-secret").status, 2);
        QCOMPARE(run({"import", "ci/release-ci.answer"}, "planted-wrong-one").status, 6);
        const Outcome imported = run({"import", "ci/release-ci.answer", "--json"}, "her-own-secret");
        QVERIFY2(imported.status == 0, imported.out.constData());
        QCOMPARE(imported.json()["certificate"].toString(), QString("ci/release-ci.crt"));
        QCOMPARE(contentOf("config/fieldfare/identity.crt"), identity); // who the laptop is has not changed
        const auto trust = TrustStore::fromPemFile(path("acme/root.crt").toStdString());
        const auto chain = Certificate::listFromFile(path("ci/release-ci.crt").toStdString());
        QVERIFY(trust.ok() && chain.ok());
        QVERIFY(trust->verifyPeer(chain.value(), Role::Release, {}).ok());
    }

    void theAuthorityIsCarriedAwayAndRestored() {
        QVERIFY(QDir(m_folder.path()).mkdir("stick"));
        const Outcome saved = run({"backup", "acme", "stick", "--json"}, "");
        QVERIFY2(saved.status == 0, saved.out.constData());
        QCOMPARE(saved.json()["keys"].toInt(), 5);
        const QString backup = saved.json()["folder"].toString();
        QVERIFY(backup.startsWith("stick/ACME-backup-"));
        QVERIFY(!QFile::exists(path(backup + "/issued")));
        QCOMPARE(run({"restore", backup, "second", "--expect", QString(64, 'a')}, "").status, 6);
        QVERIFY(!QFile::exists(path("second")));
        const Outcome restored = run(
            {"restore", backup, "second", "--expect", saved.json()["rootFingerprint"].toString(), "--json"},
            "");
        QVERIFY2(restored.status == 0, restored.out.constData());
        QCOMPARE(run({"restore", backup, "second"}, "").status, 7); // nothing is overwritten
        QCOMPARE(run({"issue", "device", "second", "--name", "gw-9"}).status, 0);
        QFile key(path(backup + "/root.key"));
        QVERIFY(key.open(QIODevice::Append));
        key.write("x");
        key.close();
        const Outcome damaged = run({"restore", backup, "third", "--json"}, "");
        QCOMPARE(damaged.status, 7);
        QCOMPARE(damaged.code(), QString("backup-damaged"));
        QVERIFY(!QFile::exists(path("third")));
    }

    void thePassphraseOfTheAuthorityIsChanged() {
        QFile file(path("new-pass"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("planted-new-passphrase\n");
        file.close();
        QCOMPARE(run({"passphrase", "second", "--new-passphrase-file", path("new-pass")}, "planted-wrong-one")
                     .status,
                 6);
        QCOMPARE(run({"passphrase", "second"}).status, 6); // nobody to ask for the new one
        QCOMPARE(run({"passphrase", "second", "--new-passphrase-file", path("new-pass")}).status, 0);
        QCOMPARE(run({"issue", "device", "second", "--name", "gw-10"}).status, 6);
        QCOMPARE(run({"issue", "device", "second", "--name", "gw-10"}, "planted-new-passphrase").status, 0);
    }

    void whatChangesTrustIsInTheLog() {
        const QByteArray log = contentOf("data/fieldfare/activity.log");
        for (const char* act : {"fleet-created", "key-issued", "key-approved", "fleet-joined", "key-imported",
                                "fleet-backed-up", "fleet-restored", "fleet-passphrase-changed"}) {
            QVERIFY2(log.contains(QByteArray("\"act\":\"") + act + '"'), act);
        }
    }

    void revokingShowsInTheList() {
        QCOMPARE(run({"issue", "technician", "acme", "--name", "eve"}).status, 0);
        QCOMPARE(run({"issue", "device", "acme", "--name", "eve"}).status, 0);
        QCOMPARE(run({"revoke", "acme", "eve"}).status, 2); // which of the two?
        QCOMPARE(run({"revoke", "acme", "nobody"}).status, 2);
        QCOMPARE(run({"revoke", "acme", "acme/root.crt"}).status, 7);
        const Outcome revoked = run({"revoke", "acme", "technician/eve", "--json"});
        QCOMPARE(revoked.status, 0);
        QCOMPARE(revoked.json()["number"].toInt(), 1);
        const Outcome listed = run({"list", "acme", "--json"});
        int withdrawn = 0;
        for (const QJsonValue& each : listed.json()["certificates"].toArray()) {
            withdrawn += each["revoked"].toBool() ? 1 : 0;
            QCOMPARE(each["revoked"].toBool(),
                     each["name"].toString() == "eve" && each["role"].toString() == "technician");
        }
        QCOMPARE(withdrawn, 1);
        QVERIFY(run({"list", "acme"}).out.contains("revoked"));
    }

    void aPersonIsAskedWithoutEcho() {
        const Outcome made = runOnATerminal("init typed --name TYPED", {passphrase, passphrase});
        QVERIFY2(made.status == 0, made.out.constData());
        QVERIFY(made.out.contains("New passphrase"));
        QCOMPARE(runOnATerminal("init differs --name TYPED", {passphrase, "planted-other-one"}).status, 2);
        QVERIFY(!QFile::exists(path("differs")));
    }

    void aPersonWhoSaysNoApprovesNothing() {
        QCOMPARE(run({"request", "technician", "--name", "bob", "--out", "laptop", "--no-encrypt"}).status,
                 0);
        const QString approve = "approve acme laptop/bob.request --passphrase-file pass";
        QVERIFY(runOnATerminal(approve, {"n"}).status != 0);
        QVERIFY(!QFile::exists(path("laptop/bob.answer")));
        const Outcome approved = runOnATerminal(approve, {"y"});
        QVERIFY2(approved.status == 0, approved.out.constData());
        QVERIFY(approved.out.contains("wants to be: technician"));
        QVERIFY(QFile::exists(path("laptop/bob.answer")));
    }

    void cleanupTestCase() {
        QVERIFY(!m_everythingPrinted.contains("planted"));
        QVERIFY(!m_everythingPrinted.contains("her-own-secret"));
        QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(files.fileName().endsWith("pass") || !file.readAll().contains("planted"),
                     qPrintable(files.filePath()));
        }
    }
};

QTEST_GUILESS_MAIN(TestCliKeys)
#include "tst_cli_keys.moc"
