// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/index_format.h"

namespace fieldfare {

using namespace indexformat;

namespace {

void appendFingerprint(Bytes& out, Fingerprint fingerprint) {
    for (std::size_t b = 0; b < fingerprintBytes; ++b) {
        out.push_back(static_cast<std::byte>((fingerprint >> (8 * b)) & 0xff));
    }
}

/// Everything before the fingerprints, which take `fingerprintsBytes`.
Bytes encodeStart(const std::vector<Frame>& frames, FingerprintScheme scheme, std::size_t fingerprintsBytes) {
    Bytes out;
    out.reserve(headerBytes + 2 * sectionHeaderBytes + frames.size() * frameRecordBytes + schemeBytes +
                fingerprintsBytes);
    out.insert(out.end(), asBytes(magic).begin(), asBytes(magic).end());
    appendLittleEndian<std::uint16_t>(out, version);
    appendLittleEndian<std::uint16_t>(out, 2); // sections
    appendLittleEndian<std::uint32_t>(out, 0);
    appendLittleEndian<std::uint32_t>(out, framesSection);
    appendLittleEndian<std::uint32_t>(out, 0);
    appendLittleEndian<std::uint64_t>(out, frames.size() * frameRecordBytes);
    for (const Frame& frame : frames) {
        const std::uint64_t blocks = (frame.imageBytes + fingerprintBlockBytes - 1) / fingerprintBlockBytes;
        appendLittleEndian<std::uint32_t>(out, static_cast<std::uint32_t>(frame.method) << methodShift |
                                                   frame.dataBytes);
        appendLittleEndian<std::uint32_t>(out, static_cast<std::uint32_t>(blocks));
        appendDigest(out, frame.dataDigest);
        appendDigest(out, frame.contentDigest);
    }
    appendLittleEndian<std::uint32_t>(out, fingerprintsSection);
    appendLittleEndian<std::uint32_t>(out, maySkip);
    appendLittleEndian<std::uint64_t>(out, schemeBytes + fingerprintsBytes);
    appendLittleEndian<std::uint32_t>(out, static_cast<std::uint32_t>(scheme));
    return out;
}

} // namespace

Bytes encodeIndex(const std::vector<Frame>& frames, const std::vector<Fingerprint>& fingerprints) {
    Bytes out = encodeStart(frames, FingerprintScheme::Blocks, fingerprints.size() * fingerprintBytes);
    for (const Fingerprint fingerprint : fingerprints) {
        appendFingerprint(out, fingerprint);
    }
    return out;
}

Bytes encodeChunkIndex(const std::vector<Frame>& frames, const std::vector<ContentPiece>& chunks) {
    Bytes out = encodeStart(frames, FingerprintScheme::Chunks, chunks.size() * chunkEntryBytes);
    for (const ContentPiece& chunk : chunks) {
        for (unsigned shift = 0; shift < 24; shift += 8) {
            out.push_back(static_cast<std::byte>((chunk.bytes >> shift) & 0xff));
        }
        appendFingerprint(out, chunk.fingerprint);
    }
    return out;
}

} // namespace fieldfare
