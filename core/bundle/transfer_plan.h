// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

#include <array>
#include <functional>
#include <optional>

namespace fieldfare {

/// Which blocks the device already has, and where: 9 bytes for each known block. Built once, then read-only.
/// Blocks of zeros are not in it: every device has them.
class BlockLookup {
public:
    /// From the index of the installed release: reads nothing of the slot. Errors: Io.
    [[nodiscard]] static Result<BlockLookup> fromIndex(const Index& index);
    /// By hashing an image or slot. `progress` may return false to cancel. Errors: Io, Cancelled.
    [[nodiscard]] static Result<BlockLookup>
    fromImage(ByteSource& image, const std::function<bool(std::uint64_t, std::uint64_t)>& progress = {});
    /// The byte offset of the first block with this fingerprint in the source image.
    [[nodiscard]] std::optional<std::uint64_t> find(Fingerprint fingerprint) const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    struct Entry {
        std::array<std::byte, fingerprintBytes> fingerprint;
        std::array<std::byte, 4> block;
        [[nodiscard]] Fingerprint key() const;
    };
    static_assert(sizeof(Entry) == fingerprintBytes + 4);
    void add(Fingerprint fingerprint, std::uint64_t block);
    void sort();
    std::vector<Entry> m_entries; ///< Sorted by fingerprint, each once.
};

enum class FrameAction : std::uint8_t {
    Zero,  ///< Write zeros.
    Have,  ///< Every block is a block of zeros (fingerprint 0) or in the lookup. Holds only if contentDigest
           ///< does.
    Fetch, ///< The data must travel.
};

/// What a device does for each frame of one payload, and what must travel for it.
struct TransferPlan {
    std::vector<FrameAction> actions; ///< One for each frame.
    std::vector<ByteRange> ranges;    ///< Of the .zst member, merged, rising.
    std::uint64_t fetchBytes = 0;     ///< Sum of `ranges`.
    std::uint64_t zeroFrames = 0;
    std::uint64_t haveFrames = 0;
    std::uint64_t fetchFrames = 0;
};

/// `lookup` may be null: nothing is there. Frames before `firstFrame` are done already: they are not
/// counted, and their actions mean nothing.
/// Ranges with a gap of at most `mergeGapBytes` between them become one. Errors: Io.
[[nodiscard]] Result<TransferPlan> planTransfer(const Index& index, const BlockLookup* lookup,
                                                std::size_t firstFrame = 0, std::uint64_t mergeGapBytes = 0);

} // namespace fieldfare
