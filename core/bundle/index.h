// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/layout.h"
#include "core/storage/byte_source.h"

namespace fieldfare {

enum class FrameMethod : std::uint8_t {
    Zero = 0, ///< The content (up to maxZeroFrameBytes) is all zero; the data (a zstd frame too) need not
              ///< travel.
    Zstd = 1, ///< One zstd frame.
};

/// A separately compressed run of an image. Image ranges are contiguous from 0, and start at multiples of
/// 4096.
struct Frame {
    std::uint64_t imageOffset = 0;
    std::uint64_t imageBytes = 0;
    std::uint64_t dataOffset = 0; ///< In the .zst member; contiguous from 0.
    std::uint32_t dataBytes = 0;
    FrameMethod method = FrameMethod::Zstd;
    Digest dataDigest;    ///< Of the compressed bytes: checked before decoding.
    Digest contentDigest; ///< Of the decompressed bytes: checked before it counts.
};

/// First fingerprintBytes bytes of the SHA-256 of a full 4 KiB block, little-endian; 0 only for a block of
/// zeros (a block whose hash begins with zeros gets 1). Never trusted: it finds content, a frame's digest
/// decides.
using Fingerprint = std::uint64_t;
inline constexpr std::size_t fingerprintBytes = 5;

/// The parsed frames of an index, and where its fingerprints are. The fingerprints (one for each full 4 KiB
/// block of each frame that is not Zero, in image order) stay in the source and are read as a stream, so that
/// a device's memory does not grow with them. As thread-safe as its source. Movable and copyable (copies
/// share the source).
class Index {
public:
    /// Reads the whole source once, hashing what it parses, and fails unless the bytes have the payload's
    /// indexDigest and the frames cover exactly its image and data. Shares `source`. Errors:
    /// BadIndex{detail}, DigestMismatch, UnknownFeature, Io.
    [[nodiscard]] static Result<Index> open(std::shared_ptr<ByteSource> source, const Payload& payload);

    [[nodiscard]] const std::vector<Frame>& frames() const { return m_frames; }
    /// False if the index has no fingerprints, or in a scheme that this version does not know: nothing can be
    /// found then.
    [[nodiscard]] bool hasFingerprints() const { return m_fingerprintsAt != 0; }
    /// How many blocks have an entry: all full blocks of frames that are not Zero.
    [[nodiscard]] std::uint64_t fingerprintCount() const { return m_fingerprintCount; }
    /// The fingerprints of frame `frame`. Empty for a Zero frame, and without fingerprints. Errors: Io.
    [[nodiscard]] Result<std::vector<Fingerprint>> fingerprints(std::size_t frame) const;

private:
    friend class IndexParser;
    std::shared_ptr<ByteSource> m_source;
    std::vector<Frame> m_frames;
    std::vector<std::uint32_t> m_firstFingerprint; ///< For each frame, its first entry in the section.
    std::uint64_t m_fingerprintsAt = 0;
    std::uint64_t m_fingerprintCount = 0;
};

/// The bytes of an index. `fingerprints` has one entry for each full block of each frame that is not Zero.
[[nodiscard]] Bytes encodeIndex(const std::vector<Frame>& frames,
                                const std::vector<Fingerprint>& fingerprints);

/// The fingerprint of one full block.
[[nodiscard]] Fingerprint fingerprintOf(ByteView block4k);

} // namespace fieldfare
