// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/layout.h"
#include "core/storage/byte_source.h"

namespace fieldfare {

/// One range of another source, seen from its own byte 0: a member of a bundle. As thread-safe as the other
/// source.
class SliceSource final : public ByteSource {
public:
    SliceSource(std::shared_ptr<ByteSource> whole, ByteRange range)
        : m_whole(std::move(whole))
        , m_range(range) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_range.length; }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        if (offset > m_range.length || into.size() > m_range.length - offset) {
            return Error(ErrorCode::Io, {{"operation", "read"}, {"detail", "past the end of the member"}});
        }
        return m_whole->readAt(m_range.offset + offset, into);
    }

private:
    std::shared_ptr<ByteSource> m_whole;
    ByteRange m_range;
};

/// Bytes in memory as a source: a head that was received, a test's bundle. readAt is thread-safe.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(Bytes bytes)
        : m_bytes(std::move(bytes)) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_bytes.size(); }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        if (offset > m_bytes.size() || into.size() > m_bytes.size() - offset) {
            return Error(ErrorCode::Io, {{"operation", "read"}, {"detail", "past the end"}});
        }
        if (!into.empty()) {
            std::memcpy(into.data(), m_bytes.data() + offset, into.size());
        }
        return {};
    }

private:
    Bytes m_bytes;
};

} // namespace fieldfare
