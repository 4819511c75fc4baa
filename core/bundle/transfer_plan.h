// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

#include <array>
#include <functional>
#include <optional>

namespace fieldfare {

/// Which content the device already has, and where: 10 bytes for each known block or chunk. Built once, then
/// read-only. Zeros are not in it: every device has them.
class ContentLookup {
public:
    /// From the index of the installed release: reads nothing of the slot. Errors: Io.
    [[nodiscard]] static Result<ContentLookup> fromIndex(const Index& index);
    using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;
    /// By hashing an image or slot as `scheme` wants. `progress` may return false to cancel. Errors: Io,
    /// Cancelled, TooLarge.
    [[nodiscard]] static Result<ContentLookup> fromImage(ByteSource& image, FingerprintScheme scheme,
                                                         const Progress& progress = {});
    /// The byte offset in the source image of the first piece with this fingerprint.
    [[nodiscard]] std::optional<std::uint64_t> find(Fingerprint fingerprint) const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    static constexpr std::size_t offsetBytes = 5;
    struct Entry {
        std::array<std::byte, fingerprintBytes> fingerprint;
        std::array<std::byte, offsetBytes> offset;
        [[nodiscard]] Fingerprint key() const;
        [[nodiscard]] std::uint64_t at() const;
    };
    static_assert(sizeof(Entry) == fingerprintBytes + offsetBytes);
    static_assert(maxImageBytes <= std::uint64_t{1} << (8 * offsetBytes));
    Result<> hashBlocks(ByteSource& image, const Progress& progress);
    Result<> hashChunks(ByteSource& image, const Progress& progress);
    void add(Fingerprint fingerprint, std::uint64_t offset);
    void sort();
    std::vector<Entry> m_entries; ///< Sorted by fingerprint, each once.
};

enum class FrameAction : std::uint8_t {
    Zero,  ///< Write zeros.
    Have,  ///< Every piece is zeros (fingerprint 0) or in the lookup. Holds only if contentDigest does.
    Fetch, ///< The data must travel.
    Patch, ///< A patch must travel, and makes it from what the device has. Holds only if contentDigest does.
};

/// What a device does for each frame of one payload, and what must travel for it.
struct TransferPlan {
    std::vector<FrameAction> actions; ///< One for each frame.
    std::vector<std::uint32_t>
        patchOf;                   ///< For each frame with Patch, which of the patches; empty without any.
    std::vector<ByteRange> ranges; ///< Of the .zst member, merged, rising.
    std::vector<ByteRange> patchRanges; ///< Of the .patch member, merged, rising.
    std::uint64_t fetchBytes = 0;       ///< Sum of both.
    std::uint64_t zeroFrames = 0;
    std::uint64_t haveFrames = 0;
    std::uint64_t fetchFrames = 0;
    std::uint64_t patchFrames = 0;
};

/// `lookup` may be null: nothing is there. `patches` are those for the old image, if there are any: each one
/// is used where it is smaller than the frames that it spares. Frames before `firstFrame` are done already:
/// they are not counted, and their actions mean nothing. Ranges with a gap of at most `mergeGapBytes` between
/// them become one. Errors: Io.
[[nodiscard]] Result<TransferPlan> planTransfer(const Index& index, const ContentLookup* lookup,
                                                std::size_t firstFrame = 0, std::uint64_t mergeGapBytes = 0,
                                                const std::vector<Patch>& patches = {});

/// Which of the old images that `index` has patches for `image` begins with, by hashing it. Errors: Io,
/// Cancelled.
[[nodiscard]] Result<std::optional<std::size_t>> findPatchBase(const Index& index, ByteSource& image,
                                                               const ContentLookup::Progress& progress = {});

} // namespace fieldfare
