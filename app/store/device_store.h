// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/known_devices.h"

#include <QSqlDatabase>

#include <filesystem>
#include <vector>

namespace fieldfare::app {

/// A device that was reached before, as this laptop remembers it. What the device said is untrusted text.
struct KnownDevice {
    std::string id;
    std::string name;
    std::string model;
    std::string release; ///< "name version"
    QString address;     ///< Where it was last reached, as DeviceAddress::toString().
    UnixTime lastSeen{};
};

/// The laptop's memory: one SQLite file (WAL, schema version in user_version), shared by all front ends and
/// by programs that run at the same time. One thread.
class DeviceStore final : public KnownDevices {
public:
    /// fieldfare.db in $XDG_DATA_HOME/fieldfare (~/.local/share/fieldfare).
    [[nodiscard]] static std::filesystem::path defaultPath();
    /// Opens or creates it. Errors: Io{path,detail}, UnsupportedFormat{have,limit} for a file of a newer
    /// version.
    [[nodiscard]] static Result<std::unique_ptr<DeviceStore>> open(const std::filesystem::path& path);
    ~DeviceStore() override;
    DeviceStore(const DeviceStore&) = delete;
    DeviceStore& operator=(const DeviceStore&) = delete;

    [[nodiscard]] std::string idAt(const DeviceAddress& address) override;
    void seen(const DeviceAddress& address, const DeviceStatus& status) override;

    /// All devices, the one seen last first. Errors: Io.
    [[nodiscard]] Result<std::vector<KnownDevice>> devices();
    /// Forgets which device was at `address`; true if one was remembered. Errors: Io.
    [[nodiscard]] Result<bool> forgetAddress(const DeviceAddress& address);

private:
    explicit DeviceStore(QString connection)
        : m_connection(std::move(connection)) {}
    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(m_connection, false); }
    [[nodiscard]] Result<> prepareSchema();
    QString m_connection;
};

} // namespace fieldfare::app
