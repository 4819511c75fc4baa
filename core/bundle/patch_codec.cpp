// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/patch_codec.h"

#include "core/bundle/frame_codec.h"

#include <algorithm>
#include <zstd.h>

namespace fieldfare {

namespace {

constexpr int windowLog = 21; ///< Reaches from the end of the content to the start of the base.
static_assert(std::uint64_t{1} << windowLog == maxFrameContentBytes + maxPatchBaseBytes);

Error badPatch(const Patch& patch, std::string detail) {
    return Error(ErrorCode::BadFrame, {{"offset", patch.dataOffset}, {"detail", std::move(detail)}});
}

} // namespace

Result<> readPatchBase(ByteSource& oldImage, const std::vector<PatchRun>& base, Bytes& into) {
    into.clear();
    for (const PatchRun& run : base) {
        const std::size_t at = into.size();
        into.resize(at + run.count * fingerprintBlockBytes);
        FF_CHECK(oldImage.readAt(run.first * fingerprintBlockBytes, MutableBytes(into).subspan(at)));
    }
    return {};
}

PatchDecoder::PatchDecoder()
    : m_context(ZSTD_createDCtx()) {}
PatchDecoder::~PatchDecoder() {
    ZSTD_freeDCtx(m_context);
}

Result<> PatchDecoder::decode(const Patch& patch, ByteView data, ByteView base, MutableBytes content) {
    if (data.size() != patch.dataBytes || base.size() != patch.baseBytes ||
        content.size() != patch.contentBytes) {
        return badPatch(patch, "its size is not the one in the index");
    }
    if (sha256(data) != patch.dataDigest) {
        return Error(ErrorCode::DigestMismatch, {{"offset", patch.dataOffset}});
    }
    // The data is what was signed; what follows guards against a signer who was careless or is hostile.
    if (ZSTD_getFrameContentSize(data.data(), data.size()) != patch.contentBytes) {
        return badPatch(patch, "it claims another size than the index");
    }
    if (ZSTD_getDictID_fromFrame(data.data(), data.size()) != 0) {
        return badPatch(patch, "it needs a dictionary");
    }
    if (ZSTD_findFrameCompressedSize(data.data(), data.size()) != data.size()) {
        return badPatch(patch, "it is not exactly one frame");
    }
    // The prefix is used where it lies, and only for the next frame. In one step into `content`: the decoder
    // needs no window of its own and cannot write past the end.
    ZSTD_DCtx_reset(m_context, ZSTD_reset_session_only);
    ZSTD_DCtx_refPrefix(m_context, base.data(), base.size());
    const std::size_t size =
        ZSTD_decompressDCtx(m_context, content.data(), content.size(), data.data(), data.size());
    if (ZSTD_isError(size) != 0 || size != content.size()) {
        return badPatch(patch, ZSTD_isError(size) != 0 ? ZSTD_getErrorName(size)
                                                       : "it is shorter than the index says");
    }
    return {};
}

PatchEncoder::PatchEncoder(int level)
    : m_context(ZSTD_createCCtx()) {
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_compressionLevel,
                           std::clamp(level, minCompressionLevel, maxCompressionLevel));
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_windowLog, windowLog);
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_contentSizeFlag, 1);
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_checksumFlag, 0);
}
PatchEncoder::~PatchEncoder() {
    ZSTD_freeCCtx(m_context);
}

Result<Bytes> PatchEncoder::encode(ByteView content, ByteView base) {
    Bytes data(ZSTD_compressBound(content.size()));
    ZSTD_CCtx_refPrefix(m_context, base.data(), base.size());
    const std::size_t size =
        ZSTD_compress2(m_context, data.data(), data.size(), content.data(), content.size());
    if (ZSTD_isError(size) != 0) {
        return Error(ErrorCode::NotSupported, {{"detail", std::string("zstd: ") + ZSTD_getErrorName(size)}});
    }
    data.resize(size);
    data.shrink_to_fit();
    return data;
}

} // namespace fieldfare
