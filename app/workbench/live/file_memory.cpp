// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/file_memory.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cerrno>

namespace fieldfare::app {

namespace {

constexpr qint64 maxFileBytes = 4 << 20;

RememberedDevice deviceOf(const QJsonObject& object) {
    return {object["address"].toString(),
            object["id"].toString(),
            object["name"].toString(),
            object["model"].toString(),
            object["release"].toString(),
            object["note"].toString(),
            QDateTime::fromString(object["lastSeen"].toString(), Qt::ISODate)};
}

QJsonObject objectOf(const RememberedDevice& device) {
    return {{"address", device.address},
            {"id", device.id},
            {"name", device.name},
            {"model", device.model},
            {"release", device.release},
            {"note", device.note},
            {"lastSeen", device.lastSeen.toUTC().toString(Qt::ISODate)}};
}

} // namespace

FileMemory::FileMemory(QString path)
    : m_path(std::move(path)) {
    read();
}

void FileMemory::read() {
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maxFileBytes) {
        return;
    }
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).object()["devices"].toArray();
    for (const QJsonValue& row : rows) {
        RememberedDevice device = deviceOf(row.toObject());
        if (!device.address.isEmpty()) {
            m_devices.insert_or_assign(device.address, std::move(device));
        }
    }
}

Result<> FileMemory::write() const {
    QJsonArray rows;
    for (const auto& [address, device] : m_devices) {
        rows.append(objectOf(device));
    }
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(QJsonObject{{"devices", rows}}).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return Error(ErrorCode::Io, {{"operation", std::string("write")},
                                     {"path", m_path.toStdString()},
                                     {"detail", file.errorString().toStdString()}});
    }
    return {};
}

Result<std::vector<RememberedDevice>> FileMemory::devices() {
    std::vector<RememberedDevice> all;
    for (const auto& [address, device] : m_devices) {
        all.push_back(device);
    }
    return all;
}

Result<> FileMemory::remember(const RememberedDevice& device) {
    m_devices.insert_or_assign(device.address, device);
    return write();
}

Result<> FileMemory::forget(const QString& address) {
    return m_devices.erase(address) > 0 ? write() : Result<>();
}

} // namespace fieldfare::app
