// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_environment.h"

namespace fieldfare::installer {

/// The contract of docs/BOOTLOADERS.md as variables of a boot loader, under the names of `names` and wherever
/// `environment` keeps them. `bootNames` are the slots whose states are read; `path` is for errors.
[[nodiscard]] std::unique_ptr<BootControl>
makeVariableBootControl(device::BootVariables names, std::vector<std::string> bootNames,
                        std::unique_ptr<BootEnvironment> environment, std::filesystem::path path);

} // namespace fieldfare::installer
