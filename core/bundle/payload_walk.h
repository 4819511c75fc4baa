// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_codec.h"
#include "core/bundle/head.h"

#include <filesystem>
#include <functional>

namespace fieldfare {

/// Reads, checks and hands on every frame of a payload, in image order. One thread at a time.
class PayloadWalk {
public:
    /// Told how many bytes of data are done of how many; returns false to cancel.
    using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;
    /// Takes one frame; `content` lives only for the call.
    using FrameConsumer = std::function<Result<>(const Frame& frame, ByteView content)>;

    /// Keeps references. `totalBytes` is what `progress` is told; it counts over all calls of run().
    PayloadWalk(ByteSource& source, const BundleHead& head, const Progress& progress,
                std::uint64_t totalBytes);
    /// Checks the member's header, padding and frames and compares the image's digest at the end.
    /// Errors: TruncatedBundle, BadBundle, DigestMismatch, BadFrame (all with `member`), Cancelled, Io,
    /// `consume`'s.
    [[nodiscard]] Result<> run(std::size_t payload, const FrameConsumer& consume);

    /// Checks the member with the payload's patches, if there is one: header, padding, and each patch's data
    /// against its digest. (What comes out needs the old image.) Errors: as run().
    [[nodiscard]] Result<> runPatches(std::size_t payload);

private:
    Result<> advance(std::uint64_t bytes);

    ByteSource& m_source;
    const BundleHead& m_head;
    const Progress& m_progress;
    std::uint64_t m_totalBytes;
    std::uint64_t m_doneBytes = 0;
    FrameDecoder m_decoder;
    Bytes m_data;
    Bytes m_content;
};

/// Writes a payload's image to the new, empty file `fd`, which is named `path` in errors; zeros become holes.
/// Errors: PayloadWalk::run()'s, Io, NoSpace.
[[nodiscard]] Result<> writeImage(ByteSource& source, const BundleHead& head, std::size_t payload, int fd,
                                  const std::filesystem::path& path, const PayloadWalk::Progress& progress);

/// Checks all data members, the end of the archive, and that nothing follows it.
[[nodiscard]] Result<> checkBundleData(ByteSource& source, const BundleHead& head,
                                       const PayloadWalk::Progress& progress);

} // namespace fieldfare
