// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/floors.h"
#include "device-agent/installer/installation_log.h"
#include "device-agent/installer/slot_map.h"
#include "device-agent/installer/slot_records.h"

namespace fieldfare::installer {

/// What is true of the device at one moment, read anew from the running system, the boot environment and the
/// state folder: nothing is remembered between two decisions.
struct DeviceView {
    BootState boot;
    SlotMap slots;
    SlotRecords records;
    Floors floors;

    /// Errors: BootedSlotUnknown, SlotMissing, BootEnvironment, Busy.
    [[nodiscard]] static Result<DeviceView> read(Services& services);

    /// The booted release waits for its commit.
    [[nodiscard]] bool onTrial() const { return boot.trial && boot.selectedSlot == slots.bootedName(); }
    /// The next boot starts another slot.
    [[nodiscard]] bool switchPending() const { return boot.selectedSlot != slots.bootedName(); }
    /// The release that runs, as far as it is known: of the set's booted slots the one that was installed
    /// last.
    [[nodiscard]] const SlotRecord* bootedRecord() const;
    [[nodiscard]] const SlotRecord* targetRecord() const;
    [[nodiscard]] SlotState stateOf(const std::string& bootName) const;
};

} // namespace fieldfare::installer
