// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/unique_fd.h"

#include <filesystem>

namespace fieldfare {

/// Whole small files, for configuration and keys. What must survive a power cut on a device goes through
/// core/storage/state_store.h instead.

/// Reads a regular file of at most `maxBytes`. Errors: NotFound, TooLarge, Io.
[[nodiscard]] Result<Bytes> readFile(const std::filesystem::path& path, std::size_t maxBytes);
/// Writes beside `path`, flushes, and renames: readers see the old or the new content. Errors: Io, NoSpace.
[[nodiscard]] Result<> writeFileAtomically(const std::filesystem::path& path, ByteView content,
                                           unsigned mode = 0644);
/// Writes all of `data` to a descriptor at its position. Errors: Io, NoSpace.
[[nodiscard]] Result<> writeAll(int fd, ByteView data, std::string_view pathForErrors);
/// pread(2) until `into` is full. Errors: Io; a short file is Io with `detail` "unexpected end".
[[nodiscard]] Result<> preadAll(int fd, std::uint64_t offset, MutableBytes into,
                                std::string_view pathForErrors);
/// pwrite(2) until all is written. Errors: Io, NoSpace.
[[nodiscard]] Result<> pwriteAll(int fd, std::uint64_t offset, ByteView data, std::string_view pathForErrors);

} // namespace fieldfare
