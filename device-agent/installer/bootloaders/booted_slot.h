// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/device_config.h"

namespace fieldfare::installer {

/// From which slot the device runs now, asked of the running system and never of what was planned.
class BootedSlot {
public:
    virtual ~BootedSlot() = default;
    /// The boot name. Errors: BootedSlotUnknown{detail}.
    [[nodiscard]] virtual Result<std::string> bootName() = 0;
};

/// Where the files of the kernel are; a test has its own.
struct KernelFiles {
    std::filesystem::path mountInfo = "/proc/self/mountinfo";
    std::filesystem::path blockDevices = "/sys/dev/block"; ///< For what lies below dm-verity and the like.
};

/// As `config` says (bootedFrom). Copies what it needs of `config`.
[[nodiscard]] std::unique_ptr<BootedSlot> makeBootedSlot(const device::DeviceConfig& config,
                                                         KernelFiles files = {});

} // namespace fieldfare::installer
