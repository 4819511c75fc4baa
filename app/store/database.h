// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <filesystem>
#include <memory>

namespace fieldfare::app {

/// The laptop's memory as a file: SQLite (WAL, schema version in user_version), shared by all front ends and
/// by programs that run at the same time. One thread; the stores on top of it share the object.
class Database {
public:
    /// fieldfare.db in $XDG_DATA_HOME/fieldfare (~/.local/share/fieldfare).
    [[nodiscard]] static std::filesystem::path defaultPath();
    /// Opens or creates it, and brings an older one up to date. Errors: Io{path,detail},
    /// UnsupportedFormat{have,limit} for a file of a newer version.
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const std::filesystem::path& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] QSqlQuery query(const QString& statement) const;
    /// Runs a prepared query. Errors: Io{path,detail}.
    [[nodiscard]] Result<> run(QSqlQuery& query) const;
    [[nodiscard]] Result<> run(const QString& statement) const;
    /// All of `work` or nothing. Errors: those of `work`, Io.
    template <typename Work>
    [[nodiscard]] Result<> atomically(Work work) {
        FF_CHECK(run(QStringLiteral("BEGIN IMMEDIATE")));
        Result<> done = work();
        if (!done) {
            (void)run(QStringLiteral("ROLLBACK"));
            return done;
        }
        return run(QStringLiteral("COMMIT"));
    }

private:
    explicit Database(QString connection)
        : m_connection(std::move(connection)) {}
    [[nodiscard]] QSqlDatabase handle() const { return QSqlDatabase::database(m_connection, false); }
    [[nodiscard]] Error error(const QString& detail) const;
    [[nodiscard]] Result<> migrate();
    QString m_connection;
};

} // namespace fieldfare::app
