// SPDX-License-Identifier: Apache-2.0
// The signed copy of the log of what was done: what it proves, and what it does not take for proven.
#include "app/store/activity_seal.h"
#include "core/base/base64.h"
#include "core/base/json.h"
#include "tests/support/test_fleet.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

constexpr UnixTime now{std::chrono::seconds(1'780'000'000)};

template <typename T>
std::string slugOf(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(errorSlug(result.error().code()));
}

struct Bench {
    QTemporaryDir folder;
    ActivityLog log{path("activity.log"), 2000};
    TestFleet fleet;
    TestIdentity anna = fleet.issue(Role::Technician, "anna");

    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return folder.filePath(name).toStdString();
    }
    void add(int count) const {
        for (int i = 1; i <= count; ++i) {
            ActivityEntry entry;
            entry.at = now;
            entry.program = "workbench";
            entry.act = "push-started";
            entry.subject = "release \xE6\xB5\x8B " + std::to_string(i);
            need(log.append(entry));
        }
    }
    [[nodiscard]] static StatementSigner penOf(const TestIdentity& who) {
        return [who](ByteView content) { return TestFleet::signerOf(who)->sign(content, now); };
    }
    [[nodiscard]] SealedActivity seal() const {
        return need(sealActivity(need(log.read()), now, penOf(anna)));
    }
    [[nodiscard]] std::string verdict(const SealedActivity& sealed) const {
        return slugOf(openSealedActivity(sealed, fleet.trust()));
    }
    void write(const char* name, const std::string& text) const {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.write(text.data(), static_cast<qint64>(text.size())) ==
                static_cast<qint64>(text.size()));
    }
};

} // namespace

class ActivitySealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSignedIsReadBackAndStillInTheLog();
    void whatWasChangedAfterwardsIsFound();
    void aLogWhoseEndWasCutOffIsFound();
    void aLogThatWasWrittenAnewIsFound();
    void aLogThatLostItsOldestPartIsNotBlamed();
    void onlyATechnicianOfTheFleetSigns();
    void neitherAnEmptyNorABrokenLogIsSigned();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void plainOpensslAgrees();
};

void ActivitySealTest::whatWasSignedIsReadBackAndStillInTheLog() {
    const Bench bench;
    bench.add(12); // over more than one file
    const SealedActivity sealed = need(SealedActivity::parse(bench.seal().toText()));
    const SealVerdict verdict = need(openSealedActivity(sealed, bench.fleet.trust()));
    QCOMPARE(verdict.signer.certificate.commonName(), std::string("anna"));
    QCOMPARE(verdict.statement.number, std::uint64_t{12});
    QVERIFY(verdict.statement.at == now);
    const ActivityHistory history = need(bench.log.read());
    QVERIFY(verdict.entries == history.entries);
    QVERIFY(verdict.statement.head == history.head);
    QVERIFY(need(compareWithLog(verdict.statement, history)) == SealedPart::Present);
    bench.add(3); // work goes on
    QVERIFY(need(compareWithLog(verdict.statement, need(bench.log.read()))) == SealedPart::Present);
}

void ActivitySealTest::whatWasChangedAfterwardsIsFound() {
    const Bench bench;
    bench.add(4);
    const SealedActivity good = bench.seal();
    SealedActivity changed = good;
    changed.lines[1].replace(changed.lines[1].find("release"), 7, "RELEASE");
    QCOMPARE(bench.verdict(changed), std::string("activity-mismatch"));
    changed = good;
    changed.lines[3].replace(changed.lines[3].find("release"), 7, "RELEASE"); // the last one: no line follows
    QCOMPARE(bench.verdict(changed), std::string("activity-mismatch"));
    changed = good;
    changed.lines.pop_back();
    QCOMPARE(bench.verdict(changed), std::string("activity-mismatch"));
    changed = good;
    changed.lines.clear();
    QCOMPARE(bench.verdict(changed), std::string("activity-mismatch"));
    changed = good;
    changed.statement.replace(changed.statement.find("\"number\":4"), 10, "\"number\":5");
    QCOMPARE(bench.verdict(changed), std::string("bad-signature"));
}

void ActivitySealTest::aLogWhoseEndWasCutOffIsFound() {
    const Bench bench;
    bench.add(4);
    const SealVerdict verdict = need(openSealedActivity(bench.seal(), bench.fleet.trust()));
    QFile file(bench.folder.filePath("activity.log"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray all = file.readAll();
    QVERIFY(file.resize(all.lastIndexOf('\n', -2) + 1)); // the chain is whole without the last line
    QVERIFY(!need(bench.log.read()).broken);
    QCOMPARE(slugOf(compareWithLog(verdict.statement, need(bench.log.read()))),
             std::string("activity-mismatch"));
}

void ActivitySealTest::aLogThatWasWrittenAnewIsFound() {
    const Bench bench;
    bench.add(4);
    const SealVerdict verdict = need(openSealedActivity(bench.seal(), bench.fleet.trust()));
    const Bench forged; // a whole chain of as many entries, but other ones
    ActivityEntry entry;
    entry.act = "nothing-at-all";
    for (int i = 0; i < 5; ++i) {
        need(forged.log.append(entry));
    }
    QVERIFY(!need(forged.log.read()).broken);
    QCOMPARE(slugOf(compareWithLog(verdict.statement, need(forged.log.read()))),
             std::string("activity-mismatch"));
}

void ActivitySealTest::aLogThatLostItsOldestPartIsNotBlamed() {
    const Bench bench;
    bench.add(2);
    const SealVerdict verdict = need(openSealedActivity(bench.seal(), bench.fleet.trust()));
    bench.add(60); // five files of 2000 bytes do not hold them all
    const ActivityHistory history = need(bench.log.read());
    QVERIFY(!history.broken && history.entries.front().number > 2);
    QVERIFY(need(compareWithLog(verdict.statement, history)) == SealedPart::Older);
}

void ActivitySealTest::onlyATechnicianOfTheFleetSigns() {
    Bench bench;
    bench.add(1);
    const ActivityHistory history = need(bench.log.read());
    TestFleet strangers;
    const auto by = [&](const TestIdentity& who) {
        return bench.verdict(need(sealActivity(history, now, Bench::penOf(who))));
    };
    QCOMPARE(by(bench.anna), std::string("ok"));
    QCOMPARE(by(bench.fleet.issue(Role::Release, "release")), std::string("wrong-role"));
    QCOMPARE(by(bench.fleet.issue(Role::Device, "gw-1")), std::string("wrong-role"));
    QCOMPARE(by(strangers.issue(Role::Technician, "eve")), std::string("untrusted-signer"));
    bench.fleet.revoke(bench.anna.certificate());
    QCOMPARE(by(bench.anna), std::string("certificate-revoked"));
}

void ActivitySealTest::neitherAnEmptyNorABrokenLogIsSigned() {
    const Bench bench;
    bool asked = false;
    const StatementSigner pen = [&](ByteView) -> Result<Bytes> {
        asked = true;
        return Bytes{};
    };
    QCOMPARE(slugOf(sealActivity(need(bench.log.read()), now, pen)), std::string("activity-mismatch"));
    bench.add(3);
    QFile file(bench.folder.filePath("activity.log"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray changed = file.readAll().replace("push-started", "push-STARTED");
    QVERIFY(file.seek(0) && file.write(changed) == changed.size());
    file.close();
    QVERIFY(need(bench.log.read()).broken);
    QCOMPARE(slugOf(sealActivity(need(bench.log.read()), now, pen)), std::string("activity-mismatch"));
    QVERIFY(!asked);
}

void ActivitySealTest::hostileFilesAreRefused_data() {
    QTest::addColumn<QString>("change"); // of the JSON: MEMBER=VALUE; "" takes it out
    QTest::addColumn<QString>("slug");
    QTest::newRow("another kind of file") << R"(type="x")"
                                          << "bad-value";
    QTest::newRow("a later format") << "format=2"
                                    << "bad-value";
    QTest::newRow("no signature") << "signature"
                                  << "missing-key";
    QTest::newRow("a signature that is no base64") << R"(signature="%%")"
                                                   << "bad-value";
    QTest::newRow("an empty signature") << R"(signature="")"
                                        << "bad-signature";
    QTest::newRow("no lines") << "lines"
                              << "activity-mismatch";
    QTest::newRow("lines of numbers") << "lines=[1,2]"
                                      << "bad-value";
    QTest::newRow("a member more") << "more=1"
                                   << "unknown-key";
    QTest::newRow("a long statement") << "statement=\"" + QString(5000, 'x') + '"' << "bad-value";
}

void ActivitySealTest::hostileFilesAreRefused() {
    QFETCH(QString, change);
    QFETCH(QString, slug);
    const Bench bench;
    bench.add(2);
    Json json = Json::parse(bench.seal().toText());
    const std::string member = change.section('=', 0, 0).toStdString();
    const std::string value = change.section('=', 1).toStdString();
    if (value.empty()) {
        json.erase(member);
    } else {
        json[member] = Json::parse(value);
    }
    const auto parsed = SealedActivity::parse(json.dump());
    QCOMPARE(QString::fromStdString(parsed ? bench.verdict(*parsed) : slugOf(parsed)), slug);
    QCOMPARE(slugOf(SealedActivity::parse("{\"format\"")), std::string("bad-json"));
}

/// The lines of docs/WORKBENCH.md, but for jq.
void ActivitySealTest::plainOpensslAgrees() {
    const Bench bench;
    bench.add(2);
    const SealedActivity sealed = bench.seal();
    bench.write("statement", sealed.statement);
    bench.write("statement.cms", std::string(asText(sealed.signature)));
    QProcess openssl;
    openssl.start("openssl",
                  {"cms", "-verify", "-binary", "-inform", "DER", "-in",
                   bench.folder.filePath("statement.cms"), "-content", bench.folder.filePath("statement"),
                   "-CAfile", QString::fromStdString(bench.fleet.rootPath().string()), "-purpose", "any",
                   "-out", "/dev/null"});
    QVERIFY(openssl.waitForFinished());
    QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
    const Digest head = sha256(asBytes(sealed.lines.back()));
    QVERIFY(sealed.statement.find(head.hex()) != std::string::npos); // what sha256sum says of the last line
}

QTEST_GUILESS_MAIN(ActivitySealTest)
#include "tst_app_activity_seal.moc"
