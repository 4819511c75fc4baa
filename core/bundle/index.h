// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/layout.h"
#include "core/bundle/patch.h"
#include "core/storage/byte_source.h"

#include <functional>

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

/// First fingerprintBytes bytes of the SHA-256 of a piece of content, little-endian; 0 only for zeros (a
/// piece whose hash begins with zeros gets 1). Never trusted: it finds content, a frame's digest decides.
using Fingerprint = std::uint64_t;
inline constexpr std::size_t fingerprintBytes = 5;

/// What the fingerprints of an index are of.
enum class FingerprintScheme : std::uint32_t {
    None = 0,   ///< There are none that this version can use.
    Blocks = 1, ///< Each full aligned 4 KiB block of each frame that is not Zero.
    Chunks = 2, ///< Content-defined chunks of the whole image (core/bundle/chunker.h), across frames.
};

/// A run of an image that has a fingerprint.
struct ContentPiece {
    std::uint64_t imageOffset = 0;
    std::uint32_t bytes = 0;
    Fingerprint fingerprint = 0;
    [[nodiscard]] std::uint64_t end() const { return imageOffset + bytes; }
    friend bool operator==(const ContentPiece&, const ContentPiece&) = default;
};

/// The parsed frames of an index, and where its fingerprints are. The fingerprints stay in the source and are
/// read as a stream, so that a device's memory does not grow with them. As thread-safe as its source. Movable
/// and copyable (copies share the source).
class Index {
public:
    /// Reads the whole source once, hashing what it parses, and fails unless the bytes have the payload's
    /// indexDigest and the frames cover exactly its image and data. Shares `source`. Errors:
    /// BadIndex{detail}, DigestMismatch, UnknownFeature, Io.
    [[nodiscard]] static Result<Index> open(std::shared_ptr<ByteSource> source, const Payload& payload);

    [[nodiscard]] const std::vector<Frame>& frames() const { return m_frames; }
    /// False if the index has no fingerprints, or in a scheme that this version does not know: nothing can be
    /// found then.
    [[nodiscard]] bool hasFingerprints() const { return m_scheme != FingerprintScheme::None; }
    [[nodiscard]] FingerprintScheme scheme() const { return m_scheme; }
    /// How many pieces have a fingerprint.
    [[nodiscard]] std::uint64_t fingerprintCount() const { return m_fingerprintCount; }
    /// The pieces that frame `frame` is made of, in order. Blocks lie in the frame, and a last one that is
    /// not full is missing; the first and the last chunk may reach beyond it. Empty for a Zero frame, and
    /// without fingerprints. Errors: Io.
    [[nodiscard]] Result<std::vector<ContentPiece>> pieces(std::size_t frame) const;
    /// All pieces, in order, each once. An error of `take` ends it. Errors: Io.
    [[nodiscard]] Result<> forEachPiece(const std::function<Result<>(const ContentPiece& piece)>& take) const;

    /// The old images that there are patches for; most payloads have none.
    [[nodiscard]] std::vector<PatchBase> patchBases() const;
    /// The patches for one of them, in the order of their frames. Read from the source again, so that a
    /// device keeps only those that it uses. Errors: Io, BadIndex (the source changed).
    [[nodiscard]] Result<std::vector<Patch>> patches(std::size_t base) const;

private:
    friend class IndexParser;
    /// Where the pieces of a frame begin in the section.
    struct FirstPiece {
        std::uint32_t entry = 0;
        std::uint32_t lead = 0; ///< How far the piece begins before the frame.
    };
    [[nodiscard]] Result<> readPieces(std::uint64_t entry, std::uint64_t count, std::uint64_t imageOffset,
                                      std::vector<ContentPiece>& into) const;
    [[nodiscard]] std::size_t entryBytes() const;

    std::shared_ptr<ByteSource> m_source;
    std::vector<Frame> m_frames;
    std::vector<FirstPiece> m_firstPieces; ///< One for each frame.
    FingerprintScheme m_scheme = FingerprintScheme::None;
    std::uint64_t m_fingerprintsAt = 0;
    std::uint64_t m_fingerprintCount = 0;
    std::vector<PatchPlace> m_patches;
};

/// The bytes of an index with scheme Blocks: `fingerprints` has one entry for each full block of each frame
/// that is not Zero.
[[nodiscard]] Bytes encodeIndex(const std::vector<Frame>& frames,
                                const std::vector<Fingerprint>& fingerprints);
/// With scheme Chunks: `chunks` cover the whole image.
[[nodiscard]] Bytes encodeChunkIndex(const std::vector<Frame>& frames,
                                     const std::vector<ContentPiece>& chunks);

/// The fingerprint of a piece of content.
[[nodiscard]] Fingerprint fingerprintOf(ByteView content);

} // namespace fieldfare
