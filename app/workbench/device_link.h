// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_entry.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace fieldfare::app {

enum class DeviceAction { Reboot, Commit, RollBack, Identify };

/// A living connection to one device, as the window needs it. Lives in the window's thread; nothing in it
/// blocks. After lost() it is closed until open() is called again.
class DeviceLink : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Connects; statusArrived() follows now and whenever something changes, or lost().
    virtual void open() = 0;
    /// Asks the device; actionDone() or actionFailed() follows.
    virtual void perform(DeviceAction action) = 0;
    /// Begins to send the device's log by logArrived(); ends with stopLog() or logEnded().
    virtual void followLog() = 0;
    virtual void stopLog() = 0;

Q_SIGNALS:
    void statusArrived(const fieldfare::DeviceStatus& status);
    void installationArrived(const fieldfare::InstallationStatus& installation);
    void certificatesArrived(const std::vector<fieldfare::app::CertificateFacts>& chain);
    void lost(const fieldfare::Error& error);
    void actionDone(fieldfare::app::DeviceAction action);
    void actionFailed(fieldfare::app::DeviceAction action, const fieldfare::Error& error);
    void logArrived(const QStringList& lines); ///< Untrusted text.
    void logEnded(const fieldfare::Error& error);
};

/// Makes links; one for each device, owned by the caller.
class DeviceLinks {
public:
    virtual ~DeviceLinks() = default;
    /// `address` as typed or found ("192.168.7.2", "[fe80::1%eth0]:8443"). Never null: what is wrong with the
    /// address or with this laptop's identity is told by lost(). With `expectedId`, another device at that
    /// address is refused.
    [[nodiscard]] virtual std::unique_ptr<DeviceLink> make(const QString& address,
                                                           const QString& expectedId) = 0;
};

} // namespace fieldfare::app
