// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace fieldfare::app {

/// A program of the device (fieldfare-agent, fieldfare-installer): beside this program, in its libexec
/// folder, or in PATH. Errors: ToolFailed{program}.
[[nodiscard]] Result<std::filesystem::path> findDeviceProgram(const std::string& name);

} // namespace fieldfare::app
