// SPDX-License-Identifier: Apache-2.0
#include "app/store/database.h"

#include <QFile>
#include <QSqlError>
#include <QStandardPaths>
#include <QUuid>
#include <QVariant>

#include <array>

namespace fieldfare::app {

namespace {

/// What leads from each schema version to the next one; never changed once released.
const std::array<QStringList, 2> migrations = {
    QStringList{
        QStringLiteral("CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL, "
                       "release TEXT NOT NULL, address TEXT NOT NULL, last_seen INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE address (address TEXT PRIMARY KEY, device TEXT NOT NULL)"),
    },
    QStringList{
        QStringLiteral("ALTER TABLE device ADD COLUMN note TEXT NOT NULL DEFAULT ''"),
        QStringLiteral("ALTER TABLE device ADD COLUMN device_group TEXT NOT NULL DEFAULT ''"),
        // Typed and never reached: without an identity there is only the address.
        QStringLiteral("CREATE TABLE typed (address TEXT PRIMARY KEY, note TEXT NOT NULL, "
                       "device_group TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE push (id INTEGER PRIMARY KEY AUTOINCREMENT, bundle TEXT NOT NULL, "
                       "installation TEXT NOT NULL, release TEXT NOT NULL, options TEXT NOT NULL, "
                       "owner TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER)"),
        QStringLiteral("CREATE TABLE push_device (push INTEGER NOT NULL, place INTEGER NOT NULL, "
                       "address TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL, "
                       "state TEXT NOT NULL, error TEXT NOT NULL, sent INTEGER NOT NULL, "
                       "ended INTEGER, PRIMARY KEY (push, place))"),
        QStringLiteral("CREATE INDEX push_device_by_device ON push_device (device)"),
    },
};

} // namespace

std::filesystem::path Database::defaultPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(QFile::encodeName(folder).toStdString()) / "fieldfare" / "fieldfare.db";
}

Result<std::shared_ptr<Database>> Database::open(const std::filesystem::path& path) {
    std::error_code code;
    std::filesystem::create_directories(path.parent_path(), code);
    if (code) {
        return ioError("create folder", path.parent_path().string(), code.value());
    }
    std::shared_ptr<Database> opened(new Database(QUuid::createUuid().toString()));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), opened->m_connection);
        database.setDatabaseName(QFile::decodeName(path.c_str()));
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        if (!database.open()) {
            return opened->error(database.lastError().text());
        }
    }
    FF_CHECK(opened->run(QStringLiteral("PRAGMA journal_mode=WAL")));
    FF_CHECK(opened->atomically([&] { return opened->migrate(); })); // two programs may do it at once
    return opened;
}

Database::~Database() {
    handle().close();
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlQuery Database::query(const QString& statement) const {
    QSqlQuery query(handle());
    query.prepare(statement); // what is wrong with it shows when it runs
    return query;
}

Result<> Database::run(QSqlQuery& query) const {
    return query.exec() ? Result<>() : error(query.lastError().text());
}

Result<> Database::run(const QString& statement) const {
    QSqlQuery query(handle());
    return query.exec(statement) ? Result<>() : error(query.lastError().text());
}

Error Database::error(const QString& detail) const {
    return Error(ErrorCode::Io, {{"operation", std::string("database")},
                                 {"path", handle().databaseName().toStdString()},
                                 {"detail", detail.toStdString()}});
}

Result<> Database::migrate() {
    const auto newest = static_cast<int>(migrations.size());
    QSqlQuery query(handle());
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next()) {
        return error(query.lastError().text());
    }
    const int version = query.value(0).toInt();
    query.finish();
    if (version > newest) {
        return Error(ErrorCode::UnsupportedFormat, {{"have", std::int64_t{version}},
                                                    {"limit", std::int64_t{newest}},
                                                    {"path", handle().databaseName().toStdString()}});
    }
    for (int step = version; step < newest; ++step) {
        for (const QString& statement : migrations.at(static_cast<std::size_t>(step))) {
            FF_CHECK(run(statement));
        }
    }
    return run(QStringLiteral("PRAGMA user_version=%1").arg(newest));
}

} // namespace fieldfare::app
