// SPDX-License-Identifier: Apache-2.0
// What is done in the window is written down, shown, filtered and exported.
#include "app/workbench/activity_page.h"
#include "app/workbench/activity_wiring.h"
#include "app/workbench/activity_words.h"
#include "app/workbench/csv_table.h"
#include "app/workbench/device_page.h"
#include "app/workbench/fleet_keys.h"
#include "app/workbench/laptop_identity.h"
#include "app/workbench/new_bundle.h"
#include "core/base/json.h"
#include "tests/app/workbench/fake_practice.h"
#include "tests/app/workbench/fake_workshop.h"
#include "tests/app/workbench/push_bench.h"
#include "tests/support/test_fleet.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

struct Bench : PushBench {
    QTemporaryDir folder;
    FakeChecks checks;
    DevicePage device{book, checks};
    BundleLibrary library{fakeLook};
    Passphrases passphrases;
    FakeWorkshop workshop;
    NewBundle newBundle{workshop, library, passphrases};
    FleetKeys fleet{passphrases, folder.filePath("config")};
    LaptopIdentity laptop{{folder.filePath("k").toStdString(), folder.filePath("c").toStdString(),
                           folder.filePath("r").toStdString()},
                          folder.filePath("config").toStdString()};
    FakeRoom room;
    Practice practice{book, room};
    ActivityLog log{folder.filePath("activity.log").toStdString()};
    std::unique_ptr<ActivityRecorder> recorder = std::make_unique<ActivityRecorder>(log);

    Bench() {
        fleet.setProtection({1024});
        recordActs({flow, device, newBundle, fleet, laptop, passphrases, practice}, *recorder);
    }
    /// All that was written, as "act subject device result".
    [[nodiscard]] QStringList written() {
        recorder.reset(); // waits until all is written
        QStringList acts;
        const ActivityHistory history = log.read().value();
        for (const ActivityEntry& entry : history.entries) {
            acts += QStringLiteral("%1 %2 %3 %4")
                        .arg(QString::fromStdString(entry.act), QString::fromStdString(entry.subject),
                             QString::fromStdString(entry.device), QString::fromStdString(entry.result))
                        .simplified();
        }
        return history.broken ? QStringList{"broken"} : acts;
    }
};

struct PageBench {
    QTemporaryDir folder;
    ActivityRecorder recorder{ActivityLog(folder.filePath("activity.log").toStdString())};
    ActivityPage page{recorder};
    QAbstractItemModelTester tester{page.rows(), QAbstractItemModelTester::FailureReportingMode::QtTest};

    PageBench() {
        const auto add = [this](const char* act, const char* subject, const char* device,
                                const char* result) {
            ActivityEntry entry;
            entry.at = UnixTime{std::chrono::seconds(1'780'000'000)};
            entry.program = "workbench";
            entry.act = act;
            entry.subject = subject;
            entry.device = device;
            entry.result = result;
            entry.detail = "said, \"by a device\"";
            QVERIFY(recorder.log().append(entry).ok());
        };
        add("push-started", "gateway-os 2.0", "", "");
        add("push-device", "gateway-os 2.0", "gw-1", "committed");
        add("push-device", "gateway-os 2.0", "gw-2", "rolled-back");
        add("key-issued", "=HYPERLINK(1)", "", "");
        add("of-a-newer-version", "x", "gw-2", "");
        page.refresh();
    }
    [[nodiscard]] QString cell(int row, ActivityRows::Role role) {
        return page.rows()->index(row, 0).data(role).toString();
    }
    [[nodiscard]] QByteArray exported(const char* name) {
        page.exportTo(QUrl::fromLocalFile(folder.filePath(name)));
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

class WorkbenchActivityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPushIsWrittenWithTheEndOfEachDevice();
    void actsByHandAreWrittenAndWhatCameOfThem();
    void actsWithKeysAreWritten();
    void practiceIsWritten();
    void theNewestEntryStandsFirst();
    void entriesAreFilteredByAreaDeviceAndWords();
    void everyActHasAWordAndAnArea();
    void aBrokenChainIsSaidPlainlyWithWhere();
    void theShownEntriesAreExportedAsCsv();
    void theShownEntriesAreExportedAsJson();
    void theWholeLogIsExportedSigned();
    void aSignedExportWaitsForTheTechniciansKey();
    void whatCannotBeExportedIsSaid();
    void newEntriesAppearWhileThePageIsShown();
};

void WorkbenchActivityTest::aPushIsWrittenWithTheEndOfEachDevice() {
    Bench bench;
    bench.review();
    bench.flow.start();
    bench.finish(0, PushState::Committed);
    bench.finish(1, PushState::RolledBack);
    bench.finish(2, PushState::NotStarted);
    for (std::size_t device = 0; device < 3; ++device) { // the end of a run tells all a second time
        bench.finish(device, PushState::Committed);
    }
    Q_EMIT bench.desk.latest->finished();
    QCOMPARE(bench.written(),
             (QStringList{"push-started gateway-os 2.0", "push-device gateway-os 2.0 gw-1 committed",
                          "push-device gateway-os 2.0 gw-2 rolled-back",
                          "push-device gateway-os 2.0 gw-3 not-started", "push-finished gateway-os 2.0"}));
}

void WorkbenchActivityTest::actsByHandAreWrittenAndWhatCameOfThem() {
    Bench bench;
    bench.device.show(bench.connectDevice("10.0.0.1", goodStatus("gw-1")));
    bench.device.rollBack();
    Q_EMIT bench.links.latest["10.0.0.1"]->actionFailed(DeviceAction::RollBack,
                                                        Error(ErrorCode::NoRollbackTarget));
    bench.device.reboot();
    Q_EMIT bench.links.latest["10.0.0.1"]->actionDone(DeviceAction::Reboot);
    bench.device.identify(); // changes nothing
    Q_EMIT bench.links.latest["10.0.0.1"]->actionDone(DeviceAction::Identify);
    QCOMPARE(bench.written(),
             (QStringList{"device-rolled-back gw-1 no-rollback-target", "device-restarted gw-1"}));
}

void WorkbenchActivityTest::actsWithKeysAreWritten() {
    Bench bench;
    const auto settled = [&] { return bench.fleet.busy().isEmpty(); };
    bench.fleet.create(bench.folder.filePath("acme"), "ACME", {}, "a few good words");
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60'000);
    bench.fleet.issue("release", "release-1", {});
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60'000);
    bench.fleet.renew("release", "release-1");
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60'000);
    bench.fleet.revoke(bench.fleet.certificates().front().toMap()["key"].toString());
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60'000);
    bench.passphrases.lockNow();
    QCOMPARE(bench.written(), (QStringList{"fleet-created ACME", "key-issued release-1",
                                           "key-renewed release-1", "key-revoked release-1", "keys-locked"}));
}

void WorkbenchActivityTest::practiceIsWritten() {
    Bench bench;
    bench.practice.tryIt();
    bench.room.finish();
    bench.practice.remove();
    Q_EMIT bench.room.removed();
    QCOMPARE(bench.written(), (QStringList{"practice-made", "practice-removed"}));
}

void WorkbenchActivityTest::theNewestEntryStandsFirst() {
    PageBench bench;
    QCOMPARE(bench.page.total(), 5);
    QCOMPARE(bench.cell(0, ActivityRows::TitleRole), "of-a-newer-version"); // as it is
    QCOMPARE(bench.cell(4, ActivityRows::TitleRole), "Push started");
    QCOMPARE(bench.cell(3, ActivityRows::KindRole), "good");
    QCOMPARE(bench.cell(2, ActivityRows::KindRole), "bad");
    QCOMPARE(bench.cell(2, ActivityRows::ResultRole), "Rolled back");
    QCOMPARE(bench.page.head().size(), 64);
}

void WorkbenchActivityTest::entriesAreFilteredByAreaDeviceAndWords() {
    PageBench bench;
    bench.page.setArea("push");
    QCOMPARE(bench.page.count(), 3);
    bench.page.setDevice("gw-2");
    QCOMPARE(bench.page.count(), 1);
    bench.page.setArea({});
    QCOMPARE(bench.page.count(), 2);
    bench.page.setDevice({});
    bench.page.setSearch("2.0 ROLLED");
    QCOMPARE(bench.page.count(), 1);
    bench.page.setSearch("nothing of it");
    QCOMPARE(bench.page.count(), 0);
    QCOMPARE(bench.page.devices(), (QStringList{"gw-1", "gw-2"}));
    QCOMPARE(bench.page.total(), 5);
}

void WorkbenchActivityTest::everyActHasAWordAndAnArea() {
    for (const char* act : {"push-started",
                            "push-device",
                            "push-finished",
                            "device-restarted",
                            "device-committed",
                            "device-rolled-back",
                            "bundle-signed",
                            "bundle-built",
                            "fleet-created",
                            "fleet-joined",
                            "fleet-backed-up",
                            "fleet-restored",
                            "fleet-passphrase-changed",
                            "key-issued",
                            "key-approved",
                            "key-imported",
                            "key-renewed",
                            "key-revoked",
                            "key-opened",
                            "keys-locked",
                            "practice-made",
                            "practice-removed"}) {
        QVERIFY2(activityAreas().contains(activityArea(act)), act);
        QVERIFY2(activityTitle(act) != QString::fromLatin1(act), act);
    }
    for (const QString& area : activityAreas()) {
        QVERIFY(!activityAreaTitle(area).isEmpty());
    }
    QVERIFY(activityArea("of-a-newer-version").isEmpty());
}

void WorkbenchActivityTest::aBrokenChainIsSaidPlainlyWithWhere() {
    PageBench bench;
    QVERIFY(bench.page.broken().isEmpty());
    QFile file(bench.folder.filePath("activity.log"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray changed = file.readAll().replace("gw-1", "gw-9");
    QVERIFY(file.seek(0) && file.write(changed) == changed.size());
    file.close();
    bench.page.refresh();
    QVERIFY(bench.page.broken().contains("Entry 3"));
    QVERIFY(bench.page.broken().contains(file.fileName()));
    QCOMPARE(bench.page.total(), 5);
}

void WorkbenchActivityTest::theShownEntriesAreExportedAsCsv() {
    PageBench bench;
    bench.page.setDevice("gw-2");
    const auto some = readCsv(bench.exported("some.csv"));
    QCOMPARE(some->size(), std::size_t{3}); // a line of names and two entries
    bench.page.setDevice({});
    const auto rows = readCsv(bench.exported("all.csv"));
    QVERIFY(rows.ok());
    QCOMPARE(rows->size(), std::size_t{6});
    QCOMPARE(rows->at(0).fields.front(), "number");
    QCOMPARE(rows->at(2).fields.at(4), "'=HYPERLINK(1)"); // no formula
    QCOMPARE(rows->at(2).fields.at(7), "said, \"by a device\"");
    QVERIFY(bench.page.exported().endsWith("all.csv"));
}

void WorkbenchActivityTest::theShownEntriesAreExportedAsJson() {
    PageBench bench;
    const auto json = parseJson(bench.exported("all.json").toStdString());
    QVERIFY(json.ok());
    QCOMPARE(QString::fromStdString((*json)["head"]), bench.page.head());
    QVERIFY((*json)["broken"].is_null());
    QCOMPARE((*json)["entries"].size(), std::size_t{5});
    // With all of them whoever has the file can check the chain.
    std::string text;
    for (std::size_t i = 5; i-- > 0;) {
        text += (*json)["entries"][i].dump(-1, ' ', true) + '\n';
    }
    const ActivityChain chain = readActivityChain(text);
    QVERIFY(!chain.broken);
    QCOMPARE(QString::fromStdString(chain.head.hex()), bench.page.head());
}

void WorkbenchActivityTest::theWholeLogIsExportedSigned() {
    PageBench bench;
    TestFleet fleet;
    const TestIdentity anna = fleet.issue(Role::Technician, "anna");
    QVERIFY(bench.exported("none.fflog").isEmpty()); // nobody is there to sign
    QVERIFY(!bench.page.error().toMap().isEmpty());
    bench.page.setSigner(
        [&](ByteView content) { return TestFleet::signerOf(anna)->sign(content, SystemClock().now()); });
    bench.page.setArea("keys"); // what is filtered out is signed all the same
    const auto sealed = SealedActivity::parse(bench.exported("all.fflog").toStdString());
    QVERIFY(sealed.ok() && bench.page.error().toMap().isEmpty());
    const auto verdict = openSealedActivity(*sealed, fleet.trust());
    QVERIFY(verdict.ok());
    QCOMPARE(verdict->entries.size(), std::size_t{5});
    QCOMPARE(QString::fromStdString(verdict->statement.head.hex()), bench.page.head());
}

void WorkbenchActivityTest::aSignedExportWaitsForTheTechniciansKey() {
    PageBench bench;
    TestFleet fleet;
    const TestIdentity anna = fleet.issue(Role::Technician, "anna");
    bool open = false;
    bench.page.setSigner([&](ByteView content) {
        return open ? TestFleet::signerOf(anna)->sign(content, SystemClock().now())
                    : Result<Bytes>(Error(ErrorCode::WrongPassphrase));
    });
    bench.page.setUnlocker([&](const QString& words) {
        open = words == u"right";
        return open ? QString() : QStringLiteral("It does not open the key.");
    });
    const QSignalSpy wanted(&bench.page, &ActivityPage::passphraseWanted);
    QVERIFY(bench.exported("all.fflog").isEmpty());
    QCOMPARE(wanted.size(), 1);
    QVERIFY(bench.page.error().toMap().isEmpty());
    bench.page.givePassphrase("wrong");
    QCOMPARE(wanted.size(), 2);
    QVERIFY(!bench.page.passphraseProblem().isEmpty());
    bench.page.givePassphrase("right");
    QVERIFY(bench.page.exported().endsWith("all.fflog"));
    QVERIFY(QFileInfo::exists(bench.page.exported()));
}

void WorkbenchActivityTest::whatCannotBeExportedIsSaid() {
    PageBench bench;
    bench.page.exportTo(QUrl::fromLocalFile("/nowhere/at/all.csv"));
    QVERIFY(!bench.page.error().toMap().isEmpty());
    QVERIFY(bench.page.exported().isEmpty());
}

void WorkbenchActivityTest::newEntriesAppearWhileThePageIsShown() {
    PageBench bench;
    bench.recorder.note({.act = "keys-locked"});
    QTest::qWait(50);
    QCOMPARE(bench.page.total(), 5);
    bench.page.setShown(true);
    QTRY_COMPARE(bench.page.total(), 6);
    bench.recorder.note({.act = "keys-locked"});
    QTRY_COMPARE(bench.page.total(), 7);
}

QTEST_GUILESS_MAIN(WorkbenchActivityTest)
#include "tst_workbench_activity.moc"
