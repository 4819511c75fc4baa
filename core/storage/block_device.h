// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/byte_source.h"

namespace fieldfare {

/// A fixed-size, random-access storage target: a slot partition, an SD card, a file standing in for one.
/// Not thread-safe: one thread at a time. Destroying it does not flush.
class BlockDevice : public ByteSource {
public:
    /// Writes all of `data` at byte `offset`. Durable only after flush().
    /// Errors: SlotTooSmall (past the end), Io (the range is undefined afterwards).
    [[nodiscard]] virtual Result<> writeAt(std::uint64_t offset, ByteView data) = 0;
    /// Makes the range read as zeros, by discarding where the device guarantees zeros, else by writing them.
    [[nodiscard]] virtual Result<> zeroRange(std::uint64_t offset, std::uint64_t length) = 0;
    /// Returns once the medium holds every earlier write (fsync(2) semantics). After a failure the state of
    /// all writes since the last successful flush is unknown, and calling it again proves nothing. Errors:
    /// Io.
    [[nodiscard]] virtual Result<> flush() = 0;
    /// Drops cached pages of the range, so that the next readAt asks the medium. Call after flush().
    [[nodiscard]] virtual Result<> dropCache(std::uint64_t offset, std::uint64_t length) = 0;
};

/// A block device node, or a regular file of fixed size. Opened O_EXCL for a block device (so that a mounted
/// one is refused), without following a final symlink for a file. Errors: NotFound, SlotBusy, Io.
[[nodiscard]] Result<std::unique_ptr<BlockDevice>> openBlockDevice(const std::filesystem::path& path);

} // namespace fieldfare
