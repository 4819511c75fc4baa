// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/bundle_file.h"

namespace fieldfare::app {

/// The stream that a device asked for: runs of the bundle file, one behind the other.
class NeededStream {
public:
    NeededStream() = default;
    /// Checks what the device says against the file. Errors: BadMessage{detail}.
    [[nodiscard]] static Result<NeededStream> make(const NeededRanges& needed, std::uint64_t fileBytes);
    [[nodiscard]] std::uint64_t totalBytes() const { return m_ends.empty() ? 0 : m_ends.back(); }
    /// Reads stream bytes from `position` on; the caller stays within totalBytes(). Errors: Io.
    [[nodiscard]] Result<> readAt(const BundleFile& bundle, std::uint64_t position, MutableBytes into) const;

private:
    std::vector<ByteRange> m_ranges;
    std::vector<std::uint64_t> m_ends; ///< Stream position behind each range.
};

} // namespace fieldfare::app
