// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/services.h"

namespace fieldfare::installer {

/// Slots as they are on the machine. A slot is busy while it is mounted or otherwise held, a file that stands
/// in for one while a loop device uses it, and for ever if it is another slot of the configuration by another
/// name.
class SystemSlots final : public SlotAccess {
public:
    /// `config` must outlive it.
    explicit SystemSlots(const device::DeviceConfig& config)
        : m_config(config) {}
    Result<std::unique_ptr<BlockDevice>> openTarget(const device::SlotConfig& slot) override;
    Result<std::shared_ptr<ByteSource>> openBooted(const device::SlotConfig& slot) override;

private:
    const device::DeviceConfig& m_config;
};

/// The real services of one thread, and what they borrow. `config` must outlive it.
class SystemServices final : public OpenedServices {
public:
    /// Errors: those of openStateFolder().
    [[nodiscard]] static Result<std::unique_ptr<SystemServices>> open(const device::DeviceConfig& config);
    [[nodiscard]] Services& services() override { return m_services; }

private:
    SystemServices(const device::DeviceConfig& config, std::unique_ptr<StateStore> state);

    std::unique_ptr<StateStore> m_state;
    std::unique_ptr<BootedSlot> m_booted;
    std::unique_ptr<BootControl> m_boot; ///< Borrows m_booted.
    SystemSlots m_slots;
    SystemProcessRunner m_processes;
    SystemClock m_clock;
    Services m_services;
};

} // namespace fieldfare::installer
