// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/patch.h"
#include "core/storage/byte_source.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace fieldfare {

/// Reads the blocks that a patch builds on, one behind the other. Errors: Io.
[[nodiscard]] Result<> readPatchBase(ByteSource& oldImage, const std::vector<PatchRun>& base, Bytes& into);

/// Makes the content of a patch's frames from its data and old content, one at a time, with memory that does
/// not depend on what the data claims. One thread at a time.
class PatchDecoder {
public:
    PatchDecoder();
    ~PatchDecoder();
    PatchDecoder(const PatchDecoder&) = delete;
    PatchDecoder& operator=(const PatchDecoder&) = delete;

    /// `base` are the bytes of patch.base, `content` has patch.contentBytes. With a base that is not the one
    /// that the patch was made for, the content is something else or an error: the digests of the frames
    /// decide. Errors: DigestMismatch{offset} (of the data), BadFrame{offset,detail}; the caller adds
    /// `member`.
    [[nodiscard]] Result<> decode(const Patch& patch, ByteView data, ByteView base, MutableBytes content);

private:
    ZSTD_DCtx_s* m_context;
};

/// Compresses content with old content as its prefix. The same input, level and library give the same bytes.
/// One thread at a time.
class PatchEncoder {
public:
    explicit PatchEncoder(int level);
    ~PatchEncoder();
    PatchEncoder(const PatchEncoder&) = delete;
    PatchEncoder& operator=(const PatchEncoder&) = delete;

    /// `content` at most maxFrameContentBytes, `base` at most maxPatchBaseBytes.
    [[nodiscard]] Result<Bytes> encode(ByteView content, ByteView base);

private:
    ZSTD_CCtx_s* m_context;
};

} // namespace fieldfare
