// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/patch.h"
#include "core/storage/byte_source.h"

#include <functional>

namespace fieldfare {

/// How much old content is found for a piece of new content: twice what a patch makes; more finds no more.
inline constexpr std::uint64_t similarBytes = std::uint64_t{512} << 10;

/// Finds the regions of an old image that look most like some new content, wherever they are. Places that the
/// content itself chooses (a rolling hash of 64 bytes has some zero bits: about one in 64, fewer in large
/// images) stand for what is around them, so that a file is found after it was moved or built anew. About 32
/// MiB in memory. Filled once, then read by many threads.
class SimilarContent {
public:
    using Progress = std::function<bool(std::uint64_t doneBytes)>;
    /// Reads the whole image once. `progress` may return false to cancel. Errors: Io, Cancelled.
    [[nodiscard]] static Result<SimilarContent> of(ByteSource& image, const Progress& progress = {});
    /// The regions that have most of the places of `content`, rising, at most similarBytes; empty if
    /// nothing looks like it. A pure function.
    [[nodiscard]] std::vector<PatchRun> find(ByteView content) const;

private:
    struct Entry {
        std::uint32_t mark = 0;   ///< Of the hash of a place,
        std::uint32_t region = 0; ///< and where in the image it is.
        friend auto operator<=>(const Entry&, const Entry&) = default;
    };
    void add(ByteView content, std::size_t skip, std::uint64_t imageOffset);

    unsigned m_zeroBits = 0;
    std::uint64_t m_imageBlocks = 0; ///< Full ones.
    std::vector<Entry> m_entries;    ///< Sorted, each once.
};

} // namespace fieldfare
