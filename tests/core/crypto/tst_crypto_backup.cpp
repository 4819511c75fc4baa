// SPDX-License-Identifier: Apache-2.0
// A fleet's authority: copied to a stick and back, under another passphrase, and keys that are answered.
#include "tests/support/test_fleet.h"

#include "core/base/file.h"
#include "core/crypto/cms_verifier.h"
#include "core/crypto/fleet_backup.h"
#include "core/crypto/key_files.h"
#include "core/crypto/key_signer.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

namespace fs = std::filesystem;

constexpr UnixTime now{std::chrono::seconds{1'767'225'600}}; // 2026-01-01
constexpr KeyProtection quick{.scryptN = 16, .scryptR = 8, .scryptP = 1};
const std::string passphrase = "planted-passphrase-7731";

SecretProvider gives(std::string text) {
    return [text = std::move(text)](std::string_view) -> Result<Secret> { return Secret(text); };
}

template <typename T>
std::string slugOf(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(errorSlug(result.error().code()));
}

std::string textOf(const fs::path& path) {
    return std::string(asText(need(readFile(path, std::size_t{1} << 20))));
}

void overwrite(const fs::path& path, const std::string& text) {
    need(writeFileAtomically(path, asBytes(text)));
}

} // namespace

class TestFleetBackup : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    Fleet makeFleet(const std::string& name) const {
        return need(
            Fleet::create(path(name), {.name = "ACME", .now = now, .protection = quick}, Secret(passphrase)));
    }
    FleetBackup makeBackup(const std::string& name, UnixTime at = now) const {
        const Fleet fleet = makeFleet(name);
        fs::create_directory(path(name + "-stick"));
        return need(backUpFleet(fleet, path(name + "-stick"), at));
    }
    static IssuePlan plan(Role role, const std::string& name) {
        return {.role = role, .name = name, .now = now, .protection = quick};
    }

private Q_SLOTS:
    void aBackupHoldsTheAuthorityAndNothingThatWasIssued() {
        Fleet fleet = makeFleet("whole");
        (void)need(fleet.issue(plan(Role::Device, "gw-1"), gives(passphrase), gives(passphrase)));
        const IssuedFiles eve =
            need(fleet.issue(plan(Role::Technician, "eve"), gives(passphrase), gives(passphrase)));
        (void)need(fleet.revoke({eve.issued.publicKeyDigest()}, now, gives(passphrase)));
        fs::create_directory(path("stick"));
        const FleetBackup backup = need(backUpFleet(fleet, path("stick"), now));
        QCOMPARE(backup.folder.filename().string(), std::string("ACME-backup-20260101-000000"));
        QCOMPARE(backup.keys, authorityKeys);
        QCOMPARE(backup.files.size(), 14U); // five pairs, fleet, register, list and its signature
        QVERIFY(backup.root == fleet.root().fingerprint());
        QVERIFY(!fs::exists(backup.folder / "issued"));
        for (const std::string& name : backup.files) {
            QCOMPARE(textOf(backup.folder / name), textOf(fleet.folder() / name)); // as it lies
        }
        QCOMPARE(need(checkBackup(backup.folder)).files, backup.files);
        QCOMPARE(QDir(QString::fromStdString(path("stick").string()))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .size(),
                 1);
        QCOMPARE(slugOf(backUpFleet(fleet, path("stick"), now)), std::string("already-exists"));
        QCOMPARE(slugOf(backUpFleet(fleet, path("no-stick"), now)), std::string("not-found"));
    }

    void aRestoredFleetIssuesAndRevokesAsBefore() {
        Fleet fleet = makeFleet("lost");
        (void)need(fleet.issue(plan(Role::Technician, "eve"), gives(passphrase), gives(passphrase)));
        fs::create_directory(path("lost-stick"));
        const FleetBackup backup = need(backUpFleet(fleet, path("lost-stick"), now));
        fs::remove_all(fleet.folder());
        Fleet restored = need(restoreFleet(backup.folder, path("laptop") / "acme/"));
        QCOMPARE(restored.name(), std::string("ACME"));
        QVERIFY(restored.root().fingerprint() == backup.root);
        QVERIFY((fs::status(restored.folder()).permissions() & fs::perms::others_all) == fs::perms::none);
        QCOMPARE(need(restored.readRegister()).find("technician/eve").size(), 1U);
        const IssuedFiles files =
            need(restored.issue(plan(Role::Device, "gw-2"), gives(passphrase), gives(passphrase)));
        const TrustStore trust = need(TrustStore::fromPemFile(restored.rootPath()));
        QVERIFY(trust.verifyPeer(need(Certificate::listFromFile(files.certificate)), Role::Device, {}).ok());
        QCOMPARE(need(restored.revoke({files.issued.publicKeyDigest()}, now, gives(passphrase))).number, 1U);
    }

    void nothingIsOverwrittenByRestoring() {
        const FleetBackup backup = makeBackup("kept");
        const Fleet other = makeFleet("other");
        QCOMPARE(slugOf(restoreFleet(backup.folder, other.folder())), std::string("already-exists"));
        QVERIFY(need(Fleet::open(other.folder())).root().fingerprint() == other.root().fingerprint());
        fs::create_directory(path("empty"));
        QCOMPARE(slugOf(restoreFleet(backup.folder, path("empty"))), std::string("ok"));
    }

    void aDamagedBackupIsRefused_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("content"); // "-": gone; "~": one byte more
        QTest::newRow("no list") << "fieldfare-backup.json"
                                 << "-";
        QTest::newRow("a list that is no JSON") << "fieldfare-backup.json"
                                                << "{";
        QTest::newRow("a list of another kind") << "fieldfare-backup.json"
                                                << R"({"format":1,"type":"x"})";
        QTest::newRow("a key is gone") << "root.key"
                                       << "-";
        QTest::newRow("a key was changed") << "release-authority.key"
                                           << "~";
        QTest::newRow("the register was changed") << "issued.json"
                                                  << "~";
        QTest::newRow("a root of somebody else") << "root.crt"
                                                 << "~";
    }
    void aDamagedBackupIsRefused() {
        QFETCH(QString, file);
        QFETCH(QString, content);
        const std::string name =
            std::string("damaged-") + std::to_string(qHash(QString(QTest::currentDataTag())));
        const FleetBackup backup = makeBackup(name);
        const fs::path victim = backup.folder / file.toStdString();
        if (content == "-") {
            fs::remove(victim);
        } else {
            overwrite(victim, content == "~" ? textOf(victim) + "\n" : content.toStdString());
        }
        QCOMPARE(slugOf(checkBackup(backup.folder)), std::string("backup-damaged"));
        QCOMPARE(slugOf(restoreFleet(backup.folder, path(name + "-back"))), std::string("backup-damaged"));
        QVERIFY(!fs::exists(path(name + "-back")));
    }

    void aListThatLeadsOutOfTheFolderIsRefused() {
        const FleetBackup backup = makeBackup("outside");
        std::string list = textOf(backup.folder / "fieldfare-backup.json");
        const std::size_t at = list.find("\"root.key\"");
        QVERIFY(at != std::string::npos);
        overwrite(backup.folder / "fieldfare-backup.json", list.replace(at, 10, "\"../x.key\""));
        QCOMPARE(slugOf(checkBackup(backup.folder)), std::string("backup-damaged"));
    }

    void aFolderThatIsNoFleetsIsNotTakenForOne() {
        const FleetBackup one = makeBackup("one");
        const FleetBackup two = makeBackup("two");
        // A whole list, and files that it names, but of two fleets.
        std::string list = textOf(one.folder / "fieldfare-backup.json");
        const std::string root = one.root.hex();
        list.replace(list.find(root), root.size(), two.root.hex());
        overwrite(one.folder / "fieldfare-backup.json", list);
        QCOMPARE(slugOf(restoreFleet(one.folder, path("mixed"))), std::string("backup-damaged"));
    }

    void aKeyWithoutAPassphraseIsNotCarriedAway() {
        const Fleet fleet = makeFleet("bare");
        const PrivateKey key = need(openPrivateKey(fleet.folder() / "root.key", gives(passphrase)));
        overwrite(fleet.folder() / "root.key", std::string(need(key.toPem()).reveal()));
        fs::create_directory(path("bare-stick"));
        QCOMPARE(slugOf(backUpFleet(fleet, path("bare-stick"), now)), std::string("bad-key"));
        QVERIFY(fs::is_empty(path("bare-stick")));
    }

    void aSiteWithOneAuthoritySavesWhatItHas() {
        const Fleet fleet = makeFleet("site");
        for (const char* name : {"root.key", "release-authority.key", "release-authority.crt",
                                 "technician-authority.key", "depot-authority.key"}) {
            fs::remove(fleet.folder() / name);
        }
        fs::create_directory(path("site-stick"));
        QCOMPARE(need(backUpFleet(fleet, path("site-stick"), now)).keys, 1U);
    }

    void anotherPassphraseOpensAllKeysAndTheOldOneNone() {
        Fleet fleet = makeFleet("changed");
        const Secret fresh("another-long-passphrase");
        QCOMPARE(slugOf(fleet.changePassphrase(Secret("wrong"), fresh, quick)),
                 std::string("wrong-passphrase"));
        QCOMPARE(slugOf(openPrivateKey(fleet.folder() / "root.key", gives(passphrase))), std::string("ok"));
        QCOMPARE(slugOf(fleet.changePassphrase(Secret(passphrase), Secret(), quick)),
                 std::string("bad-value"));
        QCOMPARE(need(fleet.changePassphrase(Secret(passphrase), fresh, quick)), authorityKeys);
        for (const auto& entry : fs::directory_iterator(fleet.folder())) {
            if (entry.path().extension() == ".key") {
                QCOMPARE(slugOf(openPrivateKey(entry.path(), gives(passphrase))),
                         std::string("wrong-passphrase"));
                QCOMPARE(slugOf(openPrivateKey(entry.path(), gives("another-long-passphrase"))),
                         std::string("ok"));
            }
        }
    }

    void aChangeThatWasCutOffIsFinishedByTheSameCall() {
        Fleet fleet = makeFleet("cut");
        const Secret fresh("another-long-passphrase");
        const std::string before = textOf(fleet.folder() / "technician-authority.key");
        (void)need(fleet.changePassphrase(Secret(passphrase), fresh, quick));
        overwrite(fleet.folder() / "technician-authority.key", before); // the power failed before this one
        QCOMPARE(need(fleet.changePassphrase(Secret(passphrase), fresh, quick)), authorityKeys);
        QCOMPARE(slugOf(openPrivateKey(fleet.folder() / "technician-authority.key",
                                       gives("another-long-passphrase"))),
                 std::string("ok"));
    }

    void anAnsweredReleaseKeySigns() {
        Fleet fleet = makeFleet("keeper");
        const Secret own("the build laptop's own");
        const RequestFiles asked =
            need(makeKeyRequest(Role::Release, "release-build", path("build"), &own, quick));
        const KeyAnswer answer = need(fleet.approve(need(KeyRequest::parse(textOf(asked.request))),
                                                    plan(Role::Release, ""), gives(passphrase)));
        QCOMPARE(slugOf(placeCertificate(answer, asked.key, gives("wrong"))),
                 std::string("wrong-passphrase"));
        const fs::path certificate =
            need(placeCertificate(answer, asked.key, gives("the build laptop's own")));
        QCOMPARE(certificate, path("build") / "release-build.crt");
        const auto signer = need(openFileSigner(asked.key, certificate, gives("the build laptop's own")));
        const std::string text = "{}";
        const Bytes cms = need(signer->sign(asBytes(text), now));
        const TrustStore trust = need(TrustStore::fromPemFile(fleet.rootPath()));
        QCOMPARE(slugOf(verifyCms(asBytes(text), cms, trust, {}, {})), std::string("ok"));
        QCOMPARE(slugOf(placeCertificate(answer, asked.key, gives("the build laptop's own"))),
                 std::string("ok")); // once more does no harm
        overwrite(certificate, "somebody else's\n");
        QCOMPARE(slugOf(placeCertificate(answer, asked.key, gives("the build laptop's own"))),
                 std::string("already-exists"));
        QCOMPARE(textOf(certificate), std::string("somebody else's\n"));
        const RequestFiles other = need(makeKeyRequest(Role::Release, "other", path("build"), &own, quick));
        QCOMPARE(slugOf(placeCertificate(answer, other.key, gives("the build laptop's own"))),
                 std::string("key-mismatch"));
        QVERIFY(!fs::exists(path("build") / "other.crt"));
    }

    void aSignatureCountsForTheRoleOfItsSigner() {
        TestFleet fleet;
        TestFleet strangers;
        const std::string text = "what was done";
        const TestIdentity anna = fleet.issue(Role::Technician, "anna");
        const auto by = [&](const TestIdentity& who, UnixTime at = now) {
            return need(TestFleet::signerOf(who)->sign(asBytes(text), at));
        };
        const auto verdict = [&](const Bytes& cms) {
            return slugOf(verifySignatureBy(Role::Technician, asBytes(text), cms, fleet.trust()));
        };
        const AcceptedSigner signer =
            need(verifySignatureBy(Role::Technician, asBytes(text), by(anna), fleet.trust()));
        QCOMPARE(signer.certificate.commonName(), std::string("anna"));
        QVERIFY(signer.signingTime == now);
        QCOMPARE(verdict(by(fleet.issue(Role::Release, "release"))), std::string("wrong-role"));
        QCOMPARE(verdict(by(strangers.issue(Role::Technician, "eve"))), std::string("untrusted-signer"));
        QCOMPARE(verdict(by(fleet.issueExpired(Role::Technician, "old"))),
                 std::string("certificate-expired"));
        QCOMPARE(slugOf(verifySignatureBy(Role::Technician, asBytes(text + "!"), by(anna), fleet.trust())),
                 std::string("bad-signature"));
        fleet.revoke(anna.certificate());
        QCOMPARE(verdict(by(anna)), std::string("certificate-revoked"));
    }
};

QTEST_GUILESS_MAIN(TestFleetBackup)
#include "tst_crypto_backup.moc"
