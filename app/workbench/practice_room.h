// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/virtual-device/practice_fleet.h"
#include "app/workbench/device_link.h"

namespace fieldfare::app {

/// Where a practice is made and its virtual device runs, as the window needs it. Lives in the window's
/// thread; what takes time goes on elsewhere and ends with one of the signals.
class PracticeRoom : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// True if there is a practice that was made to its end.
    [[nodiscard]] virtual bool whole() const = 0;
    /// The bundle to practise with.
    [[nodiscard]] virtual QString update() const = 0;
    /// Links with the practice's technician: to its device, and to no other.
    [[nodiscard]] virtual DeviceLinks& links() = 0;
    /// Makes a practice in place of the one that is there, if so. made() or failed() follows.
    virtual void make() = 0;
    /// Switches its device on: ready(), again after each of its restarts, or failed().
    virtual void powerOn() = 0;
    /// Switches the device off and removes all. removed() or failed() follows.
    virtual void remove() = 0;

Q_SIGNALS:
    void stepBegan(fieldfare::app::PracticeStep step);
    void made();
    void ready(const QString& address);
    void removed();
    void failed(const fieldfare::Error& error); ///< Also: the device can no longer be started.
};

} // namespace fieldfare::app
