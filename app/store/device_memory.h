// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace fieldfare::app {

/// A device that the technician added or connected to once. What the device said is untrusted text.
struct RememberedDevice {
    QString address;
    QString id;   ///< Of its certificate. Empty: never reached.
    QString name; ///< As it last said.
    QString model;
    QString releaseName; ///< What it last ran,
    QString release;     ///< and the version of that.
    QString note;
    QString group;
    QDateTime lastSeen; ///< Invalid: never reached.
};

/// What the laptop remembers of devices: those reached by their identity, others by their address.
class DeviceMemory {
public:
    virtual ~DeviceMemory() = default;
    [[nodiscard]] virtual Result<std::vector<RememberedDevice>> remembered() = 0;
    /// Adds or replaces these devices, all or none. Errors: Io.
    [[nodiscard]] virtual Result<> remember(const std::vector<RememberedDevice>& devices) = 0;
    /// Forgets what was last known at `address`. Errors: Io.
    [[nodiscard]] virtual Result<> forget(const QString& address) = 0;
};

} // namespace fieldfare::app
