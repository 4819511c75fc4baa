// SPDX-License-Identifier: Apache-2.0
#include "app/store/device_store.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {
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
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
            database.setDatabaseName(QString::fromStdString(path("d.db").string()));
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(QStringLiteral("PRAGMA user_version=99")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
        const auto store = DeviceStore::open(path("d.db"));
        QVERIFY(!store.ok());
        QVERIFY(store.error() == ErrorCode::UnsupportedFormat);
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
