// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace fieldfare::app {

/// What a boot loader sees of a slot: the head of a file system, or nothing. Only looks at the first 4 KiB.
enum class ImageKind { None, Ext4, Squashfs, Erofs };
[[nodiscard]] ImageKind imageKind(const std::filesystem::path& image);
/// "ext4", ...
[[nodiscard]] const char* imageKindName(ImageKind kind);

/// PRETTY_NAME (or NAME and VERSION) of the image's os-release; empty if it cannot be read. Needs debugfs or
/// unsquashfs.
[[nodiscard]] std::string osName(const std::filesystem::path& image);

} // namespace fieldfare::app
