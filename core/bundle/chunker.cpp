// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/chunker.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr std::size_t hashWindowBytes = 64; ///< Older bytes have left the hash at its top.
constexpr std::size_t bufferBytes = std::size_t{1} << 20;
static_assert(minChunkBytes >= hashWindowBytes && bufferBytes >= 2 * maxChunkBytes);

std::array<std::uint64_t, 256> makeGearTable() {
    std::array<std::uint64_t, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::array<std::byte, 1> one{static_cast<std::byte>(i)};
        table.at(i) = loadLittleEndian<std::uint64_t>(sha256(one).bytes);
    }
    return table;
}

} // namespace

const std::array<std::uint64_t, 256>& gearTable() {
    static const std::array<std::uint64_t, 256> table = makeGearTable();
    return table;
}

std::size_t firstChunkBytes(ByteView ahead) {
    const std::array<std::uint64_t, 256>& gear = gearTable();
    const std::size_t most = std::min(ahead.size(), maxChunkBytes);
    if (most <= minChunkBytes) {
        return most;
    }
    const auto* byte = reinterpret_cast<const unsigned char*>(ahead.data());
    std::uint64_t hash = 0;
    std::size_t at = minChunkBytes - hashWindowBytes;
    while (at < minChunkBytes) {
        hash = (hash << 1) + gear[byte[at++]];
    }
    while (at < most && hash >> (64 - chunkMaskBits) != 0) {
        hash = (hash << 1) + gear[byte[at++]];
    }
    return at;
}

Result<> cutIntoChunks(std::uint64_t imageBytes, const ReadImage& read, const TakeChunk& take) {
    Bytes buffer(bufferBytes);
    std::size_t used = 0;
    std::size_t filled = 0;
    std::uint64_t readTo = 0;
    std::uint64_t at = 0;
    while (at < imageBytes) {
        if (filled - used < maxChunkBytes && readTo < imageBytes) {
            std::copy(buffer.begin() + static_cast<std::ptrdiff_t>(used),
                      buffer.begin() + static_cast<std::ptrdiff_t>(filled), buffer.begin());
            filled -= used;
            used = 0;
            const auto more = static_cast<std::size_t>(
                std::min<std::uint64_t>(buffer.size() - filled, imageBytes - readTo));
            FF_CHECK(read(readTo, MutableBytes(buffer).subspan(filled, more)));
            filled += more;
            readTo += more;
        }
        const ByteView ahead = ByteView(buffer).subspan(used, filled - used);
        const std::size_t size = firstChunkBytes(ahead);
        FF_CHECK(take({at, static_cast<std::uint32_t>(size), fingerprintOf(ahead.first(size))}));
        used += size;
        at += size;
    }
    return {};
}

} // namespace fieldfare
