// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace fieldfare {

/// Hard limits of the bundle format (docs/FORMAT.md), held before anything is allocated or parsed.
inline constexpr std::uint64_t maxManifestBytes = std::uint64_t{1} << 20;
inline constexpr std::uint64_t maxMemberBytes =
    (std::uint64_t{8} << 30) - 512; ///< What ustar's octal size holds.
inline constexpr std::uint64_t maxIndexBytes = std::uint64_t{64} << 20;
inline constexpr std::uint64_t maxImageBytes = std::uint64_t{1} << 40;
inline constexpr std::uint64_t maxFrameContentBytes = std::uint64_t{1}
                                                      << 20; ///< Of a zstd frame; zero runs may be longer.
inline constexpr std::uint64_t maxZeroFrameBytes = std::uint64_t{16} << 20; ///< Of a frame that is all zero.
inline constexpr std::uint64_t maxFrameDataBytes = maxFrameContentBytes + (std::uint64_t{64} << 10);
inline constexpr std::uint64_t maxPatchBaseBytes = std::uint64_t{1}
                                                   << 20; ///< Of old content that one patch builds on.
inline constexpr std::size_t maxPatchBases = 16;          ///< Images that a payload has patches for.
inline constexpr std::size_t maxPatchRuns = 256;          ///< Of frames, and of blocks, in one patch.
inline constexpr std::size_t maxPayloads = 16;
inline constexpr std::uint64_t maxEpoch =
    (std::uint64_t{1} << 53) - 1;                            ///< What every JSON reader holds exactly.
inline constexpr std::uint64_t maxBuiltAt = 253'402'300'799; ///< 9999-12-31T23:59:59Z
inline constexpr std::uint64_t fingerprintBlockBytes = 4096;

} // namespace fieldfare
