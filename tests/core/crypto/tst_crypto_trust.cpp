// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_fleet.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

constexpr UnixTime today{std::chrono::seconds{1'767'225'600}}; // 2026-01-01
constexpr std::chrono::days year{365};

std::string outcome(const Result<>& verdict) {
    return verdict.ok() ? "accepted" : std::string(errorSlug(verdict.error().code()));
}

template <typename T>
std::string slugOf(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(errorSlug(result.error().code()));
}

} // namespace

class TestTrust : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256IsThatOfFips180() {
        QCOMPARE(sha256({}).hex(),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        Sha256 incremental;
        for (const char* part : {"a", "", "bc"}) {
            incremental.update(asBytes(part));
        }
        const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        QCOMPARE(incremental.finish().hex(), abc);
        QVERIFY(incremental.finish() == sha256({})); // finish() starts anew
        QVERIFY(need(digestFromHex(abc)) == sha256(asBytes("abc")));
        QCOMPARE(slugOf(digestFromHex(abc.substr(2))), std::string("bad-value"));
        QCOMPARE(slugOf(digestFromHex(abc + "00")), std::string("bad-value"));
        QCOMPARE(slugOf(digestFromHex(std::string(64, 'g'))), std::string("bad-value"));
    }

    void everyRoleOpensItsOwnDoorOnly() {
        TestFleet fleet;
        const TrustStore trust = fleet.trust();
        for (const Role role : allRoles) {
            const TestIdentity identity = fleet.issue(role, std::string(roleName(role)));
            for (const Role door : allRoles) {
                QCOMPARE(outcome(trust.verifyPeer(identity.chain, door, {.floor = today, .now = today})),
                         std::string(door == role ? "accepted" : "wrong-role"));
            }
            for (const Role issuer : allRoles) { // the role's words from every other authority
                const TestIdentity crossed =
                    fleet.issue(role, std::string(roleName(role)) + "-by-" + std::string(roleName(issuer)),
                                {.issuedBy = issuer});
                for (const Role door : allRoles) {
                    QCOMPARE(outcome(trust.verifyPeer(crossed.chain, door, {})),
                             std::string(door == role && issuer == role ? "accepted" : "wrong-role"));
                }
            }
        }
    }

    void chainsOfOthersAreRefused() {
        TestFleet fleet;
        TestFleet other; // of the same name
        const TrustStore trust = fleet.trust();
        const TestIdentity stranger = other.issue(Role::Technician, "anna");
        const TestIdentity own = fleet.issue(Role::Technician, "anna");
        QCOMPARE(outcome(trust.verifyPeer({}, Role::Technician, {})), std::string("untrusted-chain"));
        QCOMPARE(outcome(trust.verifyPeer(stranger.chain, Role::Technician, {})),
                 std::string("untrusted-chain"));
        // Bringing one's own root, or the right authority beside a wrong leaf, does not help.
        QCOMPARE(
            outcome(trust.verifyPeer({stranger.certificate(), stranger.chain[1], other.root().certificate()},
                                     Role::Technician, {})),
            std::string("untrusted-chain"));
        QCOMPARE(outcome(trust.verifyPeer({stranger.certificate(), own.chain[1]}, Role::Technician, {})),
                 std::string("untrusted-chain"));
        QCOMPARE(outcome(trust.verifyPeer({own.certificate()}, Role::Technician, {})),
                 std::string("untrusted-chain"));
        QCOMPARE(outcome(trust.verifyPeer({own.chain[1]}, Role::Technician, {})), std::string("wrong-role"));
        QCOMPARE(outcome(trust.verifyPeer({fleet.root().certificate()}, Role::Technician, {})),
                 std::string("wrong-role"));
        // Any order, and the root sent along, is fine.
        QCOMPARE(outcome(trust.verifyPeer({own.certificate(), fleet.root().certificate(), own.chain[1]},
                                          Role::Technician, {})),
                 std::string("accepted"));
    }

    void aLeafMayNotIssue() {
        TestFleet fleet;
        const TestIdentity anna = fleet.issue(Role::Technician, "anna");
        const PrivateKey key = need(PrivateKey::generate(KeyKind::EcP256));
        const CertificateSpec spec{.commonName = "mallory",
                                   .notBefore = today - year,
                                   .notAfter = today + year,
                                   .extendedKeyUsage = roleKeyUsage(Role::Technician)};
        const Certificate forged = need(issueCertificate(spec, key, anna.certificate(), anna.key));
        QCOMPARE(QString::fromStdString(outcome(fleet.trust().verifyPeer(
                     {forged, anna.certificate(), anna.chain[1]}, Role::Technician, {}))),
                 QString("untrusted-chain"));
    }

    void tooManyCertificatesAreRefusedBeforeWork() {
        TestFleet fleet;
        std::vector<Certificate> chain = fleet.issue(Role::Technician, "anna").chain;
        while (chain.size() <= maxPeerCertificates + 1) {
            chain.push_back(chain[1]);
        }
        QCOMPARE(outcome(fleet.trust().verifyPeer(chain, Role::Technician, {})),
                 std::string("chain-too-long"));
    }

    void aClockIsBelievedOnlyWhereItIsTrusted() {
        TestFleet fleet;
        const TrustStore trust = fleet.trust();
        const TestIdentity expired = fleet.issueExpired(Role::Technician, "old"); // ended on 2021-01-01
        const TestIdentity early = fleet.issue(
            Role::Technician, "early", {.notBefore = today + 10 * year, .notAfter = today + 11 * year});
        const auto verify = [&](const TestIdentity& identity, const TimePolicy& time) {
            return outcome(trust.verifyPeer(identity.chain, Role::Technician, time));
        };
        const UnixTime in2020 = today - 6 * year;
        QCOMPARE(verify(expired, {.floor = in2020, .now = {}}), std::string("accepted"));
        QCOMPARE(verify(expired, {.floor = in2020, .now = today}), std::string("certificate-expired"));
        QCOMPARE(verify(expired, {.floor = today, .now = {}}), std::string("certificate-expired"));
        QCOMPARE(verify(expired, {.floor = today, .now = UnixTime{}}),
                 std::string("certificate-expired")); // clock at 1970
        QCOMPARE(verify(early, {.floor = today, .now = today}),
                 std::string("accepted")); // notBefore never rejects
        const TestIdentity good = fleet.issue(Role::Technician, "good");
        QCOMPARE(verify(good, {.floor = today, .now = {}}), std::string("accepted"));
        QCOMPARE(verify(good, {.floor = today, .now = today + 50 * year}),
                 std::string("certificate-expired"));
    }

    void theLastSecondIsStillValid() {
        TestFleet fleet;
        const TestIdentity identity = fleet.issue(Role::Device, "dev", {.notAfter = today});
        QVERIFY(fleet.trust().verifyPeer(identity.chain, Role::Device, {.floor = today, .now = {}}).ok());
        QVERIFY(!fleet.trust()
                     .verifyPeer(identity.chain, Role::Device,
                                 {.floor = today + std::chrono::seconds{1}, .now = {}})
                     .ok());
    }

    void revocationReachesLeafAndAuthority() {
        TestFleet fleet;
        const TestIdentity eve = fleet.issue(Role::Technician, "eve");
        const TestIdentity anna = fleet.issue(Role::Technician, "anna");
        fleet.revoke(eve.certificate());
        QCOMPARE(outcome(fleet.trust().verifyPeer(eve.chain, Role::Technician, {})),
                 std::string("certificate-revoked"));
        QCOMPARE(outcome(fleet.trust().verifyPeer(anna.chain, Role::Technician, {})),
                 std::string("accepted"));
        fleet.revoke(fleet.authority(Role::Technician).certificate());
        QCOMPARE(outcome(fleet.trust().verifyPeer(anna.chain, Role::Technician, {})),
                 std::string("certificate-revoked"));
    }

    void onlySelfSignedAuthoritiesAreRoots() {
        TestFleet fleet;
        QCOMPARE(slugOf(TrustStore::fromPem("")), std::string("bad-certificate"));
        QCOMPARE(slugOf(TrustStore::fromPem("nonsense")), std::string("bad-certificate"));
        QCOMPARE(slugOf(TrustStore::fromPem(fleet.authority(Role::Device).certificate().pem())),
                 std::string("bad-certificate"));
        QCOMPARE(slugOf(TrustStore::fromPem(fleet.issue(Role::Device, "dev").certificate().pem())),
                 std::string("bad-certificate"));
        const std::string root = fleet.root().certificate().pem();
        QCOMPARE(slugOf(TrustStore::fromPem(root.substr(0, root.size() / 2))),
                 std::string("bad-certificate"));
        QCOMPARE(slugOf(TrustStore::fromPem(root + root.substr(0, root.size() / 2))),
                 std::string("bad-certificate"));
        QCOMPARE(slugOf(TrustStore::fromPemFile(fleet.folder() / "missing")), std::string("not-found"));
        TestFleet other;
        const TrustStore both = need(TrustStore::fromPem(root + other.root().certificate().pem()));
        QCOMPARE(both.roots().size(), 2U);
        QVERIFY(both.verifyPeer(other.issue(Role::Depot, "d").chain, Role::Depot, {}).ok());
    }

    void certificatesFromOutsideAreRead() {
        TestFleet fleet;
        const Certificate certificate = fleet.issue(Role::Device, "dev-1").certificate();
        const Bytes der = certificate.der();
        QVERIFY(need(Certificate::fromDer(der)).fingerprint() == sha256(der));
        for (std::size_t size = 0; size < der.size(); ++size) {
            QCOMPARE(slugOf(Certificate::fromDer(ByteView(der).first(size))), std::string("bad-certificate"));
        }
        Bytes longer = der;
        longer.push_back(std::byte{0});
        QCOMPARE(slugOf(Certificate::fromDer(longer)), std::string("bad-certificate"));
        QCOMPARE(slugOf(Certificate::fromDer(Bytes((std::size_t{64} << 10) + 1))),
                 std::string("bad-certificate"));
        std::string many;
        for (int i = 0; i < 17; ++i) {
            many += certificate.pem();
        }
        QCOMPARE(slugOf(Certificate::listFromPem(many)), std::string("bad-certificate"));
    }

    void namesCannotGarbleATerminal() {
        TestFleet fleet;
        const std::string nasty = "a\x1b[2J\n\xe2\x80\xae"
                                  "b\x7f\xc2\x9b";
        QCOMPARE(fleet.issue(Role::Device, "plain", {}).certificate().commonName(), std::string("plain"));
        const PrivateKey key = need(PrivateKey::generate(KeyKind::EcP256));
        const CertificateSpec spec{.commonName = nasty, .notBefore = today, .notAfter = today + year};
        QCOMPARE(need(selfSign(spec, key)).commonName(), std::string("a[2Jb"));
    }

    void manyThreadsMayAskAtOnce() {
        TestFleet fleet;
        const TrustStore trust = fleet.trust();
        const TestIdentity anna = fleet.issue(Role::Technician, "anna");
        const TestIdentity device = fleet.issue(Role::Device, "dev");
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 50; ++round) {
                    wrong += trust.verifyPeer(anna.chain, Role::Technician, {}).ok() ? 0 : 1;
                    wrong += trust.verifyPeer(device.chain, Role::Technician, {}).ok() ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_crypto_trust.moc"
