// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

namespace fieldfare::app {

/// What a device announces on the local network. A hint that proves nothing; all of it is untrusted text.
struct AnnouncedDevice {
    QString service; ///< The name of the announcement: unique on the network, for as long as it lasts.
    QString id;      ///< Empty: a device without an identity yet.
    QString model;
    QString release; ///< Name and version.
    QString address; ///< That DeviceLinks::make() takes.
};

/// Looks for devices on the local network, from start() on.
class DeviceFinder : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    /// Off: nothing is looked for, and what was found has vanished. On, unless said otherwise.
    virtual void setOn(bool on) = 0;

Q_SIGNALS:
    void found(const fieldfare::app::AnnouncedDevice& device); ///< New, or changed.
    void vanished(const QString& service);
    /// Whether looking works; false where no discovery service (Avahi) runs.
    void availableChanged(bool available);
};

} // namespace fieldfare::app
