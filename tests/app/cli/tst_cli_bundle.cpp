// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/json.h"
#include "tests/support/test_fleet.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <random>

using namespace fieldfare;
using fieldfare::test::TestFleet;

namespace {

struct Outcome {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] Json json() const { return Json::parse(out.toStdString(), nullptr, false); }
};

/// Runs the real program in `folder`, with nothing of our environment that could matter to it.
Outcome fieldfareIn(const QString& folder, const QStringList& arguments,
                    const QStringList& environment = {}) {
    QProcess process;
    process.setWorkingDirectory(folder);
    QProcessEnvironment clean = QProcessEnvironment::systemEnvironment();
    clean.remove("SOURCE_DATE_EPOCH");
    clean.insert("LC_ALL", "C.UTF-8");
    clean.insert("XDG_DATA_HOME", folder + "/data"); // the log of what was done
    for (const QString& variable : environment) {
        clean.insert(variable.section('=', 0, 0), variable.section('=', 1));
    }
    process.setProcessEnvironment(clean);
    process.start(QStringLiteral(FIELDFARE_BIN_DIR "/fieldfare"), arguments);
    process.waitForFinished(100'000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A value as JSON writes it.
QString text(const Json& value) {
    return QString::fromStdString(value.dump());
}

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray noise(qsizetype size, unsigned seed) {
    std::mt19937 random(seed);
    QByteArray bytes(size, '\0');
    for (char& c : bytes) {
        c = static_cast<char>(random());
    }
    return bytes;
}

QByteArray recipe(const char* version, const char* image, const char* more = "") {
    return QByteArray("[release]\nname = \"gateway-os\"\nepoch = 1\nversion = \"") + version + "\"\n" + more +
           "[[compatible]]\nmodel = \"acme,gateway\"\n[[payload]]\nname = \"rootfs\"\nimage = \"" + image +
           "\"\n";
}

} // namespace

class tst_cli_bundle : public QObject {
    Q_OBJECT
    TestFleet m_fleet;
    QTemporaryDir m_dir;
    QStringList m_keyArguments;

    [[nodiscard]] Outcome run(const QStringList& arguments, const QStringList& environment = {}) const {
        return fieldfareIn(m_dir.path(), QStringList{"bundle"} + arguments, environment);
    }
    [[nodiscard]] QStringList identity(const test::TestIdentity& who) const {
        return {"--key", QString::fromStdString(who.keyPath.string()), "--cert",
                QString::fromStdString(who.certPath.string())};
    }
    [[nodiscard]] QString root() const { return QString::fromStdString(m_fleet.rootPath().string()); }

private Q_SLOTS:
    void initTestCase() {
        m_keyArguments = identity(m_fleet.issue(Role::Release, "cli-release"));
        QByteArray image = noise(4 << 20, 1);
        write(m_dir.filePath("old.img"), image);
        image.replace(1 << 20, 8192, noise(8192, 2));
        image.append(QByteArray(1 << 20, '\0'));
        write(m_dir.filePath("new.img"), image);
        write(m_dir.filePath("old.toml"), recipe("1.0", "old.img"));
        write(m_dir.filePath("new.toml"), recipe("2.0", "new.img", "carries-agent = true\n"));
        QCOMPARE(run({"build", "old.toml", "--out", "old.ffb"}).exitCode, 0);
        const Outcome built =
            run(QStringList{"build", "new.toml", "--out", "new.ffb", "--previous", "old.ffb", "--json"} +
                m_keyArguments);
        QVERIFY2(built.exitCode == 0, built.out + built.err);
        QCOMPARE(text(built.json().at("version")), "\"2.0\"");
        QCOMPARE(text(built.json().at("carriesAgent")), "true");
        QCOMPARE(text(built.json().at("bundleBytes")),
                 QString::number(QFile(m_dir.filePath("new.ffb")).size()));
        QVERIFY(built.err.isEmpty());
    }

    void aBundleIsVerifiedAgainstItsFleet() {
        const Outcome good = run({"verify", "new.ffb", "--trust", root(), "--json"});
        QVERIFY2(good.exitCode == 0, good.out);
        QCOMPARE(text(good.json().at("verified")), "true");
        QCOMPARE(good.json().at("signers").size(), std::size_t{1});
        QCOMPARE(text(good.json().at("manifest").at("release").at("name")), "\"gateway-os\"");
        const TestFleet stranger;
        const Outcome bad = run(
            {"verify", "new.ffb", "--trust", QString::fromStdString(stranger.rootPath().string()), "--json"});
        QCOMPARE(bad.exitCode, 6);
        QCOMPARE(text(bad.json().at("error").at("code")), "\"untrusted-signer\"");
        QCOMPARE(text(run({"verify", "old.ffb", "--trust", root(), "--json"}).json().at("error").at("code")),
                 "\"not-signed\"");
        QCOMPARE(run({"verify", "new.ffb"}).exitCode, 2);
        QCOMPARE(run({"verify", "missing.ffb", "--trust", root()}).exitCode, 7);
    }

    void aDamagedBundleIsFound() {
        QByteArray bytes = read(m_dir.filePath("new.ffb"));
        bytes[bytes.size() - 3000] = static_cast<char>(bytes[bytes.size() - 3000] ^ 1);
        write(m_dir.filePath("bad.ffb"), bytes);
        const Outcome bad = run({"verify", "bad.ffb", "--trust", root(), "--json"});
        QCOMPARE(bad.exitCode, 7);
        QCOMPARE(text(bad.json().at("error").at("code")), "\"digest-mismatch\"");
        write(m_dir.filePath("bad.ffb"), bytes.left(bytes.size() / 2));
        QCOMPARE(text(run({"verify", "bad.ffb", "--trust", root(), "--json"}).json().at("error").at("code")),
                 "\"truncated-bundle\"");
    }

    void inspectShowsWhatItSays() {
        const Outcome signedOne = run({"inspect", "new.ffb", "--json"});
        QCOMPARE(signedOne.json().at("signatures").size(), std::size_t{1});
        QCOMPARE(text(signedOne.json().at("verified")), "false");
        QVERIFY(run({"inspect", "old.ffb"}).out.contains("Not signed."));
        QVERIFY(!run({"inspect", "old.ffb"}).out.contains("Patches:"));
        QCOMPARE(run({"inspect", "old.ffb", "--json"}).json().at("patches").size(), std::size_t{0});
    }

    void inspectTellsThePatches() {
        QFile old(m_dir.filePath("old.img"));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QByteArray image = old.readAll();
        image[(3 << 20) + 100] = static_cast<char>(image[(3 << 20) + 100] ^ 1); // hardly new
        write(m_dir.filePath("near.img"), image);
        write(m_dir.filePath("near.toml"), recipe("1.1", "near.img"));
        QCOMPARE(run({"build", "near.toml", "--out", "near.ffb", "--previous", "old.ffb"}).exitCode, 0);
        const Json patches = run({"inspect", "near.ffb", "--json"}).json().at("patches");
        QCOMPARE(patches.size(), std::size_t{1});
        QCOMPARE(text(patches.at(0).at("imageBytes")), QString::number(4 << 20));
        QVERIFY(patches.at(0).at("patches") > 0);
        const QByteArray digest = text(patches.at(0).at("imageSha256")).remove(u'"').toUtf8();
        QVERIFY(run({"inspect", "near.ffb"}).out.contains("out of the image " + digest));
    }

    void extractGivesTheImageBack() {
        QCOMPARE(run({"extract", "new.ffb", "--trust", root(), "--out", "copy.img"}).exitCode, 0);
        QVERIFY(read(m_dir.filePath("copy.img")) == read(m_dir.filePath("new.img")));
        QCOMPARE(run({"extract", "new.ffb", "--trust", root(), "--payload", "boot", "--out", "x"}).exitCode,
                 2);
    }

    void planTellsWhatWouldTravel() {
        const Json plan = run({"plan", "new.ffb", "--have", "old.img", "--json"}).json();
        QCOMPARE(text(plan.at("frames").at("fetch")), "1");
        QCOMPARE(text(plan.at("frames").at("zero")), "1");
        QCOMPARE(text(plan.at("requests")), "2");
        QVERIFY(plan.at("dataBytes") < 9000);
        QCOMPARE(plan.at("bytesToFetch").get<std::uint64_t>(),
                 plan.at("headBytes").get<std::uint64_t>() + plan.at("dataBytes").get<std::uint64_t>());
        QCOMPARE(text(run({"plan", "new.ffb", "--have", "new.img", "--json"}).json().at("dataBytes")), "0");
        QVERIFY(run({"plan", "new.ffb", "--json"}).json().at("dataBytes") > (4 << 20));
        QVERIFY(run({"plan", "new.ffb", "--have", "rootfs=old.img"}).out.contains("2 requests"));
    }

    void theSameInputsGiveTheSameBytes() {
        const QStringList sameTime{"SOURCE_DATE_EPOCH=1700000000"};
        QCOMPARE(run({"build", "new.toml", "--out", "a.ffb", "--threads", "1"}, sameTime).exitCode, 0);
        QCOMPARE(run({"build", "new.toml", "--out", "b.ffb", "--threads", "4"}, sameTime).exitCode, 0);
        QVERIFY(read(m_dir.filePath("a.ffb")) == read(m_dir.filePath("b.ffb")));
        QCOMPARE(text(run({"inspect", "a.ffb", "--json"}).json().at("manifest").at("release").at("builtAt")),
                 "1700000000");
    }

    void signaturesAreAddedAndCarriedToALockedRoom() {
        QFile::copy(m_dir.filePath("new.ffb"), m_dir.filePath("two.ffb"));
        QCOMPARE(run(QStringList{"sign", "two.ffb"} + identity(m_fleet.issue(Role::Release, "cli-second")))
                     .exitCode,
                 0);
        QCOMPARE(run({"verify", "two.ffb", "--trust", root(), "--required", "2"}).exitCode, 0);
        QCOMPARE(text(run({"verify", "new.ffb", "--trust", root(), "--required", "2", "--json"})
                          .json()
                          .at("error")
                          .at("code")),
                 "\"too-few-signatures\"");

        QCOMPARE(run({"sign", "old.ffb", "--export-manifest", "m.json"}).exitCode, 0);
        const Bytes manifest = test::need(readFile(m_dir.filePath("m.json").toStdString(), 1 << 20));
        const Bytes cms = test::need(m_fleet.signer("room")->sign(manifest, SystemClock().now()));
        write(m_dir.filePath("m.cms"),
              QByteArray(reinterpret_cast<const char*>(cms.data()), static_cast<qsizetype>(cms.size())));
        QCOMPARE(run({"sign", "old.ffb", "--import", "m.cms", "--out", "room.ffb"}).exitCode, 0);
        QCOMPARE(run({"verify", "room.ffb", "--trust", root()}).exitCode, 0);
        QCOMPARE(text(run({"sign", "new.ffb", "--import", "m.cms", "--json"}).json().at("error").at("code")),
                 "\"bad-signature\"");
        QCOMPARE(run({"sign", "new.ffb"}).exitCode, 2);
    }

    void whatWasBuiltAndSignedIsInTheLog() {
        const QByteArray log = read(m_dir.filePath("data/fieldfare/activity.log"));
        QVERIFY(log.contains("\"act\":\"bundle-built\""));
        for (const char* part :
             {"\"subject\":\"new.ffb\"", "cli-release", "cli-second", "imported signature"}) {
            QVERIFY2(log.contains(part), part);
        }
        QVERIFY(!log.contains(".key")); // how a key is reached is not written: that can hold a PIN
    }

    void aRecipesFaultNamesKeyAndLine() {
        write(m_dir.filePath("typo.toml"), recipe("1.0", "old.img", "epok = 2\n"));
        const Outcome bad = run({"build", "typo.toml", "--out", "typo.ffb", "--json"});
        QCOMPARE(bad.exitCode, 7);
        QCOMPARE(text(bad.json().at("error").at("code")), "\"bad-recipe\"");
        QCOMPARE(text(bad.json().at("error").at("params").at("key")), "\"release.epok\"");
        QCOMPARE(text(bad.json().at("error").at("params").at("line")), "5");
        QVERIFY(!QFile::exists(m_dir.filePath("typo.ffb")));
        QCOMPARE(run({"build", "old.toml"}).exitCode, 2);
        QCOMPARE(run({"build", "old.toml", "--out", "x.ffb", "--key", "k"}).exitCode, 2);
        QCOMPARE(run({"build", "old.toml", "--out", "x.ffb", "--level", "23"}).exitCode, 2);
    }

    void interruptingABuildLeavesNothing() {
        QFile big(m_dir.filePath("big.img"));
        QVERIFY(big.open(QIODevice::WriteOnly));
        const QByteArray chunk = noise(8 << 20, 3);
        for (int i = 0; i < 8; ++i) {
            QCOMPARE(big.write(chunk), chunk.size());
        }
        big.close();
        QDir().mkpath(m_dir.filePath("out"));
        write(m_dir.filePath("out/big.toml"), recipe("3.0", "../big.img"));
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.start(
            QStringLiteral(FIELDFARE_BIN_DIR "/fieldfare"),
            {"bundle", "build", "out/big.toml", "--out", "out/big.ffb", "--level", "22", "--threads", "1"});
        QVERIFY(process.waitForStarted());
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForReadyRead(60'000)); // it shows progress: it is at work
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(100'000));
        QCOMPARE(process.exitCode(), 8);
        QCOMPARE(QDir(m_dir.filePath("out")).entryList(QDir::Files), QStringList{"big.toml"});
    }
};

QTEST_GUILESS_MAIN(tst_cli_bundle)
#include "tst_cli_bundle.moc"
