// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/frame_codec.h"

#include <algorithm>
#include <utility>
#include <zstd.h>

namespace fieldfare {

namespace {

Error badFrame(std::uint64_t offset, std::string detail) {
    return Error(ErrorCode::BadFrame, {{"offset", offset}, {"detail", std::move(detail)}});
}

constexpr int windowLog = 20;
static_assert(std::uint64_t{1} << windowLog == maxFrameContentBytes);

} // namespace

Result<> decodeZstd(ZSTD_DCtx_s* context, const ZstdPiece& piece, ByteView data, MutableBytes content) {
    if (data.size() != piece.dataBytes || content.size() != piece.contentBytes) {
        return badFrame(piece.dataOffset, "its size is not the one in the index");
    }
    if (sha256(data) != piece.dataDigest) {
        return Error(ErrorCode::DigestMismatch, {{"offset", piece.dataOffset}});
    }
    // The data is what was signed; what follows guards against a signer who was careless or is hostile.
    if (ZSTD_getFrameContentSize(data.data(), data.size()) != piece.contentBytes) {
        return badFrame(piece.dataOffset, "it claims another size than the index");
    }
    if (ZSTD_getDictID_fromFrame(data.data(), data.size()) != 0) {
        return badFrame(piece.dataOffset, "it needs a dictionary");
    }
    if (ZSTD_findFrameCompressedSize(data.data(), data.size()) != data.size()) {
        return badFrame(piece.dataOffset, "it is not exactly one frame");
    }
    const std::size_t size =
        ZSTD_decompressDCtx(context, content.data(), content.size(), data.data(), data.size());
    if (ZSTD_isError(size) != 0 || size != content.size()) {
        return badFrame(piece.dataOffset, ZSTD_isError(size) != 0 ? ZSTD_getErrorName(size)
                                                                  : "it is shorter than the index says");
    }
    return {};
}

ZSTD_CCtx_s* makeZstdEncoder(int level, int windowBits) {
    ZSTD_CCtx_s* const context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel,
                           std::clamp(level, minCompressionLevel, maxCompressionLevel));
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowBits);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 0);
    return context;
}

FrameDecoder::FrameDecoder()
    : m_context(ZSTD_createDCtx()) {}
FrameDecoder::~FrameDecoder() {
    ZSTD_freeDCtx(m_context);
}
FrameDecoder::FrameDecoder(FrameDecoder&& other) noexcept
    : m_context(std::exchange(other.m_context, nullptr)) {}
FrameDecoder& FrameDecoder::operator=(FrameDecoder&& other) noexcept {
    std::swap(m_context, other.m_context);
    return *this;
}

Result<> FrameDecoder::decode(const Frame& frame, ByteView data, MutableBytes content, ContentCheck check) {
    FF_CHECK(decodeZstd(m_context, {frame.dataOffset, frame.dataBytes, frame.dataDigest, frame.imageBytes},
                        data, content));
    if (frame.method == FrameMethod::Zero && !isAllZero(content)) {
        return badFrame(frame.dataOffset, "it is not zero as the index says");
    }
    if (check == ContentCheck::Now && sha256(content) != frame.contentDigest) {
        return Error(ErrorCode::DigestMismatch, {{"offset", frame.dataOffset}});
    }
    return {};
}

FrameEncoder::FrameEncoder(int level)
    : m_context(makeZstdEncoder(level, windowLog)) {}
FrameEncoder::~FrameEncoder() {
    ZSTD_freeCCtx(m_context);
}
FrameEncoder::FrameEncoder(FrameEncoder&& other) noexcept
    : m_context(std::exchange(other.m_context, nullptr))
    , m_scratch(std::move(other.m_scratch)) {}
FrameEncoder& FrameEncoder::operator=(FrameEncoder&& other) noexcept {
    std::swap(m_context, other.m_context);
    std::swap(m_scratch, other.m_scratch);
    return *this;
}

Result<Bytes> FrameEncoder::encode(ByteView content) {
    m_scratch.resize(std::max(m_scratch.size(), ZSTD_compressBound(content.size())));
    const std::size_t size =
        ZSTD_compress2(m_context, m_scratch.data(), m_scratch.size(), content.data(), content.size());
    if (ZSTD_isError(size) != 0) {
        return Error(ErrorCode::NotSupported, {{"detail", std::string("zstd: ") + ZSTD_getErrorName(size)}});
    }
    return toBytes(ByteView(m_scratch).first(size));
}

} // namespace fieldfare
