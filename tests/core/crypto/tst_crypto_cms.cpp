// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_fleet.h"

#include "core/crypto/cms_verifier.h"
#include "core/crypto/openssl.h"

#include <QTest>

#include <openssl/ec.h>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

const std::string manifest = R"({"format":1,"release":{"name":"gateway-os"}})";
constexpr UnixTime signingTime{std::chrono::seconds{1'767'225'600}}; // 2026-01-01
constexpr std::chrono::days year{365};

ByteView content() {
    return asBytes(manifest);
}

template <typename T>
std::string outcome(const Result<T>& verdict) {
    return verdict.ok() ? "accepted" : std::string(errorSlug(verdict.error().code()));
}

std::string verify(const TestFleet& fleet, ByteView cms, const SignaturePolicy& policy = {},
                   const TimePolicy& time = {}) {
    return outcome(verifyCms(content(), cms, fleet.trust(), policy, time));
}

Bytes signWith(const TestIdentity& identity, UnixTime at = signingTime, ByteView existing = {}) {
    return need(TestFleet::signerOf(identity)->sign(content(), at, existing));
}

/// A CMS by OpenSSL's own call, for everything that our signer never makes.
Bytes opensslCms(const TestIdentity& identity, unsigned int flags, const EVP_MD* digest = EVP_sha256()) {
    const openssl::ErrorQueue queue;
    const openssl::Bio data = openssl::readBio(content());
    const openssl::Cms cms(CMS_sign(nullptr, nullptr, nullptr, data.get(), flags | CMS_BINARY | CMS_PARTIAL));
    CMS_SignerInfo* const signer =
        CMS_add1_signer(cms.get(), identity.certificate().native(), identity.key.native(), digest,
                        flags | CMS_BINARY | CMS_PARTIAL);
    if (signer == nullptr || CMS_add1_cert(cms.get(), identity.chain.back().native()) != 1 ||
        CMS_final(cms.get(), data.get(), nullptr, flags | CMS_BINARY) != 1) {
        giveUp(Error(ErrorCode::SigningFailed, {{"detail", queue.reason("test")}}));
    }
    return openssl::encode(cms.get(), i2d_CMS_ContentInfo);
}

/// What a device would remember of a verdict.
std::string essence(const SignatureVerdict& verdict) {
    std::string text;
    for (const AcceptedSigner& signer : verdict.signers) {
        text += signer.certificate.fingerprint().hex() + toRfc3339(signer.signingTime);
    }
    return text;
}

} // namespace

class TestCms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodSignatureIsAccepted_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("P-256") << static_cast<int>(KeyKind::EcP256);
        QTest::newRow("P-384") << static_cast<int>(KeyKind::EcP384);
        QTest::newRow("RSA 3072") << static_cast<int>(KeyKind::Rsa3072);
    }
    void aGoodSignatureIsAccepted() {
        QFETCH(int, kind);
        TestFleet fleet;
        const Bytes cms = signWith(fleet.issue(Role::Release, "rel", {.key = static_cast<KeyKind>(kind)}));
        const Result<SignatureVerdict> verdict = verifyCms(content(), cms, fleet.trust(), {}, {});
        QCOMPARE(outcome(verdict), std::string("accepted"));
        QCOMPARE(verdict->signers.size(), 1U);
        QCOMPARE(verdict->ignored, 0U);
        QVERIFY(verdict->signedAt() == signingTime);
        QCOMPARE(verdict->signers[0].certificate.commonName(), std::string("rel"));
    }

    void anyFlippedBitIsRefusedOrChangesNothing() {
        TestFleet fleet;
        const TrustStore trust = fleet.trust();
        Bytes cms = need(fleet.signer()->sign(content(), signingTime));
        const std::string good = essence(need(verifyCms(content(), cms, trust, {}, {})));
        std::size_t unchanged = 0;
        for (std::size_t bit = 0; bit < cms.size() * 8; ++bit) {
            const auto mask = static_cast<std::byte>(1U << (bit % 8));
            cms[bit / 8] ^= mask;
            const Result<SignatureVerdict> verdict = verifyCms(content(), cms, trust, {}, {});
            if (verdict.ok()) {
                ++unchanged;
                QVERIFY2(essence(verdict.value()) == good, qPrintable(QString("bit %1").arg(bit)));
            }
            cms[bit / 8] ^= mask;
        }
        // Only what nobody relies on may change: versions, the unused list of digest algorithms, spare
        // parameters.
        QVERIFY2(unchanged < cms.size() / 4, qPrintable(QString("%1 bits do not matter").arg(unchanged)));
    }

    void everyTruncationAndEveryExtraByteIsRefused() {
        TestFleet fleet;
        const Bytes cms = need(fleet.signer()->sign(content(), signingTime));
        for (std::size_t size = 0; size < cms.size(); ++size) {
            QCOMPARE(verify(fleet, ByteView(cms).first(size)), std::string("bad-signature"));
        }
        for (const int extra : {0, 1, 0x30, 0xff}) {
            Bytes longer = cms;
            longer.push_back(static_cast<std::byte>(extra));
            QCOMPARE(verify(fleet, longer), std::string("bad-signature"));
        }
        Bytes twice = cms;
        twice.insert(twice.end(), cms.begin(), cms.end());
        QCOMPARE(verify(fleet, twice), std::string("bad-signature"));
        QCOMPARE(verify(fleet, Bytes(maxCmsBytes + 1)), std::string("too-large"));
        QCOMPARE(verify(fleet, Bytes(maxCmsBytes)), std::string("bad-signature"));
    }

    void otherContentIsRefused() {
        TestFleet fleet;
        const Bytes cms = need(fleet.signer()->sign(content(), signingTime));
        std::string changed = manifest;
        for (std::size_t bit = 0; bit < changed.size() * 8; ++bit) {
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            QCOMPARE(outcome(verifyCms(asBytes(changed), cms, fleet.trust(), {}, {})),
                     std::string("bad-signature"));
            changed[bit / 8] = manifest[bit / 8];
        }
        QCOMPARE(outcome(verifyCms({}, cms, fleet.trust(), {}, {})), std::string("bad-signature"));
    }

    void whatOurSignerNeverMakesIsRefused() {
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        const TestIdentity rsa = fleet.issue(Role::Release, "rsa", {.key = KeyKind::Rsa3072});
        QCOMPARE(verify(fleet, opensslCms(release, CMS_DETACHED)),
                 std::string("accepted")); // so the rest means something
        QCOMPARE(verify(fleet, opensslCms(release, CMS_DETACHED, EVP_sha384())), std::string("accepted"));
        QCOMPARE(verify(fleet, opensslCms(rsa, CMS_DETACHED, EVP_sha512())), std::string("accepted"));
        QCOMPARE(verify(fleet, opensslCms(release, 0)), std::string("bad-signature")); // embedded
        QCOMPARE(verify(fleet, opensslCms(release, CMS_DETACHED | CMS_NOATTR)),
                 std::string("bad-signature")); // bare
        QCOMPARE(verify(fleet, opensslCms(release, CMS_DETACHED, EVP_sha1())), std::string("bad-signature"));
        QCOMPARE(verify(fleet, opensslCms(release, CMS_DETACHED, EVP_sha224())),
                 std::string("bad-signature"));
        QCOMPARE(verify(fleet, opensslCms(rsa, CMS_DETACHED, EVP_md5())), std::string("bad-signature"));
        QCOMPARE(verify(fleet, opensslCms(release, CMS_DETACHED | CMS_NOCERTS)),
                 std::string("untrusted-signer"));
    }

    void aSmallKeyIsRefusedEvenIfItsAuthoritySignedIt() {
        TestFleet fleet;
        const TestIdentity& authority = fleet.authority(Role::Release);
        EVP_PKEY* const small = EVP_RSA_gen(2048);
        const PrivateKey key(std::shared_ptr<EVP_PKEY>(small, EVP_PKEY_free));
        const CertificateSpec spec{.commonName = "small",
                                   .notBefore = signingTime - year,
                                   .notAfter = signingTime + year,
                                   .extendedKeyUsage = roleKeyUsage(Role::Release)};
        const Certificate leaf = need(issueCertificate(spec, key, authority.certificate(), authority.key));
        const TestIdentity identity{{}, {}, key, {leaf, authority.certificate()}};
        QCOMPARE(verify(fleet, opensslCms(identity, CMS_DETACHED)), std::string("bad-signature"));
    }

    void onlyTheReleaseRoleMaySign() {
        TestFleet fleet;
        for (const Role role : {Role::Technician, Role::Device, Role::Depot}) {
            const std::string name(roleName(role));
            QCOMPARE(verify(fleet, signWith(fleet.issue(role, name))), std::string("wrong-role"));
            // The right words from the wrong authority, and the wrong words from the right one.
            QCOMPARE(
                verify(fleet, signWith(fleet.issue(Role::Release, name + "-issued", {.issuedBy = role}))),
                std::string("wrong-role"));
            QCOMPARE(verify(fleet, signWith(fleet.issue(role, name + "-words", {.issuedBy = Role::Release}))),
                     std::string("wrong-role"));
        }
        const std::vector<std::string> both{roleOid(Role::Release), roleOid(Role::Device)};
        QCOMPARE(verify(fleet, signWith(fleet.issue(Role::Release, "both", {.extendedKeyUsage = both}))),
                 std::string("wrong-role"));
        const std::vector<std::string> any{"anyExtendedKeyUsage", "codeSigning"};
        QCOMPARE(verify(fleet, signWith(fleet.issue(Role::Release, "any", {.extendedKeyUsage = any}))),
                 std::string("wrong-role"));
        QCOMPARE(verify(fleet, signWith(fleet.issue(Role::Release, "bare",
                                                    {.extendedKeyUsage = std::vector<std::string>{}}))),
                 std::string("wrong-role"));
        QCOMPARE(verify(fleet, signWith(fleet.authority(Role::Release))), std::string("wrong-role"));
        QCOMPARE(verify(fleet, signWith(fleet.root())), std::string("wrong-role"));
    }

    void aLongerChainIsRefused() {
        TestFleet fleet;
        const TestIdentity middle = fleet.issue(Role::Release, "middle", {.caPathLength = 0});
        const PrivateKey key = need(PrivateKey::generate(KeyKind::EcP256));
        const CertificateSpec spec{.commonName = "deep",
                                   .notBefore = signingTime - year,
                                   .notAfter = signingTime + year,
                                   .extendedKeyUsage = roleKeyUsage(Role::Release)};
        const Certificate leaf = need(issueCertificate(spec, key, middle.certificate(), middle.key));
        const TestIdentity deep{{}, {}, key, {leaf, middle.certificate(), middle.chain.back()}};
        QCOMPARE(verify(fleet, signWith(deep)), std::string("chain-too-long"));
    }

    void strangersAreIgnoredBesideAGoodSigner() {
        TestFleet fleet;
        TestFleet other; // of the same name
        const Bytes strange = need(other.signer()->sign(content(), signingTime));
        QCOMPARE(verify(fleet, strange), std::string("untrusted-signer"));
        const Bytes both = need(fleet.signer()->sign(content(), signingTime, strange));
        const Result<SignatureVerdict> verdict = verifyCms(content(), both, fleet.trust(), {}, {});
        QCOMPARE(outcome(verdict), std::string("accepted"));
        QCOMPARE(verdict->signers.size(), 1U);
        QCOMPARE(verdict->ignored, 1U);
        // A co-signer over other content does not hurt either.
        const Bytes elsewhere = need(other.signer()->sign(asBytes("else"), signingTime));
        QCOMPARE(verify(fleet, need(fleet.signer()->sign(content(), signingTime, elsewhere))),
                 std::string("accepted"));
    }

    void moreThanSixteenSignaturesAreRefused() {
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        Bytes cms;
        for (std::size_t i = 0; i < maxSignerInfos; ++i) {
            cms = signWith(release, signingTime, cms);
        }
        QCOMPARE(verify(fleet, cms), std::string("accepted"));
        QCOMPARE(
            QString::fromStdString(outcome(TestFleet::signerOf(release)->sign(content(), signingTime, cms))),
            QString("bad-signature"));
    }

    void mOfNCountsDistinctKeys() {
        TestFleet fleet;
        const TestIdentity one = fleet.issue(Role::Release, "one");
        const TestIdentity two = fleet.issue(Role::Release, "two");
        const TestIdentity three = fleet.issue(Role::Release, "three");
        const Bytes once = signWith(one);
        const Bytes repeated = signWith(one, signingTime + year, once);
        const Bytes both = signWith(two, signingTime, once);
        QCOMPARE(verify(fleet, repeated, {.required = 2}), std::string("too-few-signatures"));
        QCOMPARE(verify(fleet, both, {.required = 2}), std::string("accepted"));
        QCOMPARE(verify(fleet, both, {.required = 3}), std::string("too-few-signatures"));
        QCOMPARE(verify(fleet, once, {.required = 0}), std::string("accepted"));
        const std::vector<Digest> pinned{one.certificate().publicKeyDigest(),
                                         three.certificate().publicKeyDigest()};
        QCOMPARE(verify(fleet, both, {.required = 2, .pinnedKeys = pinned}),
                 std::string("too-few-signatures"));
        QCOMPARE(verify(fleet, signWith(two), {.required = 1, .pinnedKeys = pinned}),
                 std::string("untrusted-signer"));
        QCOMPARE(verify(fleet, signWith(three, signingTime, both), {.required = 2, .pinnedKeys = pinned}),
                 std::string("accepted"));
        // A pinned authority counts once, however many of its keys sign.
        const std::vector<Digest> authority{fleet.authority(Role::Release).certificate().publicKeyDigest()};
        QCOMPARE(verify(fleet, both, {.required = 1, .pinnedKeys = authority}), std::string("accepted"));
        QCOMPARE(verify(fleet, both, {.required = 2, .pinnedKeys = authority}),
                 std::string("too-few-signatures"));
        // The same key under a second certificate is still one key.
        const TestIdentity& issuer = fleet.authority(Role::Release);
        const CertificateSpec spec{.commonName = "alias",
                                   .notBefore = signingTime - year,
                                   .notAfter = signingTime + year,
                                   .extendedKeyUsage = roleKeyUsage(Role::Release)};
        const Certificate second = need(issueCertificate(spec, one.key, issuer.certificate(), issuer.key));
        const TestIdentity alias{{}, {}, one.key, {second, issuer.certificate()}};
        QCOMPARE(verify(fleet, signWith(alias, signingTime, once), {.required = 2}),
                 std::string("too-few-signatures"));
    }

    void expiryIsJudgedAtSigningTimeUnlessPolicySaysNow() {
        TestFleet fleet;
        const TestIdentity expired = fleet.issueExpired(Role::Release, "old"); // ended on 2021-01-01
        const UnixTime inTime = signingTime - 6 * year;
        const TimePolicy today{.floor = UnixTime{}, .now = signingTime};
        const TimePolicy floorToday{.floor = signingTime, .now = {}};
        QCOMPARE(verify(fleet, signWith(expired, inTime), {}, today), std::string("accepted"));
        QCOMPARE(verify(fleet, signWith(expired, signingTime), {}, {}), std::string("certificate-expired"));
        const SignaturePolicy strict{.judgeReleaseKeyNow = true};
        QCOMPARE(verify(fleet, signWith(expired, inTime), strict, today), std::string("certificate-expired"));
        QCOMPARE(verify(fleet, signWith(expired, inTime), strict, floorToday),
                 std::string("certificate-expired"));
        QCOMPARE(verify(fleet, signWith(expired, inTime), strict, {}),
                 std::string("accepted")); // a device at 1970
    }

    void aRevokedSignerOrAuthorityIsRefused() {
        TestFleet fleet;
        const Bytes one = need(fleet.signer("one")->sign(content(), signingTime));
        const Bytes both = need(fleet.signer("two")->sign(content(), signingTime, one));
        fleet.revoke(fleet.signer("one")->certificate());
        QCOMPARE(verify(fleet, one), std::string("certificate-revoked"));
        QCOMPARE(verify(fleet, both), std::string("accepted"));
        fleet.revoke(fleet.authority(Role::Release).certificate());
        QCOMPARE(verify(fleet, both), std::string("certificate-revoked"));
    }

    void aRevokedCertificateInItsOtherFormIsStillRevoked() {
        // (r, n - s) is as valid an ECDSA signature as (r, s): anyone can give a certificate a second
        // fingerprint.
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        const Certificate twin = otherForm(release.certificate());
        QVERIFY(!(twin.fingerprint() == release.certificate().fingerprint()));
        const TestIdentity again{{}, {}, release.key, {twin, release.chain.back()}};
        QCOMPARE(verify(fleet, signWith(again)), std::string("accepted"));
        fleet.revoke(release.certificate());
        QCOMPARE(verify(fleet, signWith(again)), std::string("certificate-revoked"));
    }

    void mergingTakesOnlyWhatMatches() {
        TestFleet fleet;
        const Bytes one = need(fleet.signer("one")->sign(content(), signingTime));
        const Bytes two = need(fleet.signer("two")->sign(content(), signingTime));
        const Bytes merged = need(mergeCms(content(), one, two));
        QCOMPARE(verify(fleet, merged, {.required = 2}), std::string("accepted"));
        QCOMPARE(need(inspectCms(content(), merged)).size(), 2U);
        QVERIFY(need(mergeCms(content(), {}, two)) == two);
        const Bytes other = need(fleet.signer("two")->sign(asBytes("other"), signingTime));
        QCOMPARE(outcome(mergeCms(content(), one, other)), std::string("bad-signature"));
        QCOMPARE(outcome(mergeCms(content(), one, asBytes("nonsense"))), std::string("bad-signature"));
        const std::vector<CmsSignature> seen = need(inspectCms(content(), other));
        QCOMPARE(seen.size(), 1U);
        QVERIFY(!seen[0].matches);
        QVERIFY(seen[0].certificate && seen[0].certificate->commonName() == "two");
    }

private:
    static Certificate otherForm(const Certificate& certificate) {
        const openssl::X509Ptr copy(X509_dup(certificate.native()));
        const ASN1_BIT_STRING* signature = nullptr;
        X509_get0_signature(&signature, nullptr, copy.get());
        const unsigned char* at = ASN1_STRING_get0_data(signature);
        const openssl::Owned<ECDSA_SIG, ECDSA_SIG_free> pair(
            d2i_ECDSA_SIG(nullptr, &at, ASN1_STRING_length(signature)));
        BIGNUM* order = nullptr;
        BN_hex2bn(&order, "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"); // of P-256
        BIGNUM* const s = BN_new();
        BN_sub(s, order, ECDSA_SIG_get0_s(pair.get()));
        ECDSA_SIG_set0(pair.get(), BN_dup(ECDSA_SIG_get0_r(pair.get())), s);
        BN_free(order);
        const Bytes changed = openssl::encode(pair.get(), i2d_ECDSA_SIG);
        ASN1_STRING_set(const_cast<ASN1_BIT_STRING*>(signature), changed.data(),
                        static_cast<int>(changed.size()));
        return need(Certificate::fromDer(openssl::encode(copy.get(), i2d_X509)));
    }
};

QTEST_GUILESS_MAIN(TestCms)
#include "tst_crypto_cms.moc"
