// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/device_address.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <map>

namespace fieldfare::app {

/// A device that announces itself. All texts are hints from the network, sanitised but unproven: who the
/// device is, its certificate says.
struct FoundDevice {
    QString name; ///< The service's instance name; unique on the network.
    QString id;
    QString model;
    QString release;
    std::vector<DeviceAddress> addresses; ///< The most useful first: IPv4, IPv6, then link-local ones.
    friend bool operator==(const FoundDevice&, const FoundDevice&) = default;
};

/// Finds devices (DNS-SD `_fieldfare._tcp`). On the thread of the object.
class Discovery : public QObject {
    Q_OBJECT
public:
    using OnChange = std::function<void(const FoundDevice&)>;
    using OnLost = std::function<void(const QString& name)>;
    using OnFailed = std::function<void(const Error&)>;
    struct Observer {
        OnChange changed; ///< New, or another address or text.
        OnLost lost;
        OnFailed failed; ///< Once: nothing more will be found. Errors: DiscoveryUnavailable{detail}.
    };
    using QObject::QObject;
    virtual void start(Observer observer) = 0;
};

/// One address of an announcement as it came from the network.
struct RawAnnouncement {
    QString name;
    int interfaceIndex = -1;
    QString address;
    quint16 port = 0;
    QByteArrayList txt;
};

/// Checks and sanitises an announcement; `zoneOf` names a network interface by its index. TXT values are
/// capped at 128 characters, at most 32 are read. Errors: BadValue.
[[nodiscard]] Result<FoundDevice> readAnnouncement(const RawAnnouncement& raw,
                                                   const std::function<QString(int)>& zoneOf);
/// Adds `more`'s addresses to `device` without doubles, in the order of usefulness, and takes over its texts.
/// True if something changed.
bool mergeAnnouncement(FoundDevice& device, const FoundDevice& more);

} // namespace fieldfare::app
