// SPDX-License-Identifier: Apache-2.0
#include "app/store/device_store.h"

#include <QDateTime>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QUuid>
#include <QVariant>

namespace fieldfare::app {

namespace {

constexpr int schemaVersion = 1;

Error databaseError(const QSqlDatabase& database, const QString& detail) {
    return Error(ErrorCode::Io, {{"operation", std::string("database")},
                                 {"path", database.databaseName().toStdString()},
                                 {"detail", detail.toStdString()}});
}

Result<> execute(const QSqlDatabase& database, const QString& statement) {
    QSqlQuery query(database);
    if (!query.exec(statement)) {
        return databaseError(database, query.lastError().text());
    }
    return {};
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

} // namespace

std::filesystem::path DeviceStore::defaultPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(QFile::encodeName(folder).toStdString()) / "fieldfare" / "fieldfare.db";
}

Result<std::unique_ptr<DeviceStore>> DeviceStore::open(const std::filesystem::path& path) {
    std::error_code code;
    std::filesystem::create_directories(path.parent_path(), code);
    if (code) {
        return ioError("create folder", path.parent_path().string(), code.value());
    }
    std::unique_ptr<DeviceStore> store(new DeviceStore(QUuid::createUuid().toString()));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), store->m_connection);
        database.setDatabaseName(QFile::decodeName(path.c_str()));
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        if (!database.open()) {
            return databaseError(database, database.lastError().text());
        }
    }
    FF_CHECK(store->prepareSchema());
    return store;
}

DeviceStore::~DeviceStore() {
    database().close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<> DeviceStore::prepareSchema() {
    QSqlDatabase db = database();
    FF_CHECK(execute(db, QStringLiteral("PRAGMA journal_mode=WAL")));
    FF_CHECK(execute(db, QStringLiteral("BEGIN IMMEDIATE"))); // two programs may create it at once
    QSqlQuery query(db);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next()) {
        return databaseError(db, query.lastError().text());
    }
    const int version = query.value(0).toInt();
    query.finish();
    if (version > schemaVersion) {
        return Error(ErrorCode::UnsupportedFormat, {{"have", std::int64_t{version}},
                                                    {"limit", std::int64_t{schemaVersion}},
                                                    {"path", db.databaseName().toStdString()}});
    }
    if (version < 1) {
        FF_CHECK(execute(
            db, QStringLiteral(
                    "CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL, "
                    "release TEXT NOT NULL, address TEXT NOT NULL, last_seen INTEGER NOT NULL)")));
        FF_CHECK(execute(
            db, QStringLiteral("CREATE TABLE address (address TEXT PRIMARY KEY, device TEXT NOT NULL)")));
        FF_CHECK(execute(db, QStringLiteral("PRAGMA user_version=1")));
    }
    return execute(db, QStringLiteral("COMMIT"));
}

std::string DeviceStore::idAt(const DeviceAddress& address) {
    QSqlQuery query(database());
    query.prepare(QStringLiteral("SELECT device FROM address WHERE address = ?"));
    query.addBindValue(address.toString());
    return query.exec() && query.next() ? query.value(0).toString().toStdString() : std::string();
}

void DeviceStore::seen(const DeviceAddress& address, const DeviceStatus& status) {
    // A memory that cannot be written must not stop an update: failures are left alone.
    QSqlQuery device(database());
    device.prepare(
        QStringLiteral("INSERT INTO device VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                       "name = excluded.name, model = excluded.model, release = excluded.release, "
                       "address = excluded.address, last_seen = excluded.last_seen"));
    device.addBindValue(text(status.id));
    device.addBindValue(text(status.name));
    device.addBindValue(text(status.model));
    device.addBindValue(text(status.release.name + " " + status.release.version));
    device.addBindValue(address.toString());
    device.addBindValue(QDateTime::currentSecsSinceEpoch());
    device.exec();
    QSqlQuery pin(database());
    pin.prepare(QStringLiteral(
        "INSERT INTO address VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET device = excluded.device"));
    pin.addBindValue(address.toString());
    pin.addBindValue(text(status.id));
    pin.exec();
}

Result<std::vector<KnownDevice>> DeviceStore::devices() {
    QSqlDatabase db = database();
    QSqlQuery query(db);
    if (!query.exec(QStringLiteral(
            "SELECT id, name, model, release, address, last_seen FROM device ORDER BY last_seen DESC, id"))) {
        return databaseError(db, query.lastError().text());
    }
    std::vector<KnownDevice> devices;
    while (query.next()) {
        const auto column = [&](int i) { return query.value(i).toString().toStdString(); };
        devices.push_back({column(0), column(1), column(2), column(3), query.value(4).toString(),
                           UnixTime(std::chrono::seconds(query.value(5).toLongLong()))});
    }
    return devices;
}

Result<bool> DeviceStore::forgetAddress(const DeviceAddress& address) {
    QSqlDatabase db = database();
    QSqlQuery query(db);
    query.prepare(QStringLiteral("DELETE FROM address WHERE address = ?"));
    query.addBindValue(address.toString());
    if (!query.exec()) {
        return databaseError(db, query.lastError().text());
    }
    return query.numRowsAffected() > 0;
}

} // namespace fieldfare::app
