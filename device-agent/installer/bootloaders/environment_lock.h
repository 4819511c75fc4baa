// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unique_fd.h"
#include "device-agent/config/device_config.h"

namespace fieldfare::installer {

/// The lock of a boot environment, held until the descriptor is closed. Waits as long as `lock` says. Errors:
/// BootEnvironment{path,detail}, Busy (somebody else holds it for too long).
[[nodiscard]] Result<UniqueFd> lockEnvironment(const device::BootLock& lock);

} // namespace fieldfare::installer
