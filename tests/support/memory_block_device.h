// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/block_device.h"

#include <algorithm>

namespace fieldfare::test {

enum class BlockOperationKind { Write, Zero, Flush, Read, DropCache };

/// One call that reached a MemoryBlockDevice.
struct BlockOperation {
    BlockOperationKind kind = BlockOperationKind::Write;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Bytes data; ///< Of a write.
};

/// A block device in memory with a write cache, as Linux has it: readAt() sees every write, medium() only
/// what was flushed; a flush that fails loses what it should have written and leaves it in the cache, marked
/// clean, so that the next flush succeeds and proves nothing. Faults are armed by the test.
class MemoryBlockDevice final : public BlockDevice {
public:
    explicit MemoryBlockDevice(std::uint64_t sizeBytes, std::byte fill = std::byte{0xa5})
        : m_cached(static_cast<std::size_t>(sizeBytes), fill)
        , m_medium(m_cached) {}

    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_cached.size(); }

    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        FF_CHECK(note({BlockOperationKind::Read, offset, into.size(), {}}));
        if (!fits(offset, into.size())) {
            return Error(ErrorCode::Io,
                         {{"operation", "read"}, {"path", "memory"}, {"detail", "past the end"}});
        }
        std::copy_n(m_cached.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    }

    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
        if (!fits(offset, data.size())) {
            return Error(ErrorCode::SlotTooSmall, {{"need", offset + data.size()}, {"have", sizeBytes()}});
        }
        const Result<> noted = note({BlockOperationKind::Write, offset, data.size(), toBytes(data)});
        put(offset, noted.ok() ? data : data.first(data.size() / 2));
        return noted;
    }

    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        if (!fits(offset, length)) {
            return Error(ErrorCode::SlotTooSmall, {{"need", offset + length}, {"have", sizeBytes()}});
        }
        const Result<> noted = note({BlockOperationKind::Zero, offset, length, {}});
        put(offset, Bytes(static_cast<std::size_t>(noted.ok() ? length : length / 2)));
        return noted;
    }

    [[nodiscard]] Result<> flush() override {
        const Result<> noted = note({BlockOperationKind::Flush, 0, 0, {}});
        const bool lost = m_failFlushAt == m_flushes++;
        if (noted.ok() && !lost) {
            for (const auto& [offset, length] : m_dirty) {
                std::copy_n(m_cached.begin() + static_cast<std::ptrdiff_t>(offset), length,
                            m_medium.begin() + static_cast<std::ptrdiff_t>(offset));
            }
        }
        m_dirty.clear();
        return lost ? Result<>(ioError("flush", "memory", 5)) : noted;
    }

    [[nodiscard]] Result<> dropCache(std::uint64_t offset, std::uint64_t length) override {
        FF_CHECK(note({BlockOperationKind::DropCache, offset, length, {}}));
        if (m_dirty.empty()) {
            std::copy_n(m_medium.begin() + static_cast<std::ptrdiff_t>(offset), length,
                        m_cached.begin() + static_cast<std::ptrdiff_t>(offset));
        }
        return {};
    }

    /// The `nth` operation from now (0: the next) fails with Io; a write that fails has written half of its
    /// data.
    void failOperation(std::size_t nth) { m_failAt = m_operations.size() + nth; }
    /// The `nth` flush from now (0: the next) fails, once.
    void failFlush(std::size_t nth) { m_failFlushAt = m_flushes + nth; }
    /// Bit rot: the byte is another one from now on, for everybody.
    void flipOnMedium(std::uint64_t offset) {
        m_medium.at(static_cast<std::size_t>(offset)) ^= std::byte{1};
        m_cached.at(static_cast<std::size_t>(offset)) ^= std::byte{1};
    }
    /// Everything that was not flushed is gone.
    void cutPower() {
        m_cached = m_medium;
        m_dirty.clear();
    }

    [[nodiscard]] const Bytes& medium() const { return m_medium; }
    [[nodiscard]] const Bytes& content() const { return m_cached; }
    [[nodiscard]] const std::vector<BlockOperation>& operations() const { return m_operations; }

private:
    [[nodiscard]] bool fits(std::uint64_t offset, std::uint64_t length) const {
        return offset <= m_cached.size() && length <= m_cached.size() - offset;
    }
    void put(std::uint64_t offset, ByteView data) {
        std::copy(data.begin(), data.end(), m_cached.begin() + static_cast<std::ptrdiff_t>(offset));
        m_dirty.emplace_back(offset, data.size());
    }
    Result<> note(BlockOperation operation) {
        m_operations.push_back(std::move(operation));
        if (m_failAt == m_operations.size() - 1) {
            return ioError("access", "memory", 5);
        }
        return {};
    }

    Bytes m_cached;
    Bytes m_medium;
    std::vector<std::pair<std::uint64_t, std::size_t>> m_dirty;
    std::vector<BlockOperation> m_operations;
    std::optional<std::size_t> m_failAt;
    std::optional<std::size_t> m_failFlushAt;
    std::size_t m_flushes = 0;
};

} // namespace fieldfare::test
