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
    std::vector<std::filesystem::path>
        previous;                 ///< Bundles whose content the device may have: frames are cut for them.
    std::vector<Signer*> signers; ///< May be empty: the bundle is unsigned until `bundle sign`.
    UnixTime signingTime{};
    int compressionLevel = 3;
    unsigned threads = 0; ///< 0: one for each CPU. Never changes the output.
    std::filesystem::path output;
};

struct BuildReport {
    Digest manifestDigest;
    std::uint64_t bundleBytes = 0;
    std::uint64_t imageBytes = 0;
};

/// Builds a bundle: one pass over each image with bounded memory, holes of sparse files skipped with
/// SEEK_DATA. The output appears under its name only when it is complete. `progress` may return false to
/// cancel; nothing is left then. Errors: NotFound, TooLarge, NoSpace, Io, Cancelled, SigningFailed, BadBundle
/// (of a previous one).
[[nodiscard]] Result<BuildReport>
buildBundle(const BuildRequest& request,
            const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});

} // namespace fieldfare
