// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fieldfare {

/// What the builder knows of one 4 KiB block: one bit for each previous release that has it (none: it is
/// new), or that it is all zero.
using BlockClass = std::uint32_t;
inline constexpr BlockClass newBlock = 0;
inline constexpr BlockClass zeroBlock = BlockClass{1} << 31;

/// The art of cutting; changing these changes every bundle, but no reader cares.
inline constexpr std::size_t windowBlocks = 512;    ///< 2 MiB are cut at a time, so no data frame is longer.
inline constexpr std::size_t newFrameBlocks = 64;   ///< 256 KiB: what a lost link or one changed block costs.
inline constexpr std::size_t packedFrameBlocks = 8; ///< 32 KiB: of what does not compress anyway.
inline constexpr std::size_t knownFrameBlocks =
    256; ///< 1 MiB: hardly ever travels, so few records are better.
inline constexpr std::size_t minimumZeroBlocks =
    8; ///< 32 KiB: shorter ones compress to nothing beside their neighbours.
inline constexpr std::size_t minimumKnownBlocks =
    2; ///< A single known block between new ones is cheaper sent than told.

/// A run of blocks that becomes one frame, or part of a run of zeros.
struct Cut {
    std::size_t firstBlock = 0;
    std::size_t blocks = 0;
    bool zero = false;
    friend bool operator==(const Cut&, const Cut&) = default;
};

/// Cuts one window (at most windowBlocks) where zeros begin or end and where the set of releases that have
/// the blocks changes, then into pieces of nearly equal size, of at most `longestNew` blocks where they are
/// new. A pure function: the same classes give the same cuts.
[[nodiscard]] std::vector<Cut> cutWindow(std::span<const BlockClass> classes,
                                         std::size_t longestNew = newFrameBlocks);

} // namespace fieldfare
