// SPDX-License-Identifier: Apache-2.0
// The keys of a fleet and the identity of a laptop, on real folders.
#include "app/client/identity.h"
#include "app/workbench/fleet_keys.h"
#include "app/workbench/key_words.h"
#include "app/workbench/laptop_identity.h"
#include "app/workbench/live/live_link.h"
#include "core/base/file.h"
#include "tests/support/test_fleet.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

const QString passphrase = QStringLiteral("a few good words");

SecretProvider giving(const QString& secret) {
    return [secret](std::string_view) -> Result<Secret> { return Secret(secret.toStdString()); };
}

/// A laptop with a place for its identity, and the keeper's view of keys.
struct Bench {
    QTemporaryDir folder;
    Passphrases passphrases;
    FleetKeys fleet{passphrases, path("config")};
    LaptopIdentity laptop{paths(), path("config").toStdString()};
    QSignalSpy wanted{&fleet, &FleetKeys::passphraseWanted};

    Bench() {
        fleet.setProtection({1024});
        laptop.setProtection({1024});
    }
    [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
    [[nodiscard]] IdentityPaths paths() const {
        const std::filesystem::path config = path("config").toStdString();
        return {config / "identity.key", config / "identity.crt", config / "root.crt"};
    }
    [[nodiscard]] bool settled() {
        return QTest::qWaitFor([this] { return fleet.busy().isEmpty() && !laptop.busy(); }, 60'000);
    }
    [[nodiscard]] bool create(const QString& technician = {}) {
        fleet.create(path("acme"), "ACME", technician, passphrase);
        return settled() && fleet.open() && fleet.error().toMap().isEmpty();
    }
    [[nodiscard]] QVariantMap row(const QString& name) const {
        for (const QVariant& each : fleet.certificates()) {
            if (each.toMap()["name"] == name) {
                return each.toMap();
            }
        }
        return {};
    }
    [[nodiscard]] QString wrong() const { return fleet.error().toMap()["happened"].toString(); }
};

} // namespace

class WorkbenchKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFleetIsCreatedWithThisLaptopAsItsTechnician();
    void anIdentityThatIsThereIsNotReplacedByANewFleet();
    void anActAsksForThePassphraseAndKeepsIt();
    void aWrongPassphraseIsSaidAndAskedAgain();
    void aNameIsIssuedOnceAndRenewedDeliberately();
    void lockingClosesTheLinksThatUseTheKey();
    void aRevokedKeyIsShownAndTheLaptopGetsTheList();
    void aRequestTravelsAndTheAnswerMakesATechnician();
    void aRequestThatWasChangedIsRefused();
    void aBuildComputerAsksForAReleaseKeyAndIsAnswered();
    void anAnswerForAnotherRoleIsRefused();
    void theAuthorityIsBackedUpAndRestoredOnAnotherLaptop();
    void aBackupThatIsDamagedIsNotRestored();
    void theFleetsPassphraseIsChanged();
    void whatDevicesNeedIsExported();
    void certificatesThatEndSoonAreWarnedOf();
    void aFolderWithoutAFleetIsSaid();
};

void WorkbenchKeysTest::aFleetIsCreatedWithThisLaptopAsItsTechnician() {
    Bench bench;
    const QSignalSpy installed(&bench.fleet, &FleetKeys::identityInstalled);
    const QSignalSpy created(&bench.fleet, &FleetKeys::created);
    QVERIFY(bench.laptop.card().toMap().isEmpty());
    QVERIFY(bench.create("anna"));
    QCOMPARE(created.size(), 1);
    QCOMPARE(installed.size(), 1);
    QCOMPARE(bench.fleet.name(), "ACME");
    QVERIFY(bench.fleet.done().contains("anna"));
    QCOMPARE(bench.fleet.certificates().size(), 2);
    bench.laptop.refresh();
    QCOMPARE(bench.laptop.card().toMap()["name"].toString(), "anna");
    QCOMPARE(bench.laptop.card().toMap()["fingerprint"].toString(), bench.fleet.fingerprint());
    QVERIFY(bench.laptop.warning().isEmpty());
    (void)need(Identity::load(bench.paths(), giving(passphrase))); // devices would let it in
    const QString year = QString::number(QDate::currentDate().year());
    (void)need(openFileSigner(bench.path("acme/issued/release/release-" + year + ".key").toStdString(),
                              bench.path("acme/issued/release/release-" + year + ".crt").toStdString(),
                              giving(passphrase)));
    QCOMPARE(bench.wanted.size(), 0);
}

void WorkbenchKeysTest::anIdentityThatIsThereIsNotReplacedByANewFleet() {
    Bench bench;
    QVERIFY(bench.create("anna"));
    bench.fleet.create(bench.path("other"), "Other", "anna", passphrase);
    QVERIFY(bench.settled());
    QVERIFY(bench.wrong().contains("already there"));
    QVERIFY(!QFileInfo::exists(bench.path("other"))); // nothing at all was made
    bench.fleet.create(bench.path("acme"), "Other", {}, passphrase);
    QVERIFY(bench.settled());
    QVERIFY(bench.wrong().contains("already there"));
    QCOMPARE(bench.fleet.name(), "ACME");
    QVERIFY(!bench.passphrases.recall(bench.path("other")));
}

void WorkbenchKeysTest::anActAsksForThePassphraseAndKeepsIt() {
    Bench bench;
    QVERIFY(bench.create());
    bench.passphrases.lockNow();
    const QSignalSpy issued(&bench.fleet, &FleetKeys::issued);
    bench.fleet.issue("device", "gw-1", bench.path("stick"));
    QCOMPARE(bench.wanted.size(), 1);
    QVERIFY(bench.fleet.busy().isEmpty() && issued.isEmpty()); // it waits
    bench.fleet.givePassphrase(passphrase);
    QVERIFY(bench.settled());
    QVERIFY2(issued.size() == 1, qPrintable(bench.wrong()));
    QCOMPARE(bench.fleet.doneFiles(),
             QStringList({bench.path("stick/gw-1.key"), bench.path("stick/gw-1.crt")}));
    bench.fleet.issue("release", "release-1", {});
    QVERIFY(bench.settled());
    QCOMPARE(bench.wanted.size(), 1); // it is kept
    QCOMPARE(bench.fleet.certificates().size(), 2);
    bench.fleet.setRole("device");
    QCOMPARE(bench.fleet.certificates().size(), 1);
    QCOMPARE(bench.row("gw-1")["stateText"].toString().left(11), "Valid until");
    bench.fleet.close();
    QVERIFY(!bench.passphrases.any() && !bench.fleet.open());
}

void WorkbenchKeysTest::aWrongPassphraseIsSaidAndAskedAgain() {
    Bench bench;
    QVERIFY(bench.create());
    bench.passphrases.lockNow();
    bench.fleet.issue("device", "gw-1", {});
    bench.fleet.givePassphrase("not this one");
    QVERIFY(bench.settled());
    QCOMPARE(bench.wanted.size(), 2);
    QVERIFY(bench.fleet.passphraseProblem().contains("does not open"));
    QVERIFY(!bench.passphrases.any() && bench.fleet.certificates().isEmpty());
    bench.fleet.givePassphrase(passphrase);
    QVERIFY(bench.settled());
    QCOMPARE(bench.fleet.certificates().size(), 1);
    QVERIFY(bench.fleet.error().toMap().isEmpty());
}

void WorkbenchKeysTest::lockingClosesTheLinksThatUseTheKey() {
    Bench bench;
    qunsetenv("FIELDFARE_PASSPHRASE");
    QVERIFY(bench.create("nora")); // with a passphrase
    Technician technician(bench.paths());
    QVERIFY(technician.locked());
    QVERIFY(technician.unlock(passphrase).isEmpty());
    QVERIFY(technician.lockable());
    QTcpServer device; // takes the connection and says nothing
    QVERIFY(device.listen(QHostAddress::LocalHost));
    LiveLinks links(technician, nullptr);
    const auto link = links.make(QStringLiteral("127.0.0.1:%1").arg(device.serverPort()), {});
    std::optional<Error> lost;
    connect(link.get(), &DeviceLink::lost, this, [&](const Error& error) { lost = error; });
    link->open();
    QTRY_VERIFY(device.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(device.nextPendingConnection());
    const QSignalSpy closed(peer.get(), &QTcpSocket::disconnected);
    QVERIFY(!lost);
    technician.lock();
    QVERIFY(lost.has_value());
    QVERIFY(*lost == ErrorCode::WrongPassphrase);
    QTRY_COMPARE(closed.size(), 1);
    technician.lock(); // it is closed already
    QVERIFY(technician.locked());
}

void WorkbenchKeysTest::aNameIsIssuedOnceAndRenewedDeliberately() {
    Bench bench;
    QVERIFY(bench.create());
    bench.fleet.issue("technician", "anna", {});
    QVERIFY(bench.settled());
    bench.fleet.issue("technician", "anna", {});
    QVERIFY(bench.settled());
    QVERIFY(!bench.wrong().isEmpty());
    QCOMPARE(bench.fleet.certificates().size(), 1);
    bench.fleet.renew("technician", "anna");
    QVERIFY(bench.settled());
    QVERIFY2(bench.wrong().isEmpty(), qPrintable(bench.wrong()));
    QCOMPARE(bench.fleet.certificates().size(), 2);
    QVERIFY(bench.fleet.doneFiles().at(0) != bench.path("acme/issued/technician/anna.key"));
    QVERIFY(QFileInfo::exists(bench.path("acme/issued/technician/anna.key"))); // the old one is not touched
    bench.fleet.issue("device", "../evil", {});
    QVERIFY(bench.settled());
    QVERIFY(bench.wrong().contains("not allowed"));
}

void WorkbenchKeysTest::aRevokedKeyIsShownAndTheLaptopGetsTheList() {
    Bench bench;
    QVERIFY(bench.create("anna"));
    bench.fleet.issue("technician", "eve", {});
    QVERIFY(bench.settled());
    const QSignalSpy revoked(&bench.fleet, &FleetKeys::revoked);
    bench.fleet.revoke(bench.row("eve")["key"].toString());
    QVERIFY(bench.settled());
    QCOMPARE(revoked.size(), 1);
    QCOMPARE(bench.row("eve")["stateText"].toString(), "Revoked");
    QCOMPARE(bench.row("eve")["live"], false);
    QVERIFY(bench.row("anna")["live"].toBool());
    QVERIFY(bench.fleet.done().contains("This laptop's pushes carry it"));
    const auto identity = need(Identity::load(bench.paths(), giving(passphrase)));
    QCOMPARE(identity->revocations()->number, 1U);
}

void WorkbenchKeysTest::aRequestTravelsAndTheAnswerMakesATechnician() {
    Bench keeper;
    QVERIFY(keeper.create());
    Bench other;
    QDir(other.folder.path()).mkpath("stick");
    other.laptop.makeRequest("ben", other.path("stick"), "ben's words");
    QVERIFY(other.settled());
    const QVariantMap made = other.laptop.request().toMap();
    QCOMPARE(made["path"].toString(), other.path("stick/ben.request"));
    keeper.fleet.readRequest(made["path"].toString());
    const QVariantMap asked = keeper.fleet.request().toMap();
    QCOMPARE(asked["name"].toString(), "ben");
    QCOMPARE(asked["fingerprint"], made["fingerprint"]); // what both read to each other
    const QSignalSpy approved(&keeper.fleet, &FleetKeys::approved);
    keeper.fleet.approve(false);
    QVERIFY(keeper.settled());
    QCOMPARE(approved.size(), 1);
    // The answer comes on a stick of its own, weeks later; the key stayed where it was made.
    const QString answerPath = other.path("ben.answer");
    QVERIFY(QFile::copy(keeper.fleet.doneFiles().at(0), answerPath));
    other.laptop.begin();
    other.laptop.readAnswer(answerPath);
    const QVariantMap answer = other.laptop.answer().toMap();
    QCOMPARE(answer["fleet"].toString(), "ACME");
    QCOMPARE(answer["fingerprint"].toString(), keeper.fleet.fingerprint());
    QVERIFY(answer["needsPassphrase"].toBool() && !answer["replaces"].toBool());
    other.laptop.accept("wrong");
    QVERIFY(other.settled());
    QVERIFY(!other.laptop.error().toMap().isEmpty() && other.laptop.card().toMap().isEmpty());
    const QSignalSpy joined(&other.laptop, &LaptopIdentity::joined);
    other.laptop.accept("ben's words");
    QVERIFY(other.settled());
    QCOMPARE(joined.size(), 1);
    QCOMPARE(other.laptop.card().toMap()["name"].toString(), "ben");
    (void)need(Identity::load(other.paths(), giving("ben's words")));
    other.laptop.readAnswer(other.path("nothing.answer"));
    QVERIFY(other.laptop.error().toMap()["happened"].toString().contains("does not exist"));
}

void WorkbenchKeysTest::aRequestThatWasChangedIsRefused() {
    Bench bench;
    QVERIFY(bench.create());
    bench.laptop.makeRequest("ben", bench.folder.path(), {});
    QVERIFY(bench.settled());
    const QString path = bench.laptop.request().toMap()["path"].toString();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray content = file.readAll().replace("\"ben\"", "\"eve\"");
    QVERIFY(file.resize(0) && file.seek(0) && file.write(content) == content.size());
    file.close();
    bench.fleet.readRequest(path);
    QVERIFY(!bench.wrong().isEmpty() && bench.fleet.request().toMap().isEmpty());
}

void WorkbenchKeysTest::aBuildComputerAsksForAReleaseKeyAndIsAnswered() {
    Bench keeper;
    QVERIFY(keeper.create());
    Bench builder;
    ReleaseKey& key = *builder.laptop.releaseKey();
    key.setProtection({1024});
    QDir(builder.folder.path()).mkpath("keys");
    key.makeRequest("release-ci", builder.path("keys"), "the builder's words");
    QTRY_VERIFY(!key.busy());
    keeper.fleet.readRequest(key.request().toMap()["path"].toString());
    QCOMPARE(keeper.fleet.request().toMap()["roleTitle"].toString(), "Release key");
    QCOMPARE(keeper.fleet.request().toMap()["fingerprint"], key.request().toMap()["fingerprint"]);
    keeper.fleet.approve(false);
    QVERIFY(keeper.settled());
    key.readAnswer(builder.path("keys/release-ci.answer"));
    QCOMPARE(key.answer().toMap()["fingerprint"].toString(), keeper.fleet.fingerprint());
    QVERIFY(!key.answer().toMap()["replaces"].toBool());
    key.accept("wrong");
    QTRY_VERIFY(!key.busy());
    QVERIFY(key.error().toMap()["happened"].toString().contains("does not open") &&
            key.certificate().isEmpty());
    const QSignalSpy imported(&key, &ReleaseKey::imported);
    key.accept("the builder's words");
    QTRY_COMPARE(imported.size(), 1);
    QCOMPARE(imported.at(0).at(0).toString(), "release-ci");
    QCOMPARE(imported.at(0).at(1).toString(), "ACME");
    QCOMPARE(key.certificate(), builder.path("keys/release-ci.crt"));
    (void)need(openFileSigner(builder.path("keys/release-ci.key").toStdString(),
                              key.certificate().toStdString(), giving("the builder's words")));
    QVERIFY(builder.laptop.card().toMap().isEmpty()); // who the laptop is has not changed
}

void WorkbenchKeysTest::anAnswerForAnotherRoleIsRefused() {
    Bench bench;
    QVERIFY(bench.create());
    bench.laptop.makeRequest("ben", bench.folder.path(), {});
    QVERIFY(bench.settled());
    bench.fleet.readRequest(bench.path("ben.request"));
    bench.fleet.approve(false);
    QVERIFY(bench.settled());
    ReleaseKey& key = *bench.laptop.releaseKey();
    key.readAnswer(bench.path("ben.answer"));
    QVERIFY(key.answer().toMap().isEmpty());
    QVERIFY(key.error().toMap()["happened"].toString().contains("release"));
    QVERIFY(!QFileInfo::exists(bench.path("ben.crt")));
}

void WorkbenchKeysTest::theAuthorityIsBackedUpAndRestoredOnAnotherLaptop() {
    Bench bench;
    QVERIFY(bench.create("anna"));
    bench.passphrases.lockNow();
    QDir(bench.folder.path()).mkpath("stick");
    const QSignalSpy acted(&bench.fleet, &FleetKeys::acted);
    bench.fleet.backUpTo(bench.path("stick"));
    QVERIFY(bench.settled());
    QVERIFY2(bench.wrong().isEmpty(), qPrintable(bench.wrong()));
    QCOMPARE(bench.wanted.size(), 0); // no passphrase is needed: the keys stay encrypted
    QVERIFY(bench.fleet.done().contains("read back"));
    QCOMPARE(acted.size(), 1);
    const QString backup = bench.fleet.doneFiles().at(0);
    QVERIFY(backup.startsWith(bench.path("stick/ACME-backup-")));

    Bench other;
    other.fleet.restore(other.path("acme")); // nothing was read yet
    QVERIFY(!QFileInfo::exists(other.path("acme")));
    other.fleet.readBackup(backup);
    QCOMPARE(other.fleet.backup().toMap()["fleet"].toString(), "ACME");
    QCOMPARE(other.fleet.backup().toMap()["keys"].toInt(), 5);
    QCOMPARE(other.fleet.backup().toMap()["fingerprint"].toString(), bench.fleet.fingerprint());
    const QSignalSpy restored(&other.fleet, &FleetKeys::restored);
    other.fleet.restore(other.path("acme"));
    QVERIFY(other.settled());
    QCOMPARE(restored.size(), 1);
    QCOMPARE(other.fleet.name(), "ACME");
    QCOMPARE(other.fleet.certificates().size(), 2); // it knows what was issued
    QVERIFY(!other.fleet.done().isEmpty() && other.fleet.backup().toMap().isEmpty());
    other.fleet.issue("device", "gw-2", {});
    other.fleet.givePassphrase(passphrase);
    QVERIFY(other.settled());
    QCOMPARE(other.fleet.certificates().size(), 3);
}

void WorkbenchKeysTest::aBackupThatIsDamagedIsNotRestored() {
    Bench bench;
    QVERIFY(bench.create());
    bench.fleet.backUpTo(bench.path("nowhere"));
    QVERIFY(bench.settled());
    QVERIFY(!bench.wrong().isEmpty());
    QDir(bench.folder.path()).mkpath("stick");
    bench.fleet.backUpTo(bench.path("stick"));
    QVERIFY(bench.settled());
    const QString backup = bench.fleet.doneFiles().at(0);
    bench.fleet.readBackup(bench.path("stick")); // the folder above it
    QVERIFY(bench.wrong().contains("cannot be used") && bench.fleet.backup().toMap().isEmpty());
    bench.fleet.readBackup(backup);
    QVERIFY(bench.wrong().isEmpty());
    QVERIFY(QFile::remove(backup + "/issued.json")); // the stick is pulled too early, or worse
    bench.fleet.restore(bench.path("again"));
    QVERIFY(bench.settled());
    QVERIFY(bench.wrong().contains("cannot be used"));
    QVERIFY(!QFileInfo::exists(bench.path("again")));
    QCOMPARE(bench.fleet.folder(), bench.path("acme")); // the one that was open stays open
}

void WorkbenchKeysTest::theFleetsPassphraseIsChanged() {
    Bench bench;
    QVERIFY(bench.create());
    const QSignalSpy changed(&bench.fleet, &FleetKeys::passphraseChanged);
    bench.fleet.changePassphrase("not this one", "quite another one");
    QVERIFY(bench.settled());
    QVERIFY(changed.isEmpty() && bench.fleet.passphraseProblem().contains("does not open"));
    QCOMPARE(bench.wanted.size(), 1); // it is asked again
    bench.fleet.givePassphrase(passphrase);
    QVERIFY(bench.settled());
    QCOMPARE(changed.size(), 1);
    bench.fleet.issue("device", "gw-1", {}); // the new one is kept
    QVERIFY(bench.settled());
    QCOMPARE(bench.fleet.certificates().size(), 1);
    bench.passphrases.lockNow();
    bench.fleet.issue("device", "gw-2", {});
    bench.fleet.givePassphrase(passphrase);
    QVERIFY(bench.settled());
    QCOMPARE(bench.fleet.certificates().size(), 1); // the old one opens nothing
    bench.fleet.givePassphrase("quite another one");
    QVERIFY(bench.settled());
    QCOMPARE(bench.fleet.certificates().size(), 2);
}

void WorkbenchKeysTest::whatDevicesNeedIsExported() {
    Bench bench;
    QVERIFY(bench.create());
    QDir(bench.folder.path()).mkpath("stick");
    bench.fleet.exportTo(QUrl::fromLocalFile(bench.path("stick")));
    QCOMPARE(bench.fleet.doneFiles(), QStringList(bench.path("stick/root.crt")));
    bench.fleet.issue("device", "gw-1", {});
    QVERIFY(bench.settled());
    bench.fleet.revoke(bench.row("gw-1")["key"].toString());
    QVERIFY(bench.settled());
    QVERIFY(bench.fleet.done().contains("Carry it to the laptops"));
    bench.fleet.exportTo(QUrl::fromLocalFile(bench.path("stick")));
    QCOMPARE(QDir(bench.path("stick")).entryList(QDir::Files),
             QStringList({"revocations.cms", "revocations.json", "root.crt"}));
    bench.fleet.exportTo(QUrl::fromLocalFile(bench.path("nowhere")));
    QVERIFY(!bench.wrong().isEmpty());
}

void WorkbenchKeysTest::certificatesThatEndSoonAreWarnedOf() {
    const QDateTime now(QDate(2026, 11, 26), QTime(12, 0));
    QCOMPARE(validityWords(now.addDays(400), now).kind, "good");
    QCOMPARE(validityWords(now.addDays(60), now).text, "Expires soon: 2027-01-25");
    QCOMPARE(validityWords(now.addDays(60), now).kind, "trial");
    QCOMPARE(validityWords(now.addSecs(-1), now).kind, "bad");
    Bench bench;
    Fleet fleet = need(Fleet::create(bench.path("acme").toStdString(),
                                     {.name = "ACME", .now = SystemClock().now(), .protection = {1024}},
                                     Secret(passphrase.toStdString())));
    for (const auto& [name, days] : {std::pair{"anna", 30}, {"ben", 300}}) {
        (void)need(fleet.issue({.role = Role::Technician,
                                .name = name,
                                .now = SystemClock().now(),
                                .validity = std::chrono::days(days),
                                .protection = {1024}},
                               giving(passphrase), giving(passphrase)));
    }
    bench.fleet.openFolder(bench.path("acme"));
    QVERIFY(bench.fleet.expiring().contains("within 60 days: 1."));
    QCOMPARE(bench.row("anna")["kind"].toString(), "trial");
    bench.passphrases.keep(bench.fleet.folder(), Secret(passphrase.toStdString()));
    bench.fleet.renew("technician", "anna");
    QVERIFY(bench.settled());
    QVERIFY(bench.fleet.expiring().isEmpty());
}

void WorkbenchKeysTest::aFolderWithoutAFleetIsSaid() {
    Bench bench;
    bench.fleet.openFolder(bench.folder.path());
    QVERIFY(!bench.fleet.open() && !bench.wrong().isEmpty());
    bench.fleet.dismiss();
    QVERIFY(bench.wrong().isEmpty());
    QVERIFY(bench.laptop.given() == false);
    const LaptopIdentity named({"/elsewhere/anna.key", "/elsewhere/anna.crt", "/elsewhere/root.crt"},
                               bench.path("config").toStdString());
    QVERIFY(named.given());
}

QTEST_GUILESS_MAIN(WorkbenchKeysTest)
#include "tst_workbench_keys.moc"
