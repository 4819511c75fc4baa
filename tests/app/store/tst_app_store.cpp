// SPDX-License-Identifier: Apache-2.0
#include "app/store/device_store.h"
#include "app/store/old_device_file.h"
#include "app/store/push_store.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {
/// Runs one statement on a database file, beside the store.
bool runOn(const std::filesystem::path& path, const QStringList& statements) {
    bool done = true;
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        raw.setDatabaseName(QString::fromStdString(path.string()));
        done = raw.open();
        for (const QString& statement : statements) {
            done = done && QSqlQuery(raw).exec(statement);
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    return done;
}
RememberedDevice typed(const QString& address, const QString& note = {}, const QString& group = {}) {
    RememberedDevice device;
    device.address = address;
    device.note = note;
    device.group = group;
    return device;
}
PushRecord threeDevices() {
    PushRecord record;
    record.bundlePath = "/bundles/gateway-2.0.ffb";
    record.installation = "aa55";
    record.release = "gateway-os 2.0";
    record.options.push.goal = PushGoal::Committed;
    record.options.parallel = 3;
    record.options.first = 1;
    record.options.maxFailures = 2;
    record.options.away = AwayDevices::WaitFor;
    for (const char* name : {"gw-1", "gw-2", "gw-3"}) {
        RecordedDevice device;
        device.address = QString("10.0.0.%1").arg(name[3]);
        device.id = device.name = name;
        record.devices.push_back(device);
    }
    return record;
}
PushOutcome outcomeOf(PushState state, std::optional<Error> error = std::nullopt) {
    PushOutcome outcome;
    outcome.state = state;
    outcome.error = std::move(error);
    outcome.sentBytes = 1000;
    return outcome;
}
DeviceStatus statusOf(const char* id, const char* version = "1.0") {
    DeviceStatus status;
    status.id = id;
    status.model = "acme,gateway";
    status.release = {"os", version, 1};
    return status;
}
} // namespace

class TestStore : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_dir.path().toStdString()) / name;
    }

private Q_SLOTS:
    void aDeviceIsRememberedByAddress() {
        const DeviceAddress here{QStringLiteral("10.0.0.1"), 8443};
        const DeviceAddress otherPort{QStringLiteral("10.0.0.1"), 9000};
        {
            const auto store = DeviceStore::open(path("new/folder/a.db"));
            QVERIFY(store.ok());
            QCOMPARE((*store)->idAt(here), std::string());
            (*store)->seen(here, statusOf("gateway-1"));
        }
        const auto store = DeviceStore::open(path("new/folder/a.db"));
        QVERIFY(store.ok());
        QCOMPARE((*store)->idAt(here), std::string("gateway-1"));
        QCOMPARE((*store)->idAt(otherPort), std::string());
        (*store)->seen(otherPort, statusOf("gateway-1", "2.0"));
        const auto devices = (*store)->devices();
        QVERIFY(devices.ok());
        QCOMPARE(devices->size(), std::size_t{1});
        QCOMPARE(devices->front().release, std::string("os 2.0"));
        QCOMPARE(devices->front().address, QString("10.0.0.1:9000"));
        QCOMPARE(*(*store)->forgetAddress(here), true);
        QCOMPARE(*(*store)->forgetAddress(here), false);
        QCOMPARE((*store)->idAt(here), std::string());
    }

    void hostileTextIsOnlyText() {
        const auto store = DeviceStore::open(path("b.db"));
        QVERIFY(store.ok());
        const DeviceAddress here{QStringLiteral("h"), 8443};
        (*store)->seen(here, statusOf("'; DROP TABLE device; --"));
        QCOMPARE((*store)->idAt(here), std::string("'; DROP TABLE device; --"));
        QCOMPARE((*store)->devices()->size(), std::size_t{1});
    }

    void twoProgramsShareIt() {
        const auto one = DeviceStore::open(path("c.db"));
        const auto two = DeviceStore::open(path("c.db"));
        QVERIFY(one.ok() && two.ok());
        (*one)->seen({QStringLiteral("h"), 1}, statusOf("x"));
        QCOMPARE((*two)->idAt({QStringLiteral("h"), 1}), std::string("x"));
    }

    void aFileOfANewerVersionIsLeftAlone() {
        { QVERIFY(DeviceStore::open(path("d.db")).ok()); }
        QVERIFY(runOn(path("d.db"), {"PRAGMA user_version=99"}));
        const auto store = DeviceStore::open(path("d.db"));
        QVERIFY(!store.ok());
        QVERIFY(store.error() == ErrorCode::UnsupportedFormat);
    }

    void aStoreOfTheFirstVersionIsBroughtUpToDate() {
        QVERIFY(
            runOn(path("old.db"),
                  {"CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL, "
                   "release TEXT NOT NULL, address TEXT NOT NULL, last_seen INTEGER NOT NULL)",
                   "CREATE TABLE address (address TEXT PRIMARY KEY, device TEXT NOT NULL)",
                   "INSERT INTO device VALUES ('gw', 'Gateway', 'acme', 'os 1.0', '10.0.0.1', 1700000000)",
                   "PRAGMA user_version=1"}));
        const auto store = DeviceStore::open(path("old.db"));
        QVERIFY(store.ok());
        QCOMPARE((*store)->devices()->front().id, std::string("gw"));
        auto devices = *(*store)->remembered();
        QCOMPARE(devices.size(), std::size_t{1});
        QCOMPARE(devices[0].releaseName, QString("os"));
        QCOMPARE(devices[0].release, QString("1.0"));
        devices[0].note = "third cabinet";
        devices[0].group = "Hall 3";
        QVERIFY((*store)->remember(devices).ok());
        (*store)->seen({QStringLiteral("10.0.0.2"), 8443},
                       statusOf("gw", "2.0")); // keeps what a person wrote
        QCOMPARE((*store)->devices()->front().note, QString("third cabinet"));
        QCOMPARE((*store)->devices()->front().group, QString("Hall 3"));
        QCOMPARE((*store)->devices()->front().address, QString("10.0.0.2"));
    }

    void anAddressBecomesADeviceOnceItIsReached() {
        const auto store = DeviceStore::open(path("typed.db"));
        QVERIFY(store.ok());
        QVERIFY((*store)->remember({typed("10.0.0.1", "by the door", "Hall 3"), typed("10.0.0.2")}).ok());
        QCOMPARE((*store)->remembered()->size(), std::size_t{2});
        QVERIFY((*store)->devices()->empty());
        RememberedDevice reached = typed("10.0.0.1", "by the door", "Hall 3");
        reached.id = "gw";
        reached.lastSeen = QDateTime::fromSecsSinceEpoch(1'700'000'000);
        QVERIFY((*store)->remember({reached}).ok());
        const auto all = *(*store)->remembered();
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].id, QString("gw"));
        QCOMPARE(all[0].group, QString("Hall 3"));
        QCOMPARE(all[0].lastSeen, reached.lastSeen);
        QVERIFY(!all[1].lastSeen.isValid());
        QVERIFY((*store)->forget("10.0.0.1").ok() && (*store)->forget("10.0.0.2").ok());
        QVERIFY((*store)->remembered()->empty());
    }

    void theOldFileIsTakenOverOnce() {
        const auto store = DeviceStore::open(path("take.db"));
        QVERIFY(store.ok());
        const auto file = path("workbench-devices.json");
        std::ofstream(file) << R"({"devices": [{"address": "10.0.0.9", "id": "gw-9", "name": "gw-9",
            "model": "acme", "release": "1.0", "note": "roof", "lastSeen": "2026-01-02T03:04:05Z"},
            {"address": "10.0.0.10", "note": "never reached"}, {"note": "no address"}]})";
        QVERIFY(takeOverDeviceFile(QString::fromStdString(file.string()), **store).ok());
        QVERIFY(!std::filesystem::exists(file));
        QCOMPARE((*store)->remembered()->size(), std::size_t{2});
        QCOMPARE((*store)->devices()->front().note, QString("roof"));
        QVERIFY(takeOverDeviceFile(QString::fromStdString(file.string()), **store).ok());
        QCOMPARE((*store)->remembered()->size(), std::size_t{2});
    }

    void aPushThatWasCutOffIsOfferedWithWhatIsNotFinished() {
        const auto database = Database::open(path("push.db"));
        QVERIFY(database.ok());
        {
            PushStore dead(*database, "00000000 1 1"); // a program that is gone
            const auto id = dead.begin(threeDevices());
            QVERIFY(id.ok());
            QVERIFY(dead.deviceEnded(*id, 0, outcomeOf(PushState::Committed)).ok());
            QVERIFY(
                dead.deviceEnded(*id, 1,
                                 outcomeOf(PushState::Failed, Error(ErrorCode::Unreachable,
                                                                    {{"detail", std::string("no route")}})))
                    .ok());
        }
        PushStore store(*database);
        const auto found = store.unfinished();
        QVERIFY(found.ok() && found->has_value());
        const PushRecord& record = **found;
        QCOMPARE(record.bundlePath, QString("/bundles/gateway-2.0.ffb"));
        QCOMPARE(record.installation, QString("aa55"));
        QVERIFY(record.options.push.goal == PushGoal::Committed);
        QVERIFY(record.options.away == AwayDevices::WaitFor);
        QCOMPARE(record.options.parallel, std::size_t{3});
        QCOMPARE(record.options.first, std::size_t{1});
        QCOMPARE(record.options.maxFailures, std::size_t{2});
        QCOMPARE(record.devices.size(), std::size_t{3});
        QVERIFY(record.devices[0].ended && record.devices[0].outcome.state == PushState::Committed);
        QVERIFY(record.devices[1].ended && *record.devices[1].outcome.error == ErrorCode::Unreachable);
        QVERIFY(!record.devices[2].ended);

        QVERIFY(store.adopt(record.id).ok());
        QVERIFY(!store.unfinished()->has_value()); // this program works at it
        QVERIFY(store.reopen(record.id, {1}).ok());
        PushStore other(*database, "00000000 2 2");
        QVERIFY(other.adopt(record.id).error() == ErrorCode::Busy);
        QVERIFY(store.end(record.id).ok());
        QCOMPARE(store.historyOf("gw-1", 10)->size(), std::size_t{1});
        QVERIFY(store.historyOf("gw-1", 10)->front().ended);
        QVERIFY(!store.historyOf("gw-2", 10)->front().ended);
        QVERIFY(store.historyOf("stranger", 10)->empty());
    }

    void aProgramKnowsWhetherAnotherOneStillRuns() {
        QVERIFY(stillRuns(ownRunName()));
        QVERIFY(!stillRuns("00000000-boot 1 1"));
        QVERIFY(!stillRuns(QString()));
        QString earlier = ownRunName(); // the same process number, used before
        earlier.replace(earlier.lastIndexOf(u' '), 100, " 1");
        QVERIFY(!stillRuns(earlier));
    }

    void whatIsNoDatabaseIsAnError() {
        std::ofstream(path("e.db")) << std::string(5000, 'x');
        const auto store = DeviceStore::open(path("e.db"));
        QVERIFY(!store.ok());
        QVERIFY(store.error() == ErrorCode::Io);
        QVERIFY(!DeviceStore::open("/proc/nowhere/x.db").ok());
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_app_store.moc"
