// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/known_devices.h"
#include "app/store/database.h"
#include "app/store/device_memory.h"

#include <vector>

namespace fieldfare::app {

/// A device that was reached before, as the command line lists it. What the device said is untrusted text.
struct KnownDevice {
    std::string id;
    std::string name;
    std::string model;
    std::string release; ///< "name version"
    QString address;     ///< Where it was last reached, as DeviceAddress::toString().
    UnixTime lastSeen{};
    QString note;
    QString group;
};

/// Devices, notes and groups in the laptop's memory. One thread.
class DeviceStore final : public KnownDevices, public DeviceMemory {
public:
    explicit DeviceStore(std::shared_ptr<Database> database)
        : m_database(std::move(database)) {}
    /// On a database of its own. Errors: those of Database::open.
    [[nodiscard]] static Result<std::unique_ptr<DeviceStore>> open(const std::filesystem::path& path);

    [[nodiscard]] std::string idAt(const DeviceAddress& address) override;
    void seen(const DeviceAddress& address, const DeviceStatus& status) override;

    [[nodiscard]] Result<std::vector<RememberedDevice>> remembered() override;
    [[nodiscard]] Result<> remember(const std::vector<RememberedDevice>& devices) override;
    [[nodiscard]] Result<> forget(const QString& address) override;

    /// All devices that were reached, the one seen last first. Errors: Io.
    [[nodiscard]] Result<std::vector<KnownDevice>> devices();
    /// Forgets which device was at `address`; true if one was remembered. Errors: Io.
    [[nodiscard]] Result<bool> forgetAddress(const DeviceAddress& address);

private:
    [[nodiscard]] Result<> rememberOne(const RememberedDevice& device);
    std::shared_ptr<Database> m_database;
};

} // namespace fieldfare::app
