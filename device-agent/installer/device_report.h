// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/device_view.h"

namespace fieldfare::installer {

/// What the device says of itself, as far as the installer knows it (`id` is the agent's to fill in). Read
/// anew each time; needs no lock, since every store is old or new, never torn. `running` replaces what the
/// journal says of the installation that this process works on. Errors: BootedSlotUnknown, SlotMissing,
/// BootEnvironment, Busy, BadCertificate.
[[nodiscard]] Result<DeviceStatus> reportDevice(Services& services,
                                                const std::optional<InstallationStatus>& running = {});

} // namespace fieldfare::installer
