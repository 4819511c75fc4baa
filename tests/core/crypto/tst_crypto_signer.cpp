// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_fleet.h"

#include "core/base/file.h"
#include "core/crypto/cms_verifier.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

const std::string manifest = R"({"format":1})";
constexpr UnixTime signingTime{std::chrono::seconds{1'767'225'600}}; // 2026-01-01
constexpr const char* tokenModule = "/usr/lib/softhsm/libsofthsm2.so";

template <typename T>
std::string slugOf(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(errorSlug(result.error().code()));
}

SecretProvider gives(std::string text, int* asked = nullptr) {
    return [text = std::move(text), asked](std::string_view) -> Result<Secret> {
        if (asked != nullptr) {
            ++*asked;
        }
        return Secret(text);
    };
}

} // namespace

class TestSigner : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    TestFleet m_fleet;
    std::map<QString, TestIdentity> m_tokens; ///< By label; made by aTokenSigns.
    static std::string uriOf(const QString& label) {
        return "pkcs11:token=" + label.toStdString() + ";object=release;type=private";
    }
    static QString pinOf(const QString& label) { return label == "ec" ? "13572468" : "24681357"; }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    static bool runTool(const QString& program, const QStringList& arguments, QByteArray* output = nullptr) {
        QProcess tool;
        tool.setProcessChannelMode(QProcess::MergedChannels);
        tool.start(program, arguments);
        const bool ok =
            tool.waitForFinished(60'000) && tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0;
        const QByteArray said = tool.readAll();
        if (!ok) {
            qWarning("%s: %s", qPrintable(program), said.constData());
        }
        if (output != nullptr) {
            *output = said;
        }
        return ok;
    }
    std::filesystem::path write(const QString& name, ByteView content) const {
        const std::filesystem::path file = path(name).toStdString();
        need(writeFileAtomically(file, content));
        return file;
    }

private Q_SLOTS:
    void anEncryptedKeyAsksOnceAPlainOneNever() {
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        const Secret pem =
            need(release.key.toPem(Secret("right-one"), {.scryptN = 16, .scryptR = 8, .scryptP = 1}));
        const auto encrypted = write("encrypted.key", asBytes(pem.reveal()));
        int asked = 0;
        QCOMPARE(slugOf(openFileSigner(release.keyPath, release.certPath, gives("x", &asked))),
                 std::string("ok"));
        QCOMPARE(asked, 0);
        QCOMPARE(slugOf(openFileSigner(encrypted, release.certPath, gives("right-one", &asked))),
                 std::string("ok"));
        QCOMPARE(asked, 1);
        const auto wrong = openFileSigner(encrypted, release.certPath, gives("planted-wrong"));
        QCOMPARE(slugOf(wrong), std::string("wrong-passphrase"));
        QVERIFY(describeLine(wrong.error()).find("planted") == std::string::npos);
        QCOMPARE(slugOf(openFileSigner(encrypted, release.certPath, gives(""))),
                 std::string("wrong-passphrase"));
        QCOMPARE(slugOf(openFileSigner(encrypted, release.certPath, gives(std::string(5000, 'x')))),
                 std::string("wrong-passphrase"));
        const SecretProvider nobody = [](std::string_view) -> Result<Secret> {
            return Error(ErrorCode::Cancelled);
        };
        QCOMPARE(slugOf(openFileSigner(encrypted, release.certPath, nobody)), std::string("cancelled"));
        QCOMPARE(slugOf(openFileSigner(encrypted, release.certPath, {})), std::string("wrong-passphrase"));
    }

    void badKeyFilesAreRefused() {
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        const TestIdentity other = fleet.issue(Role::Release, "other");
        QCOMPARE(slugOf(openFileSigner(other.keyPath, release.certPath, {})), std::string("key-mismatch"));
        QCOMPARE(slugOf(openFileSigner(path("none").toStdString(), release.certPath, {})),
                 std::string("not-found"));
        QCOMPARE(slugOf(openFileSigner(release.keyPath, path("none").toStdString(), {})),
                 std::string("not-found"));
        QCOMPARE(slugOf(openFileSigner(write("junk", asBytes("junk")), release.certPath, {})),
                 std::string("bad-key"));
        QCOMPARE(slugOf(openFileSigner(release.certPath, release.certPath, {})), std::string("bad-key"));
        QCOMPARE(slugOf(openFileSigner(release.keyPath, release.keyPath, {})),
                 std::string("bad-certificate"));
        QCOMPARE(slugOf(openFileSigner(write("big", Bytes(70'000)), release.certPath, {})),
                 std::string("too-large"));
        for (const QString& kind : {QString("ED25519"), QString("RSA")}) { // the default size of RSA is 2048
            const QString key = path(kind + ".key");
            QVERIFY(runTool("openssl", {"genpkey", "-algorithm", kind, "-out", key}));
            QCOMPARE(slugOf(openFileSigner(key.toStdString(), release.certPath, {})), std::string("bad-key"));
        }
    }

    void existingSignaturesAreKept() {
        TestFleet fleet;
        const Bytes one = need(fleet.signer("one")->sign(asBytes(manifest), signingTime));
        const Bytes both = need(fleet.signer("two")->sign(asBytes(manifest), signingTime, one));
        QCOMPARE(need(verifyCms(asBytes(manifest), both, fleet.trust(), {.required = 2}, {})).signers.size(),
                 2U);
        QCOMPARE(slugOf(fleet.signer("two")->sign(asBytes(manifest), signingTime, asBytes("junk"))),
                 std::string("bad-signature"));
    }

    /// The line of docs/KEYS.md.
    void plainOpensslVerifiesOurSignature_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("P-256") << static_cast<int>(KeyKind::EcP256);
        QTest::newRow("RSA 3072") << static_cast<int>(KeyKind::Rsa3072);
    }
    void plainOpensslVerifiesOurSignature() {
        QFETCH(int, kind);
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel", {.key = static_cast<KeyKind>(kind)});
        const Bytes cms = need(TestFleet::signerOf(release)->sign(asBytes(manifest), signingTime));
        write("manifest.json", asBytes(manifest));
        write("manifest.cms", cms);
        const QStringList line{"cms",
                               "-verify",
                               "-binary",
                               "-inform",
                               "DER",
                               "-in",
                               path("manifest.cms"),
                               "-content",
                               path("manifest.json"),
                               "-CAfile",
                               QString::fromStdString(fleet.rootPath().string()),
                               "-purpose",
                               "any",
                               "-out",
                               "/dev/null"};
        QVERIFY(runTool("openssl", line));
        write("manifest.json", asBytes(manifest + " "));
        QProcess refused;
        refused.start("openssl", line);
        QVERIFY(refused.waitForFinished());
        QVERIFY(refused.exitCode() != 0);
    }

    /// A signature from a locked room: plain openssl signs the exported manifest; the line of docs/KEYS.md.
    void aSignatureMadeByPlainOpensslIsAccepted() {
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        write("manifest.json", asBytes(manifest));
        QVERIFY(runTool("openssl", {"cms", "-sign", "-binary", "-md", "sha256", "-nosmimecap", "-in",
                                    path("manifest.json"), "-nocerts", "-signer",
                                    QString::fromStdString(release.certPath.string()), "-certfile",
                                    QString::fromStdString(release.certPath.string()), "-inkey",
                                    QString::fromStdString(release.keyPath.string()), "-outform", "DER",
                                    "-out", path("ext.cms")}));
        const Bytes external = need(readFile(path("ext.cms").toStdString(), maxCmsBytes));
        QCOMPARE(slugOf(verifyCms(asBytes(manifest), external, fleet.trust(), {}, {})), std::string("ok"));
        const Bytes ours = need(fleet.signer("ours")->sign(asBytes(manifest), signingTime));
        const Bytes merged = need(mergeCms(asBytes(manifest), ours, external));
        QCOMPARE(slugOf(verifyCms(asBytes(manifest), merged, fleet.trust(), {.required = 2}, {})),
                 std::string("ok"));
    }

    void aTokenSigns() {
        if (!QFile::exists(tokenModule)) {
            QSKIP("softhsm2 is not installed");
        }
        TestFleet& fleet = m_fleet;
        QVERIFY(QDir(m_folder.path()).mkdir("tokens"));
        const QByteArray config =
            "directories.tokendir = " + path("tokens").toUtf8() + "\nobjectstore.backend = file\n";
        write("softhsm2.conf", asBytes({config.constData(), static_cast<std::size_t>(config.size())}));
        qputenv("SOFTHSM2_CONF", path("softhsm2.conf").toUtf8());
        qputenv("PKCS11_MODULE_PATH", tokenModule);
        // A module lists its tokens once, so both are there from the start.
        for (const KeyKind kind : {KeyKind::EcP256, KeyKind::Rsa3072}) {
            const QString label = kind == KeyKind::EcP256 ? "ec" : "rsa";
            const TestIdentity release = fleet.issue(Role::Release, label.toStdString(), {.key = kind});
            QVERIFY(runTool("softhsm2-util", {"--init-token", "--free", "--label", label, "--so-pin",
                                              "87654321", "--pin", pinOf(label)}));
            QVERIFY(runTool("softhsm2-util",
                            {"--import", QString::fromStdString(release.keyPath.string()), "--token", label,
                             "--label", "release", "--id", "01", "--pin", pinOf(label)}));
            m_tokens.emplace(label, release);
        }
        for (const auto& [label, release] : m_tokens) {
            const std::string pin = pinOf(label).toStdString();
            const std::string uri = uriOf(label);
            int asked = 0;
            const auto wrongPin = openSigner(uri, release.certPath, gives("99999999", &asked));
            QCOMPARE(slugOf(wrongPin), std::string("pin-refused"));
            QVERIFY(describeLine(wrongPin.error()).find("99999999") == std::string::npos);
            QCOMPARE(asked, 1); // once, not until the token locks itself
            {
                const auto signer = openSigner(uri, release.certPath, gives(pin, &asked));
                QVERIFY2(signer.ok(), signer.ok() ? "" : describeLine(signer.error()).c_str());
                QCOMPARE(asked, 2);
                const Bytes cms = need((*signer)->sign(asBytes(manifest), signingTime));
                QCOMPARE(slugOf(verifyCms(asBytes(manifest), cms, fleet.trust(), {}, {})), std::string("ok"));
                const Bytes both =
                    need((*signer)->sign(asBytes(manifest), signingTime,
                                         need(fleet.signer("file")->sign(asBytes(manifest), signingTime))));
                QCOMPARE(slugOf(verifyCms(asBytes(manifest), both, fleet.trust(), {.required = 2}, {})),
                         std::string("ok"));
            }
            const TestIdentity other = fleet.issue(Role::Release, label.toStdString() + "-other");
            QCOMPARE(slugOf(openSigner(uri, other.certPath, gives(pin))), std::string("key-mismatch"));
            const auto pinInUri = openSigner(uri + "?pin-value=" + pin, other.certPath, {});
            QCOMPARE(slugOf(pinInUri), std::string("key-mismatch"));
            QVERIFY(describeLine(pinInUri.error()).find(pin) == std::string::npos);
            QCOMPARE(
                slugOf(openSigner("pkcs11:token=nowhere;object=none?pin-value=424242", release.certPath, {})),
                std::string("token-key-missing"));
            QCOMPARE(slugOf(openSigner("pkcs11:token=" + label.toStdString() + ";object=none;type=private",
                                       release.certPath, gives(pin))),
                     std::string("token-key-missing"));
        }
    }

    void twoTokensWithTwoPinsSignTogether() {
        if (m_tokens.size() != 2) {
            QSKIP("softhsm2 is not installed");
        }
        const TestIdentity& one = m_tokens.at("ec");
        const TestIdentity& two = m_tokens.at("rsa");
        const auto first = need(openSigner(uriOf("ec"), one.certPath, gives(pinOf("ec").toStdString())));
        auto second = need(openSigner(uriOf("rsa"), two.certPath, gives(pinOf("rsa").toStdString())));
        const Bytes once = need(first->sign(asBytes(manifest), signingTime));
        const Bytes both = need(second->sign(asBytes(manifest), signingTime, once));
        QCOMPARE(slugOf(verifyCms(asBytes(manifest), both, m_fleet.trust(), {.required = 2}, {})),
                 std::string("ok"));
        second.reset();
        QCOMPARE(slugOf(first->sign(asBytes(manifest), signingTime)), std::string("ok"));
    }

    void aMissingModuleIsNamedAsSuch() {
        TestFleet fleet;
        const TestIdentity release = fleet.issue(Role::Release, "rel");
        const auto signer =
            openSigner("pkcs11:object=x?module-path=/nowhere/module.so", release.certPath, {});
        QCOMPARE(slugOf(signer), std::string("token-unavailable"));
    }
};

QTEST_GUILESS_MAIN(TestSigner)
#include "tst_crypto_signer.moc"
