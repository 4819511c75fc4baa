// SPDX-License-Identifier: Apache-2.0
#include "app/store/device_store.h"

#include <QVariant>

namespace fieldfare::app {

namespace {

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QString orEmpty(const QString& value) {
    return value.isNull() ? QStringLiteral("") : value; // a null string would be NULL
}

} // namespace

Result<std::unique_ptr<DeviceStore>> DeviceStore::open(const std::filesystem::path& path) {
    FF_TRY(std::shared_ptr<Database> database, Database::open(path));
    return std::make_unique<DeviceStore>(std::move(database));
}

std::string DeviceStore::idAt(const DeviceAddress& address) {
    QSqlQuery query = m_database->query(QStringLiteral("SELECT device FROM address WHERE address = ?"));
    query.addBindValue(address.toString());
    return query.exec() && query.next() ? query.value(0).toString().toStdString() : std::string();
}

void DeviceStore::seen(const DeviceAddress& address, const DeviceStatus& status) {
    // A memory that cannot be written must not stop an update: failures are left alone.
    (void)m_database->atomically([&]() -> Result<> {
        QSqlQuery device = m_database->query(QStringLiteral(
            "INSERT INTO device (id, name, model, release, address, last_seen) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, model = excluded.model, "
            "release = excluded.release, address = excluded.address, last_seen = excluded.last_seen"));
        device.addBindValue(text(status.id));
        device.addBindValue(text(status.name));
        device.addBindValue(text(status.model));
        device.addBindValue(text(status.release.name + " " + status.release.version));
        device.addBindValue(address.toString());
        device.addBindValue(QDateTime::currentSecsSinceEpoch());
        FF_CHECK(m_database->run(device));
        QSqlQuery pin =
            m_database->query(QStringLiteral("INSERT INTO address VALUES (?, ?) ON CONFLICT (address) "
                                             "DO UPDATE SET device = excluded.device"));
        pin.addBindValue(address.toString());
        pin.addBindValue(text(status.id));
        return m_database->run(pin);
    });
}

Result<std::vector<RememberedDevice>> DeviceStore::remembered() {
    std::vector<RememberedDevice> found;
    QSqlQuery query = m_database->query(QStringLiteral(
        "SELECT address, id, name, model, release, note, device_group, last_seen FROM device UNION ALL "
        "SELECT address, '', '', '', '', note, device_group, NULL FROM typed ORDER BY 1, 2"));
    FF_CHECK(m_database->run(query));
    while (query.next()) {
        const auto column = [&](int i) { return query.value(i).toString(); };
        RememberedDevice device;
        device.address = column(0);
        device.id = column(1);
        device.name = column(2);
        device.model = column(3);
        device.releaseName = column(4).section(u' ', 0, -2);
        device.release = column(4).section(u' ', -1);
        device.note = column(5);
        device.group = column(6);
        if (!query.value(7).isNull()) {
            device.lastSeen = QDateTime::fromSecsSinceEpoch(query.value(7).toLongLong());
        }
        found.push_back(std::move(device));
    }
    return found;
}

Result<> DeviceStore::remember(const std::vector<RememberedDevice>& devices) {
    return m_database->atomically([&]() -> Result<> {
        for (const RememberedDevice& device : devices) {
            FF_CHECK(rememberOne(device));
        }
        return {};
    });
}

Result<> DeviceStore::rememberOne(const RememberedDevice& device) {
    if (device.id.isEmpty() || !device.lastSeen.isValid()) {
        QSqlQuery typed = m_database->query(QStringLiteral(
            "INSERT INTO typed VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET note = excluded.note, "
            "device_group = excluded.device_group"));
        for (const QString& value : {device.address, device.note, device.group}) {
            typed.addBindValue(orEmpty(value));
        }
        return m_database->run(typed);
    }
    QSqlQuery known = m_database->query(QStringLiteral(
        "INSERT INTO device (id, name, model, release, address, last_seen, note, device_group) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
        "model = excluded.model, release = excluded.release, address = excluded.address, "
        "last_seen = excluded.last_seen, note = excluded.note, device_group = excluded.device_group"));
    const QString release = (device.releaseName + u' ' + device.release).trimmed();
    for (const QString& value : {device.id, device.name, device.model, release, device.address}) {
        known.addBindValue(orEmpty(value));
    }
    known.addBindValue(device.lastSeen.toSecsSinceEpoch());
    known.addBindValue(orEmpty(device.note));
    known.addBindValue(orEmpty(device.group));
    FF_CHECK(m_database->run(known));
    QSqlQuery reached = m_database->query(QStringLiteral("DELETE FROM typed WHERE address = ?"));
    reached.addBindValue(device.address);
    return m_database->run(reached);
}

Result<> DeviceStore::forget(const QString& address) {
    return m_database->atomically([&]() -> Result<> {
        for (const char* statement :
             {"DELETE FROM address WHERE device IN (SELECT id FROM device WHERE address = ?)",
              "DELETE FROM device WHERE address = ?", "DELETE FROM typed WHERE address = ?"}) {
            QSqlQuery query = m_database->query(QString::fromLatin1(statement));
            query.addBindValue(address);
            FF_CHECK(m_database->run(query));
        }
        return {};
    });
}

Result<std::vector<KnownDevice>> DeviceStore::devices() {
    QSqlQuery query = m_database->query(
        QStringLiteral("SELECT id, name, model, release, address, last_seen, note, device_group FROM device "
                       "ORDER BY last_seen DESC, id"));
    FF_CHECK(m_database->run(query));
    std::vector<KnownDevice> devices;
    while (query.next()) {
        const auto column = [&](int i) { return query.value(i).toString().toStdString(); };
        devices.push_back({column(0), column(1), column(2), column(3), query.value(4).toString(),
                           UnixTime(std::chrono::seconds(query.value(5).toLongLong())),
                           query.value(6).toString(), query.value(7).toString()});
    }
    return devices;
}

Result<bool> DeviceStore::forgetAddress(const DeviceAddress& address) {
    QSqlQuery query = m_database->query(QStringLiteral("DELETE FROM address WHERE address = ?"));
    query.addBindValue(address.toString());
    FF_CHECK(m_database->run(query));
    return query.numRowsAffected() > 0;
}

} // namespace fieldfare::app
