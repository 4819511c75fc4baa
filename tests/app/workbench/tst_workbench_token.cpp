// SPDX-License-Identifier: Apache-2.0
// New bundle with a key on a real PKCS#11 token (softhsm2): the PIN, and what can be wrong with it.
#include "tests/app/workbench/real_bundle_bench.h"

#include "core/base/file.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

constexpr const char* tokenModule = "/usr/lib/softhsm/libsofthsm2.so";
const QString pin = QStringLiteral("13572468");
const QString uri = QStringLiteral("pkcs11:token=desk;object=release;type=private");

bool runTool(const QString& program, const QStringList& arguments) {
    QProcess tool;
    tool.start(program, arguments);
    return tool.waitForFinished(60'000) && tool.exitCode() == 0;
}

/// A token with the release key of the bench, which has no file of it from then on.
struct TokenBench : RealBench {
    bool make() {
        QDir(folder.path()).mkdir("tokens");
        const std::string config = "directories.tokendir = " + folder.filePath("tokens").toStdString() +
                                   "\nobjectstore.backend = file\n";
        need(writeFileAtomically(folder.filePath("softhsm2.conf").toStdString(), asBytes(config)));
        qputenv("SOFTHSM2_CONF", folder.filePath("softhsm2.conf").toUtf8());
        qputenv("PKCS11_MODULE_PATH", tokenModule);
        const QString plain = folder.filePath("plain.key");
        return runTool("openssl", {"pkey", "-in", QString::fromStdString(release.key.string()), "-passin",
                                   "pass:key passphrase", "-out", plain}) &&
               runTool("softhsm2-util",
                       {"--init-token", "--free", "--label", "desk", "--so-pin", "87654321", "--pin", pin}) &&
               runTool("softhsm2-util", {"--import", plain, "--token", "desk", "--label", "release", "--id",
                                         "01", "--pin", pin}) &&
               QFile::remove(plain) && QFile::remove(QString::fromStdString(release.key.string()));
    }
    /// Builds with this PIN; what is wrong in words, empty if nothing is.
    QString build(const QString& given) {
        bundle.build(given);
        if (!QTest::qWaitFor([this] { return bundle.step() == u"result"; }, 60'000)) {
            return "it does not end";
        }
        return bundle.buildError().toMap()["happened"].toString();
    }
};

} // namespace

class WorkbenchTokenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTokenSignsANewBundleAndItsPinIsGuarded();
};

void WorkbenchTokenTest::initTestCase() {
    if (!QFile::exists(tokenModule)) {
        QSKIP("softhsm2 is not installed");
    }
}

/// In one test: a process has one PKCS#11 module, which knows one configuration.
void WorkbenchTokenTest::aTokenSignsANewBundleAndItsPinIsGuarded() {
    TokenBench bench;
    QVERIFY(bench.make());
    QVERIFY(bench.review(300'000, uri));
    QVERIFY(bench.bundle.onToken() && bench.bundle.needsPassphrase());
    QCOMPARE(bench.bundle.signer()["name"].toString(), "release-1");

    QVERIFY(bench.build("99999999").contains("refused the PIN"));
    QVERIFY(!QFile::exists(bench.bundle.outputPath()));
    QVERIFY(!bench.passphrases.any()); // it is not kept, and so not tried again by itself
    bench.bundle.back();
    QVERIFY(bench.bundle.needsPassphrase());

    QVERIFY2(bench.build(pin).isEmpty(), qPrintable(bench.bundle.buildError().toMap()["details"].toString()));
    QTRY_COMPARE(bench.library.bundles().size(), 1);
    QVERIFY(bench.library.all().front().trust == BundleTrust::Trusted);
    QVERIFY(!bench.bundle.needsPassphrase()); // a PIN that was right is kept for a while

    // Another key than there is, and a certificate that is not its own.
    bench.bundle.begin();
    QVERIFY(bench.review(300'000, "pkcs11:token=desk;object=other;type=private"));
    bench.bundle.back();
    bench.bundle.back();
    bench.bundle.setVersion("2.1");
    bench.bundle.next();
    bench.bundle.next();
    QVERIFY(bench.build(pin).contains("no such key"));
    bench.bundle.back();
    bench.bundle.back();
    const IssuedFiles other = need(bench.fleet.issue(
        {.role = Role::Release, .name = "release-2", .now = SystemClock().now(), .protection = {1024}},
        RealBench::provider("fleet passphrase"), RealBench::provider("key passphrase")));
    bench.bundle.setKey(uri);
    bench.bundle.setCertificate(QString::fromStdString(other.certificate.string()));
    bench.bundle.next();
    QVERIFY(bench.build(pin).contains("do not belong together"));

    // A token that is not there. (softhsm2 keeps its tokens in memory: one cannot be pulled while a process
    // runs.)
    bench.bundle.back();
    bench.bundle.back();
    bench.bundle.setKey("pkcs11:token=in-the-drawer;object=release;type=private");
    bench.bundle.setCertificate(QString::fromStdString(bench.release.certificate.string()));
    bench.bundle.next();
    QVERIFY(bench.build(pin).contains("not inserted"));
    bench.bundle.back();
    bench.bundle.back();
    bench.bundle.setKey(uri); // and it is found again
    bench.bundle.next();
    QVERIFY2(bench.build({}).isEmpty(), qPrintable(bench.bundle.buildError().toMap()["details"].toString()));
    QTRY_COMPARE(bench.library.bundles().size(), 2);
}

QTEST_GUILESS_MAIN(WorkbenchTokenTest)
#include "tst_workbench_token.moc"
