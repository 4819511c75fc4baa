// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/block_device.h"

#include <functional>

namespace fieldfare::test {

enum class BlockOperationKind { Write, Zero, Flush, Read, DropCache };

/// One call that reached a MemoryBlockDevice.
struct BlockOperation {
    BlockOperationKind kind = BlockOperationKind::Write;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Bytes data; ///< Of a write.
};

/// A block device in memory with a cache that a power cut loses: readAt() sees every write, medium() only
/// what was flushed. Faults are armed by the test.
class MemoryBlockDevice final : public BlockDevice {
public:
    explicit MemoryBlockDevice(std::uint64_t sizeBytes, std::byte fill = std::byte{0xa5});

    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_cached.size(); }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override;
    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override;
    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override;
    [[nodiscard]] Result<> flush() override;
    [[nodiscard]] Result<> dropCache(std::uint64_t offset, std::uint64_t length) override;

    /// The `nth` operation from now (0: the next) fails with Io; a write that fails has written half of its
    /// data.
    void failOperation(std::size_t nth) { m_failAt = m_operations.size() + nth; }
    /// The `nth` flush from now fails once, and what it should have flushed is lost from the medium, as Linux
    /// does it.
    void failFlush(std::size_t nth) { m_failFlushAt = m_flushes + nth; }
    /// Every read gives this byte flipped from now on: bit rot under the cache.
    void flipOnMedium(std::uint64_t offset) {
        m_medium.at(offset) ^= std::byte{1};
        m_cached.at(offset) ^= std::byte{1};
    }
    void cutPower() { m_cached = m_medium; }

    [[nodiscard]] const Bytes& medium() const { return m_medium; }
    [[nodiscard]] const Bytes& content() const { return m_cached; }
    [[nodiscard]] const std::vector<BlockOperation>& operations() const { return m_operations; }

private:
    Result<> note(BlockOperation operation);
    Bytes m_cached;
    Bytes m_medium;
    std::vector<BlockOperation> m_operations;
    std::optional<std::size_t> m_failAt;
    std::optional<std::size_t> m_failFlushAt;
    std::size_t m_flushes = 0;
};

} // namespace fieldfare::test
