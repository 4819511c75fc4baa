// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_entry.h"
#include "app/workbench/push_desk.h"

namespace fieldfare::app {

/// Why a device cannot be chosen for the bundle that the desk has open; empty if it can.
[[nodiscard]] QString pushObstacle(const DeviceEntry& entry, const PushDesk& desk,
                                   const BundleSummary& bundle, AwayDevices away);
/// True if it does not answer now but did before, so that a push may wait for it.
[[nodiscard]] bool isAway(const DeviceEntry& entry);

} // namespace fieldfare::app
