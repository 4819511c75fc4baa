// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

#include <array>
#include <functional>

namespace fieldfare {

/// Content-defined chunks (scheme 2 of docs/FORMAT.md): where one ends depends only on the 64 bytes before
/// its end and on how long it is, so that the same content is cut in the same places wherever it stands.
/// These numbers are part of the format: other ones find nothing in the images of the field.
inline constexpr std::size_t minChunkBytes = 2048;
inline constexpr std::size_t maxChunkBytes = std::size_t{32} << 10; ///< A reader's limit too.
inline constexpr unsigned chunkMaskBits = 12; ///< A chunk ends at one of 4096 places behind minChunkBytes.

/// For each byte the first 8 bytes of its SHA-256, little-endian: what the rolling hash sums up.
[[nodiscard]] const std::array<std::uint64_t, 256>& gearTable();

/// How long the chunk is that `ahead` begins with. `ahead` has at least maxChunkBytes, or goes to the end of
/// the image; it is not empty.
[[nodiscard]] std::size_t firstChunkBytes(ByteView ahead);

/// Cuts a whole image, in order, with one buffer of about 1 MiB. `read` fills its buffer from an offset;
/// `take` gets each chunk with its content. The first error of either ends it.
using ReadImage = std::function<Result<>(std::uint64_t offset, MutableBytes into)>;
using TakeChunk = std::function<Result<>(const ContentPiece& chunk)>;
[[nodiscard]] Result<> cutIntoChunks(std::uint64_t imageBytes, const ReadImage& read, const TakeChunk& take);

} // namespace fieldfare
