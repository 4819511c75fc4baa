// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/block_device.h"
#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_environment.h"

#include <functional>

namespace fieldfare::installer {

/// Opens a file of fixed size for reading and for writing in place; a test has its own.
using OpenBlock = std::function<Result<std::unique_ptr<BlockDevice>>(const std::filesystem::path& path)>;

/// GRUB's environment block, in two files of which the second holds the state before the last change;
/// docs/BOOTLOADERS.md has the contract with grub.cfg, and docs/decisions/0005 says why two. `bootNames` are
/// the slots whose states are read. Opens nothing yet.
[[nodiscard]] std::unique_ptr<BootControl> makeGrubControl(const device::GrubConfig& config,
                                                           std::vector<std::string> bootNames,
                                                           OpenBlock open = openBlockDevice);

} // namespace fieldfare::installer
