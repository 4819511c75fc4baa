// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace fieldfare {

/// Whether content is compared with its digest as soon as it is decoded, or later by whoever reads it back
/// from where it was written. What it was decoded from is compared before, always.
enum class ContentCheck { Now, WhenReadBack };

/// What an index says of one zstd frame, be it of a frame or of a patch.
struct ZstdPiece {
    std::uint64_t dataOffset = 0; ///< For errors.
    std::uint32_t dataBytes = 0;
    Digest dataDigest;
    std::uint64_t contentBytes = 0;
};
/// Decompresses exactly one zstd frame in one step into `content`, after its digest, sizes and structure were
/// compared: the decoder needs no window of its own and cannot write past the end. What stands as a prefix in
/// `context` is used. Errors: DigestMismatch{offset} (of the data), BadFrame{offset,detail}.
[[nodiscard]] Result<> decodeZstd(ZSTD_DCtx_s* context, const ZstdPiece& piece, ByteView data,
                                  MutableBytes content);
/// A context that compresses as the format wants it: content size, no checksum, this window.
[[nodiscard]] ZSTD_CCtx_s* makeZstdEncoder(int level, int windowBits);

/// Decompresses frames, one at a time, with memory that does not depend on what they claim. One thread at a
/// time.
class FrameDecoder {
public:
    FrameDecoder();
    ~FrameDecoder();
    FrameDecoder(FrameDecoder&& other) noexcept;
    FrameDecoder& operator=(FrameDecoder&& other) noexcept;

    /// As decodeFrame() in core/bundle/reader.h. `content` is undefined after a failure.
    [[nodiscard]] Result<> decode(const Frame& frame, ByteView data, MutableBytes content,
                                  ContentCheck check = ContentCheck::Now);

private:
    ZSTD_DCtx_s* m_context;
};

/// Compresses runs of an image into zstd frames: content size in the header, no checksum, no dictionary, a
/// window of at most maxFrameContentBytes. The same content, level and library give the same bytes. One
/// thread at a time.
class FrameEncoder {
public:
    explicit FrameEncoder(int level);
    ~FrameEncoder();
    FrameEncoder(FrameEncoder&& other) noexcept;
    FrameEncoder& operator=(FrameEncoder&& other) noexcept;

    [[nodiscard]] Result<Bytes> encode(ByteView content);

private:
    ZSTD_CCtx_s* m_context;
    Bytes m_scratch; ///< Room for the longest frame so far.
};

/// The levels of zstd that a builder may use.
inline constexpr int minCompressionLevel = 1;
inline constexpr int maxCompressionLevel = 22;

} // namespace fieldfare
