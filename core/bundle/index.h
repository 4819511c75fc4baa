// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/layout.h"
#include "core/storage/byte_source.h"

namespace fieldfare {

enum class FrameMethod : std::uint8_t {
    Zero = 0, ///< The content is all zero; the data (a zstd frame too) need not travel.
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

/// First 8 bytes of the SHA-256 of a full 4 KiB block, little-endian; 0 for a block of zeros. Never trusted.
using Fingerprint = std::uint64_t;

/// The parsed frames of an index, and where its fingerprints are. The fingerprints (one for each full 4 KiB
/// block of each frame that is not Zero, in image order) stay in the source and are read as a stream, so that
/// a device's memory does not grow with them.
class Index {
public:
    /// Reads the whole source once, hashing what it parses, and fails unless the bytes have `expected`'s
    /// digest and the frames cover exactly `payload`'s image and data. Keeps a reference to `source`. Errors:
    /// BadIndex{member,detail}, DigestMismatch, Io.
    [[nodiscard]] static Result<Index> open(std::shared_ptr<ByteSource> source, const Payload& payload);

    [[nodiscard]] const std::vector<Frame>& frames() const { return m_frames; }
    /// The fingerprints of frame `frame`. Empty for a Zero frame. Errors: Io.
    [[nodiscard]] Result<std::vector<Fingerprint>> fingerprints(std::size_t frame) const;

private:
    std::shared_ptr<ByteSource> m_source;
    std::vector<Frame> m_frames;
    std::vector<std::uint64_t> m_firstFingerprint; ///< For each frame, its first entry in the section.
    std::uint64_t m_fingerprintsAt = 0;
};

/// The fingerprint of one full block.
[[nodiscard]] Fingerprint fingerprintOf(ByteView block4k);

} // namespace fieldfare
