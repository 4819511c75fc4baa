// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_cutter.h"
#include "core/bundle/index.h"

namespace fieldfare {

/// Which previous releases have a block: 8 bytes for each block. Filled first, then read by many threads.
class KnownBlocks {
public:
    static constexpr std::size_t maxReleases = 16;

    /// The blocks of release number `release` (below maxReleases). Errors: Io.
    [[nodiscard]] Result<> add(const Index& index, std::size_t release);
    /// Call once after the last add().
    void finish();
    /// The releases that have the block, as bits; newBlock if none. A fingerprint of 0 is the block of zeros.
    [[nodiscard]] BlockClass find(Fingerprint fingerprint) const;

private:
    std::vector<std::uint64_t> m_entries; ///< Fingerprint << 16 | releases, sorted.
};

} // namespace fieldfare
