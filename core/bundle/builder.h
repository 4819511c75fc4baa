// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/manifest.h"
#include "core/crypto/signer.h"

#include <filesystem>

namespace fieldfare {

struct PayloadSource {
    Payload payload; ///< name, kind, group; sizes and digests are filled in by the builder.
    std::filesystem::path image;
};

struct BuildRequest {
    Manifest manifest; ///< Everything but `payloads`.
    std::vector<PayloadSource> payloads;
    /// Bundles (at most 16) whose content the devices may have: frames are cut for them. Their signatures do
    /// not matter.
    std::vector<std::filesystem::path> previous;
    /// Also writes what leads from the content of each previous bundle to the new one, for devices that have
    /// exactly that: little travels then, and the bundle grows by as much. (`requires` names "patches".)
    bool patches = true;
    std::vector<Signer*> signers; ///< May be empty: the bundle is unsigned until `bundle sign`.
    UnixTime signingTime{};
    int compressionLevel = 3; ///< 1 to 22, as zstd's.
    unsigned threads = 0;     ///< 0: one for each CPU; at most maxBuildThreads. Never changes the output.
    std::filesystem::path output;
};

inline constexpr unsigned maxBuildThreads = 8; ///< Keeps the memory below 256 MiB at every level.

struct BuildReport {
    Manifest manifest; ///< As written.
    Digest manifestDigest;
    std::uint64_t bundleBytes = 0;
    std::uint64_t headBytes = 0;
    std::uint64_t imageBytes = 0;
    std::uint64_t patchBytes = 0; ///< Of all patches.
    std::uint64_t frames = 0;
    std::uint64_t zeroFrames = 0;
};

/// Builds a bundle: one pass over each image with bounded memory, holes of sparse files skipped with
/// SEEK_DATA; then, for patches, each previous image is unpacked beside the output. The output appears under
/// its name only when it is complete. `progress` counts bytes of all images, is called on the caller's
/// thread, and may return false to cancel; nothing is left then. The same images, request and libzstd give
/// the same bytes but for the signature. Errors: NotFound, TooLarge, BadValue, NoSpace, Io, Cancelled,
/// SigningFailed; those of readUnverifiedHead (with `path`, of a previous bundle).
[[nodiscard]] Result<BuildReport>
buildBundle(const BuildRequest& request,
            const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});

} // namespace fieldfare
