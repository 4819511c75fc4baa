// SPDX-License-Identifier: Apache-2.0
#include "app/store/push_store.h"

#include "core/protocol/status.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVariant>

#include <algorithm>
#include <array>

namespace fieldfare::app {

namespace {

constexpr JsonLimits errorLimits{std::size_t{64} << 10, 8};

struct StateName {
    PushState state;
    const char* name;
};
/// As in `fieldfare push --json`.
constexpr std::array<StateName, 8> stateNames = {{{PushState::NotStarted, "not-started"},
                                                  {PushState::Installed, "installed"},
                                                  {PushState::Restarted, "restarted"},
                                                  {PushState::Committed, "committed"},
                                                  {PushState::RolledBack, "rolled-back"},
                                                  {PushState::FellBack, "fell-back"},
                                                  {PushState::Failed, "failed"},
                                                  {PushState::Stopped, "stopped"}}};

QString nameOf(PushState state) {
    for (const StateName& row : stateNames) {
        if (row.state == state) {
            return QString::fromLatin1(row.name);
        }
    }
    return {};
}

PushState stateOf(const QString& name) {
    for (const StateName& row : stateNames) {
        if (name == QLatin1String(row.name)) {
            return row.state;
        }
    }
    return PushState::Failed; // of another version: it did not end well as far as this one knows
}

QString textOf(const std::optional<Error>& error) {
    return error ? QString::fromStdString(toJson(*error).dump()) : QStringLiteral("");
}

std::optional<Error> errorOf(const QString& text) {
    const auto json =
        text.isEmpty() ? Result<Json>(Error(ErrorCode::BadJson)) : parseJson(text.toStdString(), errorLimits);
    return json ? std::optional(errorFromJson(*json)) : std::nullopt;
}

QString textOf(const BatchOptions& options) {
    const QJsonObject json{{"commit", options.push.goal == PushGoal::Committed},
                           {"parallel", static_cast<qint64>(options.parallel)},
                           {"first", static_cast<qint64>(options.first)},
                           {"maxFailures", static_cast<qint64>(options.maxFailures)},
                           {"waitForOffline", options.away == AwayDevices::WaitFor}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

BatchOptions optionsOf(const QString& text) {
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto number = [&](const char* key, qint64 otherwise) {
        return static_cast<std::size_t>(
            std::clamp<qint64>(json[QLatin1String(key)].toInteger(otherwise), 0, 1000));
    };
    BatchOptions options;
    options.push.goal = json["commit"].toBool() ? PushGoal::Committed : PushGoal::Installed;
    options.parallel = number("parallel", 8);
    options.first = number("first", 0);
    options.maxFailures = number("maxFailures", 0);
    options.away = json["waitForOffline"].toBool() ? AwayDevices::WaitFor : AwayDevices::Fail;
    return options;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString runNameOf(qint64 process) {
    // Field 22 is when it started; the name in field 2 may hold anything, its end is the last bracket.
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(process));
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const QByteArray boot = contentOf(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed();
    return QStringLiteral("%1 %2 %3")
        .arg(QString::fromLatin1(boot))
        .arg(process)
        .arg(QString::fromLatin1(fields.value(19)));
}

PushOutcome outcomeOf(const QSqlQuery& query, int state, int error, int sent) {
    PushOutcome outcome;
    outcome.state = stateOf(query.value(state).toString());
    outcome.error = errorOf(query.value(error).toString());
    outcome.sentBytes = static_cast<std::uint64_t>(query.value(sent).toLongLong());
    return outcome;
}

} // namespace

QString ownRunName() {
    return runNameOf(QCoreApplication::applicationPid());
}

bool stillRuns(const QString& runName) {
    return runName == runNameOf(runName.section(u' ', 1, 1).toLongLong());
}

Result<qint64> PushStore::begin(const PushRecord& record) {
    qint64 id = 0;
    const Result<> written = m_database->atomically([&]() -> Result<> {
        QSqlQuery push = m_database->query(
            QStringLiteral("INSERT INTO push (bundle, installation, release, options, owner, started) "
                           "VALUES (?, ?, ?, ?, ?, ?)"));
        for (const QString& value :
             {record.bundlePath, record.installation, record.release, textOf(record.options), m_runName}) {
            push.addBindValue(value);
        }
        push.addBindValue(QDateTime::currentSecsSinceEpoch());
        FF_CHECK(m_database->run(push));
        id = push.lastInsertId().toLongLong();
        for (std::size_t place = 0; place < record.devices.size(); ++place) {
            FF_CHECK(insertDevice(id, place, record.devices[place]));
        }
        return {};
    });
    FF_CHECK(written);
    return id;
}

Result<> PushStore::insertDevice(qint64 push, std::size_t place, const RecordedDevice& device) {
    QSqlQuery query = m_database->query(
        QStringLiteral("INSERT INTO push_device (push, place, address, device, name, state, error, sent) "
                       "VALUES (?, ?, ?, ?, ?, ?, '', 0)"));
    query.addBindValue(push);
    query.addBindValue(static_cast<qint64>(place));
    for (const QString& value : {device.address, device.id, device.name, nameOf(PushState::NotStarted)}) {
        query.addBindValue(value.isNull() ? QStringLiteral("") : value);
    }
    return m_database->run(query);
}

Result<> PushStore::deviceEnded(qint64 push, std::size_t place, const PushOutcome& outcome) {
    QSqlQuery query = m_database->query(
        QStringLiteral("UPDATE push_device SET state = ?, error = ?, sent = sent + ?, ended = ?, "
                       "device = CASE WHEN ? = '' THEN device ELSE ? END WHERE push = ? AND place = ?"));
    const QString id = QString::fromStdString(outcome.deviceId) + QStringLiteral("");
    query.addBindValue(nameOf(outcome.state));
    query.addBindValue(textOf(outcome.error));
    query.addBindValue(static_cast<qint64>(outcome.sentBytes));
    query.addBindValue(QDateTime::currentSecsSinceEpoch());
    query.addBindValue(id);
    query.addBindValue(id);
    query.addBindValue(push);
    query.addBindValue(static_cast<qint64>(place));
    return m_database->run(query);
}

Result<> PushStore::reopen(qint64 push, const std::vector<std::size_t>& places) {
    return m_database->atomically([&]() -> Result<> {
        QSqlQuery record = m_database->query(QStringLiteral("UPDATE push SET ended = NULL WHERE id = ?"));
        record.addBindValue(push);
        FF_CHECK(m_database->run(record));
        for (const std::size_t place : places) {
            QSqlQuery query = m_database->query(
                QStringLiteral("UPDATE push_device SET state = 'not-started', error = '', ended = NULL "
                               "WHERE push = ? AND place = ?"));
            query.addBindValue(push);
            query.addBindValue(static_cast<qint64>(place));
            FF_CHECK(m_database->run(query));
        }
        return {};
    });
}

Result<> PushStore::end(qint64 push) {
    QSqlQuery query = m_database->query(QStringLiteral("UPDATE push SET ended = ? WHERE id = ?"));
    query.addBindValue(QDateTime::currentSecsSinceEpoch());
    query.addBindValue(push);
    return m_database->run(query);
}

Result<std::optional<PushRecord>> PushStore::unfinished() {
    QSqlQuery query = m_database->query(
        QStringLiteral("SELECT id, bundle, installation, release, options, owner, started FROM push "
                       "WHERE ended IS NULL ORDER BY id DESC"));
    FF_CHECK(m_database->run(query));
    while (query.next()) {
        if (stillRuns(query.value(5).toString())) {
            continue;
        }
        PushRecord record;
        record.id = query.value(0).toLongLong();
        record.bundlePath = query.value(1).toString();
        record.installation = query.value(2).toString();
        record.release = query.value(3).toString();
        record.options = optionsOf(query.value(4).toString());
        record.startedAt = QDateTime::fromSecsSinceEpoch(query.value(6).toLongLong());
        FF_TRY(record.devices, devicesOf(record.id));
        return std::optional(std::move(record));
    }
    return std::optional<PushRecord>();
}

Result<std::vector<RecordedDevice>> PushStore::devicesOf(qint64 push) {
    QSqlQuery query = m_database->query(
        QStringLiteral("SELECT address, device, name, state, error, sent, ended FROM push_device "
                       "WHERE push = ? ORDER BY place"));
    query.addBindValue(push);
    FF_CHECK(m_database->run(query));
    std::vector<RecordedDevice> devices;
    while (query.next()) {
        RecordedDevice device;
        device.address = query.value(0).toString();
        device.id = query.value(1).toString();
        device.name = query.value(2).toString();
        device.outcome = outcomeOf(query, 3, 4, 5);
        device.ended = !query.value(6).isNull();
        device.endedAt = QDateTime::fromSecsSinceEpoch(query.value(6).toLongLong());
        devices.push_back(std::move(device));
    }
    return devices;
}

Result<> PushStore::adopt(qint64 push) {
    return m_database->atomically([&]() -> Result<> {
        QSqlQuery owner = m_database->query(QStringLiteral("SELECT owner FROM push WHERE id = ?"));
        owner.addBindValue(push);
        FF_CHECK(m_database->run(owner));
        if (owner.next() && owner.value(0).toString() != m_runName && stillRuns(owner.value(0).toString())) {
            return Error(ErrorCode::Busy, {{"detail", std::string("another window took the push over")}});
        }
        owner.finish();
        QSqlQuery query = m_database->query(QStringLiteral("UPDATE push SET owner = ? WHERE id = ?"));
        query.addBindValue(m_runName);
        query.addBindValue(push);
        return m_database->run(query);
    });
}

Result<std::vector<RecordedPush>> PushStore::historyOf(const QString& deviceId, int limit) {
    QSqlQuery query = m_database->query(QStringLiteral(
        "SELECT push.release, coalesce(push_device.ended, push.started), push_device.ended IS NOT NULL, "
        "state, error, sent FROM push_device JOIN push ON push.id = push WHERE device = ? "
        "ORDER BY push.id DESC LIMIT ?"));
    query.addBindValue(deviceId);
    query.addBindValue(limit);
    FF_CHECK(m_database->run(query));
    std::vector<RecordedPush> history;
    while (query.next()) {
        history.push_back({query.value(0).toString(),
                           QDateTime::fromSecsSinceEpoch(query.value(1).toLongLong()),
                           query.value(2).toBool(), outcomeOf(query, 3, 4, 5)});
    }
    return history;
}

} // namespace fieldfare::app
