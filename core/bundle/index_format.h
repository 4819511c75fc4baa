// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

#include <algorithm>

namespace fieldfare::indexformat {

/// The numbers of docs/FORMAT.md, "The index".
inline constexpr std::string_view magic = "FFINDEX\n";
inline constexpr std::uint16_t version = 1;
inline constexpr std::size_t headerBytes = 16;        ///< magic, u16 version, u16 sections, u32 zero
inline constexpr std::size_t sectionHeaderBytes = 16; ///< u32 type, u32 flags, u64 length
inline constexpr std::size_t frameRecordBytes = 72;   ///< u32 method and data bytes, u32 blocks, two digests
inline constexpr std::uint32_t framesSection = 1;
inline constexpr std::uint32_t fingerprintsSection = 2;
inline constexpr std::uint32_t patchesSection = 3;
inline constexpr std::uint32_t maySkip = 1;
inline constexpr std::size_t schemeBytes = 4;     ///< In front of the fingerprints.
inline constexpr std::size_t chunkEntryBytes = 8; ///< u24 length, fingerprint
inline constexpr std::size_t basesHeaderBytes = 4;
inline constexpr std::size_t baseRecordBytes =
    48; ///< digest, u64 bytes of image, u32 patches, u32 bytes of them
inline constexpr std::size_t patchHeaderBytes = 40; ///< u32 bytes of data, u16 and u16 runs, digest
inline constexpr std::size_t patchRunBytes = 8;     ///< u32 first, u32 count
inline constexpr std::size_t sectionCountAt = 10;
inline constexpr unsigned methodShift = 24; ///< The method is the top byte of the record's first word.

[[nodiscard]] inline Digest loadDigest(ByteView bytes) {
    Digest digest;
    std::copy_n(bytes.begin(), digest.bytes.size(), digest.bytes.begin());
    return digest;
}
inline void appendDigest(Bytes& out, const Digest& digest) {
    out.insert(out.end(), digest.bytes.begin(), digest.bytes.end());
}

} // namespace fieldfare::indexformat
