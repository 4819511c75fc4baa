// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <filesystem>
#include <memory>

namespace fieldfare {

/// Random-access bytes to read from: a bundle file, a slot, an image. Not thread-safe unless a subclass says
/// so.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t sizeBytes() const = 0;
    /// Fills `into` from byte `offset`. Errors: Io (also past the end), Cancelled, TimedOut.
    [[nodiscard]] virtual Result<> readAt(std::uint64_t offset, MutableBytes into) = 0;
};

/// A regular file or block device, opened read-only; readAt is thread-safe (pread). Errors: NotFound, Io.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> openByteSource(const std::filesystem::path& path);

} // namespace fieldfare
