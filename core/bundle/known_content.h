// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_cutter.h"
#include "core/bundle/index.h"

namespace fieldfare {

/// Which previous releases have a piece of content: 8 bytes for each piece. All pieces are of one scheme.
/// Filled first, then read by many threads.
class KnownContent {
public:
    static constexpr std::size_t maxReleases = 16;

    explicit KnownContent(FingerprintScheme scheme)
        : m_scheme(scheme) {}
    [[nodiscard]] FingerprintScheme scheme() const { return m_scheme; }
    /// The pieces of release number `release` (below maxReleases). An index with another scheme adds nothing.
    /// Errors: Io.
    [[nodiscard]] Result<> add(const Index& index, std::size_t release);
    /// Call once after the last add().
    void finish();
    /// The releases that have the piece, as bits; newBlock if none. A fingerprint of 0 is zeros.
    [[nodiscard]] BlockClass find(Fingerprint fingerprint) const;

private:
    FingerprintScheme m_scheme;
    std::vector<std::uint64_t> m_entries; ///< Fingerprint << 16 | releases, sorted.
};

/// For each 4 KiB block of an image the releases that have all chunks in it. `chunks` cover the image.
[[nodiscard]] std::vector<BlockClass> classifyBlocks(const std::vector<ContentPiece>& chunks,
                                                     const KnownContent& known);

} // namespace fieldfare
