// SPDX-License-Identifier: Apache-2.0
#include "app/store/old_device_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fieldfare::app {

namespace {

constexpr qint64 maxFileBytes = 4 << 20;

RememberedDevice deviceOf(const QJsonObject& object) {
    RememberedDevice device;
    device.address = object["address"].toString();
    device.id = object["id"].toString();
    device.name = object["name"].toString();
    device.model = object["model"].toString();
    device.release = object["release"].toString();
    device.note = object["note"].toString();
    device.lastSeen = QDateTime::fromString(object["lastSeen"].toString(), Qt::ISODate);
    return device;
}

} // namespace

Result<> takeOverDeviceFile(const QString& path, DeviceMemory& memory) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    std::vector<RememberedDevice> devices;
    for (const QJsonValue& row :
         QJsonDocument::fromJson(file.read(maxFileBytes)).object()["devices"].toArray()) {
        if (!row["address"].toString().isEmpty()) {
            devices.push_back(deviceOf(row.toObject()));
        }
    }
    FF_CHECK(memory.remember(devices));
    if (!file.remove()) {
        return Error(ErrorCode::Io, {{"operation", std::string("remove")},
                                     {"path", path.toStdString()},
                                     {"detail", file.errorString().toStdString()}});
    }
    return {};
}

} // namespace fieldfare::app
