// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace fieldfare::app {

/// A device that the technician added or connected to once.
struct RememberedDevice {
    QString address;
    QString id;   ///< Empty: never reached.
    QString name; ///< As it last said.
    QString model;
    QString release; ///< The version it last ran.
    QString note;
    QDateTime lastSeen;
};

/// What the laptop remembers of devices. Kept by address.
class DeviceMemory {
public:
    virtual ~DeviceMemory() = default;
    [[nodiscard]] virtual Result<std::vector<RememberedDevice>> devices() = 0;
    /// Adds or replaces the device at this address. Errors: Io.
    [[nodiscard]] virtual Result<> remember(const RememberedDevice& device) = 0;
    [[nodiscard]] virtual Result<> forget(const QString& address) = 0;
};

} // namespace fieldfare::app
