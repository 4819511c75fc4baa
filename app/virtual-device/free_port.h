// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace fieldfare::app {

/// A TCP port that is free on `listen` (a numeric IP address, with %zone if it is link-local): `wanted` if it
/// is not 0; else the one in `lastAddress` ("ADDRESS:PORT") if it is still free, so that a device keeps its
/// address; else any. Errors: BadValue{key "--listen"}, Busy (somebody has the port), Io.
[[nodiscard]] Result<std::uint16_t> usablePort(const std::string& listen, std::uint16_t wanted,
                                               const std::filesystem::path& lastAddress);

} // namespace fieldfare::app
