// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bundle_source.h"

namespace fieldfare::installer {

std::optional<std::uint64_t> RangeCursor::seek(std::uint64_t offset, std::uint64_t length) {
    std::uint64_t skipped = 0;
    while (m_range < m_ranges.size()) {
        const ByteRange& range = m_ranges[m_range];
        const std::uint64_t at = range.offset + m_inside;
        if (offset >= at && offset < range.end() && length <= range.end() - offset) {
            skipped += offset - at;
            m_inside = offset - range.offset + length;
            return skipped;
        }
        skipped += range.end() - at;
        m_inside = 0;
        ++m_range;
    }
    return std::nullopt;
}

} // namespace fieldfare::installer
