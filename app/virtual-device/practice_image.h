// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/process.h"

#include <filesystem>

namespace fieldfare::app {

/// Of each image, in bytes.
inline constexpr std::uint64_t practiceImageBytes = std::uint64_t{4} << 20;

/// Makes an ext4 image of a system that can only be looked at: os-release, a self-test that passes, a
/// place-holder where the agent would be, and a megabyte that differs from version to version. Needs
/// mkfs.ext4 and no root. Errors: ToolFailed{program}, Io, NoSpace.
[[nodiscard]] Result<> makePracticeImage(const std::string& version, const std::filesystem::path& image,
                                         ProcessRunner& runner);

} // namespace fieldfare::app
