// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/virtual-device/boot_rom.h"
#include "app/virtual-device/console.h"
#include "app/virtual-device/device_folder.h"
#include "app/virtual-device/device_texts.h"
#include "app/virtual-device/service.h"

#include <optional>

namespace fieldfare::app {

/// A virtual device with its power on. What a service manager starts on a device is started here: `installer
/// boot` once, then `installer serve`, the agent, and `installer trial`. A reboot stops them and lets the
/// boot ROM begin again; the death of this process is a power cut.
class VirtualDevice : public QObject {
    Q_OBJECT
public:
    VirtualDevice(DeviceFolder folder, RunAddress address, Console& console);
    ~VirtualDevice() override;

    /// Takes the lock, chooses the port if it is 0, and boots. Errors: Busy if it runs already, BadConfig,
    /// ToolFailed, BootEnvironment if no slot can be started.
    [[nodiscard]] Result<> powerOn();
    /// Stops everything, in order.
    void powerOff();

Q_SIGNALS:
    /// Agent and installer are up (after each boot).
    void ready();
    /// Nothing can be booted any more.
    void dead(const fieldfare::Error& error);

private:
    [[nodiscard]] Result<> takeLock();
    [[nodiscard]] Result<> writeRunFiles();
    [[nodiscard]] Result<> boot();
    [[nodiscard]] Result<> startPrograms();
    [[nodiscard]] Result<> runBootStep();
    [[nodiscard]] std::unique_ptr<Service> makeService(const std::string& name,
                                                       const std::filesystem::path& program,
                                                       QStringList arguments, Service::Restart restart);
    void lookForRequests();
    void sayReady();
    void stopPrograms();

    DeviceFolder m_folder;
    RunAddress m_address;
    Console& m_console;
    UniqueFd m_lock;
    RedundantEnvironment m_environment;
    std::filesystem::path m_agentProgram;
    std::filesystem::path m_installerProgram;
    std::unique_ptr<Service> m_installer;
    std::unique_ptr<Service> m_agent;
    std::unique_ptr<Service> m_trial;
    QTimer m_requests;
    int m_boots = 0;
    bool m_saidReady = false;
};

} // namespace fieldfare::app
