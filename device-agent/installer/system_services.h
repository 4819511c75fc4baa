// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/services.h"

namespace fieldfare::installer {

/// Slots as they are on the machine. A file that stands in for a slot counts as busy while a loop device uses
/// it.
class SystemSlots final : public SlotAccess {
public:
    Result<std::unique_ptr<BlockDevice>> openTarget(const device::SlotConfig& slot) override;
    Result<std::shared_ptr<ByteSource>> openBooted(const device::SlotConfig& slot) override;
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
    std::unique_ptr<BootControl> m_boot;
    std::unique_ptr<BootedSlot> m_booted;
    SystemSlots m_slots;
    SystemProcessRunner m_processes;
    SystemClock m_clock;
    Services m_services;
};

} // namespace fieldfare::installer
