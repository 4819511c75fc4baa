// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/bootloaders/booted_slot.h"
#include "device-agent/installer/bootloaders/entry_folder.h"

namespace fieldfare::installer {

/// systemd-boot's entries and its counting of boots; docs/BOOTLOADERS.md has the contract, and
/// docs/decisions/0006 how it became entries. systemd-boot writes nothing when it goes back: that is told
/// from a trial whose tries are used up while another slot runs, so `booted` is asked, and borrowed.
/// `bootNames` are the slots whose states are read. Opens nothing yet.
[[nodiscard]] std::unique_ptr<BootControl> makeSystemdBootControl(const device::SystemdBootConfig& config,
                                                                  std::vector<std::string> bootNames,
                                                                  BootedSlot& booted,
                                                                  OpenEntryFolder open = openEntryFolder);

} // namespace fieldfare::installer
