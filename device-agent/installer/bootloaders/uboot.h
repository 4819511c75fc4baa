// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_environment.h"

namespace fieldfare::installer {

/// U-Boot's environment through libubootenv (LGPL-2.1+), under the variable names of `config`;
/// docs/BOOTLOADERS.md has the contract with the boot script. `bootNames` are the slots whose states are
/// read. Opens nothing yet.
[[nodiscard]] std::unique_ptr<BootControl> makeUBootControl(const device::UBootConfig& config,
                                                            std::vector<std::string> bootNames);

/// libubootenv on the files or devices that `config` names. Opens nothing yet.
[[nodiscard]] std::unique_ptr<BootEnvironment> makeLibubootenv(const device::UBootConfig& config);

} // namespace fieldfare::installer
