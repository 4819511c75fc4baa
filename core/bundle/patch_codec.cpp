// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/patch_codec.h"

#include "core/bundle/frame_codec.h"

#include <zstd.h>

namespace fieldfare {

namespace {

constexpr int windowLog = 21; ///< Reaches from the end of the content to the start of the base.
static_assert(std::uint64_t{1} << windowLog == maxFrameContentBytes + maxPatchBaseBytes);

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
    if (base.size() != patch.baseBytes) {
        return Error(ErrorCode::BadFrame,
                     {{"offset", patch.dataOffset}, {"detail", "its size is not the one in the index"}});
    }
    // The prefix is used where it lies, and only for the next frame.
    ZSTD_DCtx_reset(m_context, ZSTD_reset_session_only);
    ZSTD_DCtx_refPrefix(m_context, base.data(), base.size());
    return decodeZstd(m_context, {patch.dataOffset, patch.dataBytes, patch.dataDigest, patch.contentBytes},
                      data, content);
}

PatchEncoder::PatchEncoder(int level)
    : m_context(makeZstdEncoder(level, windowLog)) {}
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
