// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_fleet.h"

#include "core/crypto/cms_verifier.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

const std::string manifest = R"({"format":1,"release":{"name":"gateway-os"}})";
constexpr UnixTime signingTime{std::chrono::seconds{1'767'225'600}};

ByteView content() {
    return asBytes(manifest);
}

std::string outcome(const Result<SignatureVerdict>& verdict) {
    return verdict.ok() ? "accepted" : std::string(errorSlug(verdict.error().code()));
}

} // namespace

class TestCms : public QObject {
    Q_OBJECT

private slots:
    void aGoodSignatureIsAccepted() {
        TestFleet fleet;
        const Bytes cms = need(fleet.signer()->sign(content(), signingTime));
        const Result<SignatureVerdict> verdict = verifyCms(content(), cms, fleet.trust(), {}, {});
        QCOMPARE(outcome(verdict), std::string("accepted"));
        QCOMPARE(verdict->signers.size(), 1U);
        QCOMPARE(verdict->ignored, 0U);
        QVERIFY(verdict->signedAt() == signingTime);
        QCOMPARE(verdict->signers[0].certificate.commonName(), std::string("release-1"));
    }
};

QTEST_GUILESS_MAIN(TestCms)
#include "tst_crypto_cms.moc"
