// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/config_reader.h"
#include "device-agent/config/device_config.h"

namespace fieldfare::device {

/// Reads [boot] and the tables of the loaders in it, whichever of them is used: a slip in any is a fault.
void readBoot(const toml::table* table, DeviceConfig& config, const std::filesystem::path& folder,
              ConfigFault& fault);

/// Whether the boot names of the slots are such that the loader can know them. `root` is for the line.
void checkBootNames(const DeviceConfig& config, const toml::table& root, ConfigFault& fault);

} // namespace fieldfare::device
