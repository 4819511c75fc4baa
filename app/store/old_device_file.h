// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/device_memory.h"

namespace fieldfare::app {

/// Takes over what version 0.1 remembered in a JSON file beside the database, and removes the file once it is
/// durable in `memory`. Nothing happens where there is no such file. Errors: Io; the file then stays.
[[nodiscard]] Result<> takeOverDeviceFile(const QString& path, DeviceMemory& memory);

} // namespace fieldfare::app
