// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/index.h"

#include "core/base/checked.h"
#include "core/bundle/chunker.h"
#include "core/bundle/index_format.h"
#include "core/bundle/patch_section.h"
#include "core/bundle/slice_source.h"

#include <algorithm>

namespace fieldfare {

using namespace indexformat;

namespace {

constexpr std::uint32_t dataBytesMask = (std::uint32_t{1} << methodShift) - 1;
static_assert(maxFrameDataBytes <= dataBytesMask);
static_assert(maxImageBytes / fingerprintBlockBytes <= UINT32_MAX);

Error badIndex(std::string detail) {
    return Error(ErrorCode::BadIndex, {{"detail", std::move(detail)}});
}

/// Reads a source from front to back through one small buffer and hashes all that passes.
class HashingReader {
public:
    explicit HashingReader(ByteSource& source)
        : m_source(source)
        , m_buffer(std::size_t{64} << 10) {}

    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] std::uint64_t left() const { return m_source.sizeBytes() - m_position; }

    /// The next `size` bytes (at most 4 KiB), valid until the next call.
    Result<ByteView> take(std::size_t size) {
        if (size > left()) {
            return badIndex("it ends early");
        }
        if (m_filled - m_consumed < size) {
            FF_CHECK(refill());
        }
        const ByteView bytes = ByteView(m_buffer).subspan(m_consumed, size);
        m_consumed += size;
        m_position += size;
        return bytes;
    }

    Result<> skip(std::uint64_t size) {
        while (size > 0) {
            const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(size, 4096));
            FF_CHECK(take(step));
            size -= step;
        }
        return {};
    }

    Digest finish() { return m_hash.finish(); }

private:
    Result<> refill() {
        const std::size_t kept = m_filled - m_consumed;
        std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_consumed),
                  m_buffer.begin() + static_cast<std::ptrdiff_t>(m_filled), m_buffer.begin());
        const std::uint64_t at = m_position + kept;
        const auto more = static_cast<std::size_t>(
            std::min<std::uint64_t>(m_buffer.size() - kept, m_source.sizeBytes() - at));
        const MutableBytes into = MutableBytes(m_buffer).subspan(kept, more);
        FF_CHECK(m_source.readAt(at, into));
        m_hash.update(into);
        m_consumed = 0;
        m_filled = kept + more;
        return {};
    }

    ByteSource& m_source;
    Bytes m_buffer;
    std::size_t m_consumed = 0;
    std::size_t m_filled = 0;
    std::uint64_t m_position = 0;
    Sha256 m_hash;
};

struct SectionHeader {
    std::uint32_t type = 0;
    std::uint32_t flags = 0;
    std::uint64_t length = 0;
};

std::uint32_t chunkLength(ByteView entry) {
    return loadLittleEndian<std::uint32_t>(entry) & 0xffffff;
}

/// The record's own limits; how it fits the image is for the caller.
Result<Frame> parseRecord(ByteView record) {
    const auto word = loadLittleEndian<std::uint32_t>(record);
    const std::uint64_t blocks = loadLittleEndian<std::uint32_t>(record.subspan(4));
    const std::uint32_t method = word >> methodShift;
    if (method > static_cast<std::uint32_t>(FrameMethod::Zstd)) {
        return Error(ErrorCode::UnknownFeature, {{"feature", "frame method " + std::to_string(method)}});
    }
    Frame frame;
    frame.method = static_cast<FrameMethod>(method);
    frame.dataBytes = word & dataBytesMask;
    frame.imageBytes = blocks * fingerprintBlockBytes;
    const std::uint64_t limit = frame.method == FrameMethod::Zero ? maxZeroFrameBytes : maxFrameContentBytes;
    if (frame.imageBytes == 0 || frame.imageBytes > limit) {
        return badIndex("a frame has a size of " + std::to_string(frame.imageBytes));
    }
    if (frame.dataBytes == 0 || frame.dataBytes > maxFrameDataBytes) {
        return badIndex("a frame has " + std::to_string(frame.dataBytes) + " bytes of data");
    }
    frame.dataDigest = loadDigest(record.subspan(8));
    frame.contentDigest = loadDigest(record.subspan(40));
    return frame;
}

} // namespace

/// Fills an Index from the bytes of one source.
class IndexParser {
public:
    IndexParser(HashingReader& reader, const Payload& payload, Index& index)
        : m_reader(reader)
        , m_payload(payload)
        , m_index(index) {}

    Result<> parse() {
        FF_TRY(const ByteView header, m_reader.take(headerBytes));
        const auto sections = loadLittleEndian<std::uint16_t>(header.subspan(10));
        if (asText(header.first(magic.size())) != magic ||
            loadLittleEndian<std::uint32_t>(header.subspan(12)) != 0) {
            return badIndex("it does not begin as an index does");
        }
        if (const auto have = loadLittleEndian<std::uint16_t>(header.subspan(8)); have != version) {
            return Error(ErrorCode::UnknownFeature, {{"feature", "index version " + std::to_string(have)}});
        }
        std::uint32_t lastType = 0;
        for (unsigned i = 0; i < sections; ++i) {
            FF_TRY(const SectionHeader section, sectionHeader());
            if (section.type <= lastType || (i == 0 && section.type != framesSection)) {
                return badIndex("its sections are out of order");
            }
            lastType = section.type;
            FF_CHECK(parseSection(section));
        }
        if (m_reader.left() != 0 || sections == 0) {
            return badIndex(sections == 0 ? "it has no frames" : "bytes follow its last section");
        }
        if (m_payload.patchBytes > 0 && m_index.m_patches.empty()) {
            return badIndex("it does not list the patches");
        }
        return {};
    }

private:
    Result<SectionHeader> sectionHeader() {
        FF_TRY(const ByteView bytes, m_reader.take(sectionHeaderBytes));
        const SectionHeader section{loadLittleEndian<std::uint32_t>(bytes),
                                    loadLittleEndian<std::uint32_t>(bytes.subspan(4)),
                                    loadLittleEndian<std::uint64_t>(bytes.subspan(8))};
        if ((section.flags & ~maySkip) != 0) {
            return badIndex("a section has unknown flags");
        }
        if (section.length > m_reader.left()) {
            return badIndex("a section is longer than the index");
        }
        return section;
    }

    Result<> parseSection(const SectionHeader& section) {
        const bool skippable = (section.flags & maySkip) != 0;
        if (section.type == framesSection && !skippable) {
            return parseFrames(section.length);
        }
        if (section.type == fingerprintsSection && skippable) {
            return parseFingerprints(section.length);
        }
        if (section.type == patchesSection && !skippable) {
            const auto take = [this](std::size_t bytes) { return m_reader.take(bytes); };
            FF_TRY(m_index.m_patches, PatchSection::check(take, {m_reader.position(), section.length},
                                                          m_index.m_frames, m_payload.patchBytes));
            return {};
        }
        if (section.type <= patchesSection) {
            return badIndex("a section has the wrong flags");
        }
        if (!skippable) {
            return Error(ErrorCode::UnknownFeature,
                         {{"feature", "index section " + std::to_string(section.type)}});
        }
        return m_reader.skip(section.length);
    }

    Result<> parseFrames(std::uint64_t length) {
        if (length == 0 || length % frameRecordBytes != 0) {
            return badIndex("the section of frames has an odd length");
        }
        const auto count = static_cast<std::size_t>(length / frameRecordBytes);
        m_index.m_frames.reserve(count); // `length` is within the index, so this is at most 4/3 of its size
        m_index.m_firstPieces.reserve(count);
        std::uint64_t imageAt = 0;
        std::uint64_t dataAt = 0;
        for (std::size_t i = 0; i < count; ++i) {
            FF_TRY(const ByteView record, m_reader.take(frameRecordBytes));
            FF_TRY(Frame frame, parseRecord(record));
            FF_CHECK(fit(frame, imageAt, dataAt, i + 1 == count));
            m_index.m_frames.push_back(frame);
        }
        return {};
    }

    /// Gives `frame` its place behind all frames before it. Gaps and overlaps cannot be said: only sizes are
    /// stored.
    Result<> fit(Frame& frame, std::uint64_t& imageAt, std::uint64_t& dataAt, bool last) {
        if (imageAt >= m_payload.imageBytes) {
            return badIndex("its frames are larger than the image");
        }
        const std::uint64_t imageLeft = m_payload.imageBytes - imageAt;
        if (last && frame.imageBytes > imageLeft && frame.imageBytes - imageLeft < fingerprintBlockBytes) {
            frame.imageBytes = imageLeft; // the image ends within its last block
        }
        if (frame.imageBytes > imageLeft || (last && frame.imageBytes != imageLeft)) {
            return badIndex("its frames do not cover the image");
        }
        const std::uint64_t dataLeft = m_payload.dataBytes - dataAt;
        if (frame.dataBytes > dataLeft || (last && frame.dataBytes != dataLeft)) {
            return badIndex("its frames do not cover the data");
        }
        frame.imageOffset = imageAt;
        frame.dataOffset = dataAt;
        imageAt += frame.imageBytes;
        dataAt += frame.dataBytes;
        m_index.m_firstPieces.push_back({static_cast<std::uint32_t>(m_blocks), 0});
        if (frame.method != FrameMethod::Zero) {
            m_blocks += frame.imageBytes / fingerprintBlockBytes;
        }
        return {};
    }

    Result<> parseFingerprints(std::uint64_t length) {
        if (length < schemeBytes) {
            return badIndex("the section of fingerprints is too short");
        }
        FF_TRY(const ByteView word, m_reader.take(schemeBytes));
        const auto scheme = static_cast<FingerprintScheme>(loadLittleEndian<std::uint32_t>(word));
        const std::uint64_t at = m_reader.position();
        length -= schemeBytes;
        if (scheme == FingerprintScheme::Blocks) {
            if (length != m_blocks * fingerprintBytes) {
                return badIndex("the number of fingerprints does not match the frames");
            }
            m_index.m_fingerprintCount = m_blocks;
            FF_CHECK(m_reader.skip(length));
        } else if (scheme == FingerprintScheme::Chunks) {
            FF_CHECK(parseChunks(length));
        } else {
            return m_reader.skip(length); // a newer one: content cannot be found, only fetched
        }
        m_index.m_scheme = scheme;
        m_index.m_fingerprintsAt = at;
        return {};
    }

    /// Checks that the chunks cover the image, and finds the first one of each frame.
    Result<> parseChunks(std::uint64_t length) {
        if (length % chunkEntryBytes != 0) {
            return badIndex("the section of chunks has an odd length");
        }
        const std::uint64_t count = length / chunkEntryBytes;
        std::uint64_t at = 0;
        std::size_t frame = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            FF_TRY(const ByteView entry, m_reader.take(chunkEntryBytes));
            const std::uint64_t bytes = chunkLength(entry);
            const bool last = i + 1 == count;
            if (bytes == 0 || (bytes < minChunkBytes && !last) || bytes > maxChunkBytes ||
                bytes > m_payload.imageBytes - at) {
                return badIndex("a chunk has " + std::to_string(bytes) + " bytes");
            }
            for (; frame < m_index.m_frames.size() && m_index.m_frames[frame].imageOffset < at + bytes;
                 ++frame) {
                m_index.m_firstPieces[frame] = {
                    static_cast<std::uint32_t>(i),
                    static_cast<std::uint32_t>(m_index.m_frames[frame].imageOffset - at)};
            }
            at += bytes;
        }
        if (at != m_payload.imageBytes) {
            return badIndex("its chunks do not cover the image");
        }
        m_index.m_fingerprintCount = count;
        return {};
    }

    HashingReader& m_reader;
    const Payload& m_payload;
    Index& m_index;
    std::uint64_t m_blocks = 0; ///< Full blocks of frames that are not Zero.
};

Result<Index> Index::open(std::shared_ptr<ByteSource> source, const Payload& payload) {
    if (source->sizeBytes() != payload.indexBytes || payload.indexBytes > maxIndexBytes) {
        return badIndex("it has the wrong size");
    }
    Index index;
    HashingReader reader(*source);
    const Result<> parsed = IndexParser(reader, payload, index).parse();
    if (!parsed.ok() && parsed.error() == ErrorCode::Io) {
        return parsed.error();
    }
    FF_CHECK(
        reader.skip(reader.left())); // a damaged index is named as such, whatever the parser thought of it
    if (reader.finish() != payload.indexDigest) {
        return Error(ErrorCode::DigestMismatch,
                     {{"member", payload.name + ".index"}, {"offset", std::uint64_t{0}}});
    }
    FF_CHECK(parsed);
    index.m_source = std::move(source);
    return index;
}

std::size_t Index::entryBytes() const {
    return m_scheme == FingerprintScheme::Chunks ? chunkEntryBytes : fingerprintBytes;
}

/// Appends `count` pieces from `entry` on, the first of which begins at `imageOffset`.
Result<> Index::readPieces(std::uint64_t entry, std::uint64_t count, std::uint64_t imageOffset,
                           std::vector<ContentPiece>& into) const {
    Bytes bytes(static_cast<std::size_t>(count) * entryBytes());
    FF_CHECK(m_source->readAt(m_fingerprintsAt + entry * entryBytes(), bytes));
    for (std::size_t at = 0; at < bytes.size(); at += entryBytes()) {
        ByteView one = ByteView(bytes).subspan(at, entryBytes());
        ContentPiece piece{imageOffset, static_cast<std::uint32_t>(fingerprintBlockBytes), 0};
        if (m_scheme == FingerprintScheme::Chunks) {
            piece.bytes = chunkLength(one);
            one = one.subspan(one.size() - fingerprintBytes);
        }
        for (std::size_t b = 0; b < fingerprintBytes; ++b) {
            piece.fingerprint |= std::to_integer<Fingerprint>(one[b]) << (8 * b);
        }
        into.push_back(piece);
        imageOffset += piece.bytes;
    }
    return {};
}

Result<std::vector<ContentPiece>> Index::pieces(std::size_t frame) const {
    const Frame& of = m_frames.at(frame);
    std::vector<ContentPiece> list;
    if (!hasFingerprints() || of.method == FrameMethod::Zero) {
        return list;
    }
    const FirstPiece first = m_firstPieces[frame];
    std::uint64_t count = of.imageBytes / fingerprintBlockBytes;
    if (m_scheme == FingerprintScheme::Chunks) { // the next frame may begin within the last chunk of this one
        const bool last = frame + 1 == m_frames.size();
        const std::uint64_t end = last ? m_fingerprintCount
                                       : std::uint64_t{m_firstPieces[frame + 1].entry} +
                                             (m_firstPieces[frame + 1].lead > 0 ? 1 : 0);
        count = end - first.entry;
    }
    list.reserve(static_cast<std::size_t>(count));
    FF_CHECK(readPieces(first.entry, count, of.imageOffset - first.lead, list));
    return list;
}

Result<> Index::forEachPiece(const std::function<Result<>(const ContentPiece& piece)>& take) const {
    std::uint64_t done = 0; // a chunk over the border of two frames belongs to both
    for (std::size_t i = 0; i < m_frames.size(); ++i) {
        FF_TRY(const std::vector<ContentPiece> list, pieces(i));
        for (const ContentPiece& piece : list) {
            if (piece.imageOffset >= done) {
                FF_CHECK(take(piece));
                done = piece.end();
            }
        }
    }
    return {};
}

std::vector<PatchBase> Index::patchBases() const {
    std::vector<PatchBase> bases;
    for (const PatchPlace& place : m_patches) {
        bases.push_back(place.base);
    }
    return bases;
}

Result<std::vector<Patch>> Index::patches(std::size_t base) const {
    const PatchPlace& place = m_patches.at(base);
    SliceSource records(m_source, {place.recordsAt, place.recordsBytes});
    HashingReader reader(records);
    return PatchSection::read([&reader](std::size_t bytes) { return reader.take(bytes); }, place, m_frames);
}

Fingerprint fingerprintOf(ByteView content) {
    if (isAllZero(content)) {
        return 0;
    }
    const Digest digest = sha256(content);
    Fingerprint value = 0;
    for (std::size_t b = 0; b < fingerprintBytes; ++b) {
        value |= std::to_integer<Fingerprint>(digest.bytes.at(b)) << (8 * b);
    }
    return value == 0 ? 1 : value;
}

} // namespace fieldfare
