// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/process.h"
#include "core/storage/block_device.h"
#include "core/storage/state_store.h"
#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_control.h"
#include "device-agent/installer/bootloaders/booted_slot.h"

namespace fieldfare::installer {

/// Opens slots; a test puts faults between.
class SlotAccess {
public:
    virtual ~SlotAccess() = default;
    /// For writing, by us alone. Errors: NotFound, SlotBusy, Io.
    [[nodiscard]] virtual Result<std::unique_ptr<BlockDevice>> openTarget(const device::SlotConfig& slot) = 0;
    /// For reading, while it is mounted. Errors: NotFound, Io.
    [[nodiscard]] virtual Result<std::shared_ptr<ByteSource>> openBooted(const device::SlotConfig& slot) = 0;
};

/// With a frame of at most 1 MiB behind it, checkpoints are at most 4 MiB of data apart.
inline constexpr std::uint64_t defaultCheckpointBytes = std::uint64_t{3} << 20;

/// Everything outside that the installer acts on, borrowed. main.cpp puts the real ones in.
struct Services {
    const device::DeviceConfig& config;
    StateStore& state;
    BootControl& boot;
    BootedSlot& booted;
    SlotAccess& slots;
    ProcessRunner& processes;
    const Clock& clock;
    /// Data between two checkpoints of an installation; a test with small images has smaller ones.
    std::uint64_t checkpointBytes = defaultCheckpointBytes;
};

/// Services that own what they borrow; for one thread.
class OpenedServices {
public:
    virtual ~OpenedServices() = default;
    [[nodiscard]] virtual Services& services() = 0;
};

} // namespace fieldfare::installer
