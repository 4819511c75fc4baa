// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_control.h"
#include "device-agent/installer/bootloaders/booted_slot.h"

#include <memory>

namespace fieldfare::installer {

/// The boot loader that the configuration names. Opens nothing yet; borrows `booted`.
[[nodiscard]] std::unique_ptr<BootControl> makeBootControl(const device::DeviceConfig& config,
                                                           BootedSlot& booted);

/// Asks whether the loader's environment is fit for a device: redundant, unless the configuration takes the
/// risk, and at least one copy of it valid. Errors: BootEnvironment{path,detail}, Busy.
[[nodiscard]] Result<> checkBootEnvironment(const device::DeviceConfig& config, BootControl& boot);

} // namespace fieldfare::installer
