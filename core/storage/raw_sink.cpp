// SPDX-License-Identifier: Apache-2.0
#include "core/storage/payload_sink.h"

#include "core/base/checked.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr std::size_t readBackBytes = std::size_t{1} << 20;
constexpr std::uint64_t dropBytes = std::uint64_t{16}
                                    << 20; ///< Dropped at once, so that reading ahead lasts.

Error notBegun() {
    return Error(ErrorCode::Io, {{"operation", "write"}, {"detail", "the image was not begun"}});
}

} // namespace

RawSink::RawSink(BlockDevice& device)
    : m_device(device)
    , m_spent(notBegun()) {}

SinkCapabilities RawSink::capabilities() const {
    return {.randomAccess = true, .resumable = true, .canReadBack = true, .canServeAsSource = true};
}

std::uint64_t RawSink::sizeBytes() const {
    return m_device.sizeBytes();
}

/// Keeps the first error: from then on the content of the place is unknown.
Result<> RawSink::spend(Result<> outcome) {
    if (!outcome.ok() && !m_spent) {
        m_spent = outcome.error();
    }
    return outcome;
}

Result<> RawSink::destroyHead(std::uint64_t imageBytes) {
    m_spent = notBegun();
    if (imageBytes > m_device.sizeBytes()) {
        return Error(ErrorCode::SlotTooSmall, {{"need", imageBytes}, {"have", m_device.sizeBytes()}});
    }
    // All of the head, even for a smaller image: an old superblock may lie behind a short new image.
    const std::uint64_t length = std::min(withheldHeadBytes, m_device.sizeBytes());
    const Bytes zeros(static_cast<std::size_t>(length));
    FF_CHECK(m_device.writeAt(0, zeros)); // written, not discarded: the zeros must be on the medium itself
    FF_CHECK(m_device.flush());
    FF_CHECK(m_device.dropCache(0, length));
    Bytes found(zeros.size());
    FF_CHECK(m_device.readAt(0, found));
    if (!isAllZero(found)) {
        return Error(ErrorCode::ReadBackFailed, {{"offset", std::uint64_t{0}}});
    }
    m_imageBytes = imageBytes;
    m_droppedTo = m_droppedFrom;
    m_head.assign(static_cast<std::size_t>(std::min(withheldHeadBytes, imageBytes)), std::byte{0});
    m_spent.reset();
    return {};
}

Result<> RawSink::begin(std::uint64_t imageBytes) {
    return destroyHead(imageBytes);
}

Result<> RawSink::resume(std::uint64_t imageBytes, ByteView head) {
    if (head.size() != std::min(withheldHeadBytes, imageBytes)) {
        return Error(ErrorCode::BadValue, {{"key", "head"}, {"detail", "its size does not match the image"}});
    }
    FF_CHECK(destroyHead(imageBytes));
    std::copy(head.begin(), head.end(), m_head.begin());
    return {};
}

Result<> RawSink::checkRange(std::uint64_t offset, std::uint64_t length) const {
    const auto end = checkedAdd<std::uint64_t>(offset, length);
    if (!end.ok() || *end > m_imageBytes) {
        return Error(ErrorCode::SlotTooSmall,
                     {{"need", end.ok() ? *end : UINT64_MAX}, {"have", m_imageBytes}});
    }
    return {};
}

Result<> RawSink::write(std::uint64_t offset, ByteView data) {
    if (m_spent) {
        return *m_spent;
    }
    FF_CHECK(checkRange(offset, data.size()));
    m_droppedTo = m_droppedFrom;
    if (offset < m_head.size()) {
        const std::size_t kept = std::min(data.size(), m_head.size() - static_cast<std::size_t>(offset));
        std::copy_n(data.begin(), kept, m_head.begin() + static_cast<std::ptrdiff_t>(offset));
        offset += kept;
        data = data.subspan(kept);
    }
    return data.empty() ? Result<>() : spend(m_device.writeAt(offset, data));
}

Result<> RawSink::zero(std::uint64_t offset, std::uint64_t length) {
    if (m_spent) {
        return *m_spent;
    }
    FF_CHECK(checkRange(offset, length));
    m_droppedTo = m_droppedFrom;
    if (offset < m_head.size()) {
        const std::uint64_t kept = std::min<std::uint64_t>(length, m_head.size() - offset);
        std::fill_n(m_head.begin() + static_cast<std::ptrdiff_t>(offset), kept, std::byte{0});
        offset += kept;
        length -= kept;
    }
    return length == 0 ? Result<>() : spend(m_device.zeroRange(offset, length));
}

Result<> RawSink::checkpoint() {
    if (m_spent) {
        return *m_spent;
    }
    m_droppedTo = m_droppedFrom;
    return spend(m_device.flush());
}

/// Makes the next read of the range ask the medium. A range that was dropped already and not written since
/// holds only what the kernel has read ahead.
Result<> RawSink::dropOnce(std::uint64_t offset, std::uint64_t length) {
    if (offset >= m_droppedFrom && offset + length <= m_droppedTo) {
        return {};
    }
    const std::uint64_t to = std::min(m_imageBytes, offset + std::max(length, dropBytes));
    FF_CHECK(m_device.dropCache(offset, to - offset));
    m_droppedFrom = offset;
    m_droppedTo = to;
    return {};
}

Result<> RawSink::readBack(std::uint64_t offset, MutableBytes into) {
    if (m_spent) {
        return *m_spent;
    }
    FF_CHECK(checkRange(offset, into.size()));
    FF_CHECK(dropOnce(offset, into.size()));
    FF_CHECK(m_device.readAt(offset, into));
    if (offset < m_head.size()) {
        const std::size_t kept = std::min(into.size(), m_head.size() - static_cast<std::size_t>(offset));
        std::copy_n(m_head.begin() + static_cast<std::ptrdiff_t>(offset), kept, into.begin());
    }
    return {};
}

Result<> RawSink::readBack(std::uint64_t offset, std::uint64_t length, const Consumer& consumer) {
    while (length > 0) {
        const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(length, readBackBytes));
        const MutableBytes part = m_piece.resize(piece);
        FF_CHECK(readBack(offset, part));
        FF_CHECK(consumer(part));
        offset += piece;
        length -= piece;
    }
    return {};
}

Result<> RawSink::finishHead() {
    if (m_spent) {
        return *m_spent;
    }
    FF_CHECK(spend(m_device.writeAt(0, m_head)));
    FF_CHECK(spend(m_device.flush()));
    Bytes found(m_head.size());
    FF_CHECK(spend(m_device.dropCache(0, found.size())));
    FF_CHECK(spend(m_device.readAt(0, found)));
    if (found != m_head) {
        return spend(Error(ErrorCode::ReadBackFailed, {{"offset", std::uint64_t{0}}}));
    }
    return {};
}

} // namespace fieldfare
