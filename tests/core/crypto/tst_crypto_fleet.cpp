// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_fleet.h"

#include "core/base/file.h"
#include "core/crypto/cms_verifier.h"
#include "core/crypto/fleet.h"
#include "core/crypto/key_files.h"
#include "core/crypto/key_signer.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <sys/stat.h>
#include <thread>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

constexpr UnixTime now{std::chrono::seconds{1'767'225'600}}; // 2026-01-01
constexpr KeyProtection quick{.scryptN = 16, .scryptR = 8, .scryptP = 1};
const std::string passphrase = "planted-passphrase-7731";

SecretProvider gives(std::string text) {
    return [text = std::move(text)](std::string_view) -> Result<Secret> { return Secret(text); };
}

SecretProvider mustNotBeAsked() {
    return [](std::string_view) -> Result<Secret> {
        return Error(ErrorCode::BadUsage, {{"detail", "was asked"}});
    };
}

template <typename T>
std::string slugOf(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(errorSlug(result.error().code()));
}

unsigned modeOf(const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

std::string textOf(const std::filesystem::path& path) {
    return std::string(asText(need(readFile(path, std::size_t{1} << 20))));
}

} // namespace

class TestFleetKeys : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path fresh(const char* name) const { return m_folder.filePath(name).toStdString(); }
    Fleet makeFleet(const char* name) const {
        return need(Fleet::create(fresh(name), {.name = "ACME", .now = now, .protection = quick},
                                  Secret(passphrase)));
    }
    static IssuePlan plan(Role role, const std::string& name) {
        return {.role = role, .name = name, .now = now, .protection = quick};
    }
    static TrustStore trustOf(const Fleet& fleet) { return need(TrustStore::fromPemFile(fleet.rootPath())); }

private Q_SLOTS:
    void aNewFleetIsPrivateAndEncrypted() {
        const Fleet fleet = makeFleet("private");
        QCOMPARE(modeOf(fleet.folder()), 0700U);
        int keys = 0;
        for (const auto& entry : std::filesystem::directory_iterator(fleet.folder())) {
            QCOMPARE(modeOf(entry.path()), 0600U);
            if (entry.path().extension() == ".key") {
                ++keys;
                QVERIFY(textOf(entry.path()).starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
                QCOMPARE(slugOf(openPrivateKey(entry.path(), gives("wrong"))),
                         std::string("wrong-passphrase"));
                QCOMPARE(slugOf(openPrivateKey(entry.path(), gives(passphrase))), std::string("ok"));
            }
            QVERIFY(textOf(entry.path()).find(passphrase) == std::string::npos);
        }
        QCOMPARE(keys, 5);
        QCOMPARE(fleet.name(), std::string("ACME"));
    }

    void anExistingFleetIsNeverOverwritten() {
        const Fleet fleet = makeFleet("twice");
        const std::string key = textOf(fleet.folder() / "root.key");
        const auto again = Fleet::create(fleet.folder(), {.name = "OTHER", .now = now, .protection = quick},
                                         Secret(passphrase));
        QCOMPARE(slugOf(again), std::string("already-exists"));
        QCOMPARE(textOf(fleet.folder() / "root.key"), key);
        QCOMPARE(
            QDir(m_folder.path()).entryList({".fieldfare-draft-*"}, QDir::AllEntries | QDir::Hidden).size(),
            0);
    }

    void anEmptyPassphraseOrABadNameIsRefusedAndLeavesNothing() {
        QCOMPARE(
            slugOf(Fleet::create(fresh("none"), {.name = "ACME", .now = now, .protection = quick}, Secret())),
            std::string("bad-value"));
        QCOMPARE(slugOf(Fleet::create(fresh("none"), {.name = "../x", .now = now, .protection = quick},
                                      Secret(passphrase))),
                 std::string("bad-value"));
        QVERIFY(!std::filesystem::exists(fresh("none")));
    }

    void theRealKeyDerivationIsReadBack() {
        const PrivateKey key = need(PrivateKey::generate(KeyKind::EcP256));
        const Secret pem = need(key.toPem(Secret(passphrase), KeyProtection{}));
        const std::filesystem::path path = fresh("real.key");
        need(createFile(path, asBytes(pem.reveal()), 0600));
        QVERIFY(need(openPrivateKey(path, gives(passphrase))).publicKeyDigest() == key.publicKeyDigest());
    }

    void everyRoleIsIssuedAndFitsItsDoorOnly() {
        Fleet fleet = makeFleet("roles");
        const TrustStore trust = trustOf(fleet);
        for (const Role role : allRoles) {
            const IssuedFiles files =
                need(fleet.issue(plan(role, "one"), gives(passphrase), gives(passphrase)));
            const bool encrypted = role == Role::Release || role == Role::Technician;
            QCOMPARE(textOf(files.key).starts_with("-----BEGIN ENCRYPTED"), encrypted);
            QCOMPARE(modeOf(files.key), 0600U);
            const auto chain = need(Certificate::listFromFile(files.certificate));
            QCOMPARE(chain.size(), 2U);
            for (const Role door : allRoles) {
                const Result<> verdict = trust.verifyPeer(chain, door, {.floor = now, .now = now});
                QCOMPARE(verdict.ok(), door == role);
                if (door != role) {
                    QVERIFY(verdict.error().code() == ErrorCode::WrongRole);
                }
            }
        }
        QCOMPARE(need(fleet.readRegister()).certificates.size(), 4U);
    }

    void validityEndsAsAskedAndNeverAfterTheAuthority() {
        Fleet fleet = makeFleet("validity");
        IssuePlan week = plan(Role::Device, "week");
        week.validity = std::chrono::days{7};
        QVERIFY(need(fleet.issue(week, gives(passphrase), mustNotBeAsked())).issued.notAfter() ==
                now + std::chrono::days{7});
        IssuePlan aeons = plan(Role::Device, "aeons");
        aeons.validity = std::chrono::days{365 * 100};
        QVERIFY(need(fleet.issue(aeons, gives(passphrase), mustNotBeAsked())).issued.notAfter() ==
                need(fleet.authority(Role::Device)).notAfter());
        IssuePlan late = plan(Role::Device, "late");
        late.now = now + std::chrono::days{365 * 26};
        QCOMPARE(slugOf(fleet.issue(late, gives(passphrase), mustNotBeAsked())),
                 std::string("certificate-expired"));
        QVERIFY(!std::filesystem::exists(fleet.folder() / "issued/device/late.key"));
    }

    void aNameInUseIsRefusedUnlessAskedFor() {
        Fleet fleet = makeFleet("names");
        need(fleet.issue(plan(Role::Device, "dev-1"), gives(passphrase), mustNotBeAsked()));
        IssuePlan again = plan(Role::Device, "dev-1");
        again.outputFolder = fresh("elsewhere");
        QCOMPARE(slugOf(fleet.issue(again, gives(passphrase), mustNotBeAsked())),
                 std::string("already-exists"));
        QVERIFY(!std::filesystem::exists(fresh("elsewhere") / "dev-1.key"));
        again.reissue = IssuePlan::Reissue::Allow;
        QCOMPARE(slugOf(fleet.issue(again, gives(passphrase), mustNotBeAsked())), std::string("ok"));
        QCOMPARE(slugOf(fleet.issue(again, gives(passphrase), mustNotBeAsked())),
                 std::string("already-exists"));
    }

    void badNamesAreRefused_data() {
        QTest::addColumn<QByteArray>("name");
        for (const char* bad : {"", ".", "..", ".hidden", "-rf", "a/b", "a b", "a\nb", "\xc3\xa4", "a*"}) {
            QTest::newRow(QByteArray(bad).toPercentEncoding().constData()) << QByteArray(bad);
        }
        QTest::newRow("too long") << QByteArray(65, 'a');
        QTest::newRow("zero byte") << QByteArray("a\0b", 3);
    }
    void badNamesAreRefused() {
        QFETCH(QByteArray, name);
        QCOMPARE(slugOf(checkIdentityName("name", name.toStdString())), std::string("bad-value"));
        QCOMPARE(slugOf(checkIdentityName("name", std::string(64, 'a'))), std::string("ok"));
    }

    void aWrongPassphraseIssuesNothingAndIsNotRepeated() {
        Fleet fleet = makeFleet("wrong");
        const auto refused =
            fleet.issue(plan(Role::Technician, "anna"), gives("planted-but-wrong"), gives(passphrase));
        QCOMPARE(slugOf(refused), std::string("wrong-passphrase"));
        const std::string line = describeLine(refused.error());
        QVERIFY(line.find("planted") == std::string::npos);
        QVERIFY(!std::filesystem::exists(fleet.folder() / "issued/technician/anna.key"));
        QCOMPARE(need(fleet.readRegister()).certificates.size(), 0U);
    }

    void manyAtOnceGetDifferentSerialsAndAreAllRegistered() {
        makeFleet("parallel");
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([this, i] {
                Fleet fleet = need(Fleet::open(fresh("parallel")));
                need(fleet.issue(plan(Role::Device, "dev-" + std::to_string(i)), gives(passphrase),
                                 mustNotBeAsked()));
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        std::set<std::string> serials;
        for (const IssuedCertificate& each :
             need(need(Fleet::open(fresh("parallel"))).readRegister()).certificates) {
            QCOMPARE(each.serial.size(), 32U);
            serials.insert(each.serial);
        }
        QCOMPARE(serials.size(), 8U);
    }

    void aRequestIsApprovedAndInstalled() {
        Fleet fleet = makeFleet("request");
        const Secret own("laptop-secret");
        const RequestFiles files =
            need(makeKeyRequest(Role::Technician, "anna", fresh("laptop"), &own, quick));
        QCOMPARE(modeOf(files.key), 0600U);
        const KeyRequest request = need(KeyRequest::parse(textOf(files.request)));
        QVERIFY(request.publicKey == files.publicKey);
        const KeyAnswer approved =
            need(fleet.approve(request, plan(Role::Device, "ignored"), gives(passphrase)));
        const KeyAnswer answer = need(KeyAnswer::parse(approved.toText()));
        QCOMPARE(answer.fleet, std::string("ACME"));
        const std::filesystem::path home = fresh("home/fieldfare");
        need(installIdentity(answer, files.key, home, ExistingIdentity::Keep, gives("laptop-secret")));
        QCOMPARE(modeOf(home), 0700U);
        QCOMPARE(modeOf(home / "identity.key"), 0600U);
        QCOMPARE(textOf(home / "root.crt"), textOf(fleet.rootPath()));
        QCOMPARE(slugOf(openFileSigner(home / "identity.key", home / "identity.crt", gives("laptop-secret"))),
                 std::string("ok"));
        QCOMPARE(
            slugOf(installIdentity(answer, files.key, home, ExistingIdentity::Keep, gives("laptop-secret"))),
            std::string("already-exists"));
        QCOMPARE(slugOf(installIdentity(answer, files.key, home, ExistingIdentity::Replace,
                                        gives("laptop-secret"))),
                 std::string("ok"));
    }

    void anAnswerForAnotherKeyIsNotInstalled() {
        Fleet fleet = makeFleet("mismatch");
        const RequestFiles mine = need(makeKeyRequest(Role::Technician, "anna", fresh("mine"), nullptr));
        const RequestFiles theirs = need(makeKeyRequest(Role::Technician, "anna", fresh("theirs"), nullptr));
        const KeyAnswer answer = need(fleet.approve(need(KeyRequest::parse(textOf(theirs.request))),
                                                    plan(Role::Device, ""), gives(passphrase)));
        QCOMPARE(slugOf(installIdentity(answer, mine.key, fresh("nobody"), ExistingIdentity::Keep,
                                        mustNotBeAsked())),
                 std::string("key-mismatch"));
        QVERIFY(!std::filesystem::exists(fresh("nobody") / "identity.key"));
    }

    void aChangedRequestIsRefused() {
        const RequestFiles files = need(makeKeyRequest(Role::Technician, "anna", fresh("changed"), nullptr));
        const std::string text = textOf(files.request);
        std::string renamed = text;
        renamed.replace(renamed.find("anna"), 4, "root");
        QCOMPARE(slugOf(KeyRequest::parse(renamed)), std::string("bad-value"));
        std::string unknown = text;
        unknown.replace(unknown.find("technician"), 10, "superuser!");
        QCOMPARE(slugOf(KeyRequest::parse(unknown)), std::string("bad-value"));
        std::string cut = text;
        cut.erase(cut.find("MII") + 40, 4);
        QCOMPARE(QString::fromStdString(slugOf(KeyRequest::parse(cut))), QString("bad-certificate"));
        QCOMPARE(slugOf(KeyRequest::parse(std::string(70000, ' '))), std::string("too-large"));
    }

    void anAnswerWithAnotherRoleOrRootIsRefused() {
        Fleet fleet = makeFleet("answers");
        TestFleet other;
        const RequestFiles files = need(makeKeyRequest(Role::Device, "dev-9", fresh("answers-in"), nullptr));
        KeyAnswer answer = need(fleet.approve(need(KeyRequest::parse(textOf(files.request))),
                                              plan(Role::Device, ""), gives(passphrase)));
        answer.role = Role::Technician;
        QCOMPARE(slugOf(KeyAnswer::parse(answer.toText())), std::string("wrong-role"));
        answer.role = Role::Device;
        answer.root = other.root().certificate();
        QCOMPARE(slugOf(KeyAnswer::parse(answer.toText())), std::string("untrusted-chain"));
    }

    void revokingRaisesTheNumberAndDevicesBelieveIt() {
        Fleet fleet = makeFleet("revoke");
        const IssuedFiles files =
            need(fleet.issue(plan(Role::Technician, "eve"), gives(passphrase), gives(passphrase)));
        const auto chain = need(Certificate::listFromFile(files.certificate));
        TrustStore trust = trustOf(fleet);
        QVERIFY(trust.verifyPeer(chain, Role::Technician, {}).ok());
        need(fleet.revoke({files.issued.publicKeyDigest()}, now, gives(passphrase)));
        const Bytes json = need(readFile(fleet.folder() / "revocations.json", maxRevocationsBytes));
        const Bytes cms = need(readFile(fleet.folder() / "revocations.cms", maxCmsBytes));
        trust.setRevocations(need(openRevocations(json, cms, trust)));
        QCOMPARE(trust.revocations().number, 1U);
        QCOMPARE(slugOf(trust.verifyPeer(chain, Role::Technician, {})), std::string("certificate-revoked"));
        const RevocationList second =
            need(fleet.revoke({files.issued.publicKeyDigest()}, now, gives(passphrase)));
        QCOMPARE(second.number, 2U);
        QCOMPARE(second.publicKeys.size(), 1U);
        QVERIFY(
            need(fleet.readRegister()).isRevoked(need(fleet.readRegister()).find("technician/eve").at(0)));
    }

    void revocationsOfAnyoneButTheRootAreRefused() {
        TestFleet fleet;
        TestFleet other;
        fleet.revoke(fleet.issue(Role::Device, "dev-1").certificate());
        const Bytes json = fleet.revocationsJson();
        QCOMPARE(slugOf(openRevocations(json, fleet.revocationsCms(), fleet.trust())), std::string("ok"));
        QCOMPARE(slugOf(openRevocations(json, fleet.revocationsCms(), other.trust())),
                 std::string("untrusted-signer"));
        for (const Role role : allRoles) {
            const Bytes authoritys = need(TestFleet::signerOf(fleet.authority(role))->sign(json, now));
            QCOMPARE(slugOf(openRevocations(json, authoritys, fleet.trust())),
                     std::string("untrusted-signer"));
        }
        const Bytes release = need(fleet.signer()->sign(json, now));
        QCOMPARE(slugOf(openRevocations(json, release, fleet.trust())), std::string("untrusted-signer"));
        Bytes changed = json;
        changed[changed.size() / 2] ^= std::byte{1};
        QCOMPARE(slugOf(openRevocations(changed, fleet.revocationsCms(), fleet.trust())),
                 std::string("bad-signature"));
        QCOMPARE(
            slugOf(openRevocations(Bytes(maxRevocationsBytes + 1), fleet.revocationsCms(), fleet.trust())),
            std::string("too-large"));
    }

    void plainOpensslAcceptsWhatWeMake() {
        Fleet fleet = makeFleet("openssl");
        const IssuedFiles files =
            need(fleet.issue(plan(Role::Device, "dev-1"), gives(passphrase), mustNotBeAsked()));
        QProcess openssl;
        const QString root = QString::fromStdString(fleet.rootPath().string());
        const QString leaf = QString::fromStdString(files.certificate.string());
        openssl.start("openssl", {"verify", "-x509_strict", "-purpose", "sslserver", "-attime", "1767225600",
                                  "-CAfile", root, "-untrusted", leaf, leaf});
        QVERIFY(openssl.waitForFinished());
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
        openssl.start("openssl",
                      {"pkey", "-in", QString::fromStdString((fleet.folder() / "root.key").string()),
                       "-passin", "pass:" + QString::fromStdString(passphrase), "-noout"});
        QVERIFY(openssl.waitForFinished());
        QCOMPARE(openssl.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFleetKeys)
#include "tst_crypto_fleet.moc"
