// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/limits.h"
#include "core/crypto/digest.h"

#include <vector>

namespace fieldfare {

/// A run of frames of the new image, or of 4 KiB blocks of the old one.
struct PatchRun {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    friend bool operator==(const PatchRun&, const PatchRun&) = default;
};

/// New content written as what differs from old content: one zstd frame (RFC 8878) over the content of some
/// frames, one behind the other, with blocks of an old image, one behind the other, as its prefix. It never
/// makes anything true: each frame that comes out counts only with its own digest.
struct Patch {
    std::uint64_t dataOffset = 0; ///< In the .patch member.
    std::uint32_t dataBytes = 0;
    Digest dataDigest;              ///< Of the compressed bytes: checked before decoding.
    std::vector<PatchRun> frames;   ///< Rising; none is of zeros.
    std::vector<PatchRun> base;     ///< Blocks of the old image; empty: it needs none.
    std::uint64_t contentBytes = 0; ///< Of the frames; at most maxFrameContentBytes.
    std::uint64_t baseBytes = 0;    ///< Of the blocks; at most maxPatchBaseBytes.
};

/// An old image that a payload has patches for.
struct PatchBase {
    Digest imageDigest; ///< Of the whole old image.
    std::uint64_t imageBytes = 0;
    std::uint32_t patches = 0;
};

/// Where the patches for one old image are.
struct PatchPlace {
    PatchBase base;
    std::uint64_t recordsAt = 0; ///< In the index.
    std::uint64_t recordsBytes = 0;
    std::uint64_t dataOffset = 0; ///< Of the first one, in the .patch member.
};

} // namespace fieldfare
