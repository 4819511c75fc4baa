// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/patch_section.h"

#include "core/bundle/index_format.h"

#include <algorithm>

namespace fieldfare {

using namespace indexformat;

namespace {

Error badPatches(std::string detail) {
    return Error(ErrorCode::BadIndex, {{"detail", "patches: " + std::move(detail)}});
}

/// Reads the records of one base, in order, and checks each.
class RecordReader {
public:
    RecordReader(const PatchSection::Take& take, const PatchBase& base, const std::vector<Frame>& frames)
        : m_take(take)
        , m_base(base)
        , m_frames(frames) {}

    [[nodiscard]] std::uint64_t bytesRead() const { return m_bytesRead; }

    /// The next patch; its dataOffset is for the caller.
    Result<Patch> next() {
        FF_TRY(const ByteView header, take(patchHeaderBytes));
        Patch patch;
        patch.dataBytes = loadLittleEndian<std::uint32_t>(header);
        const std::size_t frameRuns = loadLittleEndian<std::uint16_t>(header.subspan(4));
        const std::size_t baseRuns = loadLittleEndian<std::uint16_t>(header.subspan(6));
        patch.dataDigest = loadDigest(header.subspan(8));
        if (patch.dataBytes == 0 || patch.dataBytes > maxFrameDataBytes) {
            return badPatches("one has " + std::to_string(patch.dataBytes) + " bytes of data");
        }
        if (frameRuns == 0 || frameRuns > maxPatchRuns || baseRuns > maxPatchRuns) {
            return badPatches("one has too many runs, or no frames");
        }
        for (std::size_t i = 0; i < frameRuns; ++i) {
            FF_TRY(const PatchRun run, nextRun());
            FF_CHECK(addFrames(patch, run));
        }
        for (std::size_t i = 0; i < baseRuns; ++i) {
            FF_TRY(const PatchRun run, nextRun());
            FF_CHECK(addBase(patch, run));
        }
        return patch;
    }

private:
    Result<ByteView> take(std::size_t bytes) {
        m_bytesRead += bytes;
        return m_take(bytes);
    }

    Result<PatchRun> nextRun() {
        FF_TRY(const ByteView bytes, take(patchRunBytes));
        return PatchRun{loadLittleEndian<std::uint32_t>(bytes),
                        loadLittleEndian<std::uint32_t>(bytes.subspan(4))};
    }

    Result<> addFrames(Patch& patch, const PatchRun& run) {
        const std::uint64_t end = std::uint64_t{run.first} + run.count;
        if (run.count == 0 || run.first < m_nextFrame || end > m_frames.size()) {
            return badPatches("the frames of one are out of order");
        }
        for (std::uint64_t i = run.first; i < end; ++i) {
            const Frame& frame = m_frames[static_cast<std::size_t>(i)];
            patch.contentBytes += frame.imageBytes; // each is at most 16 MiB: no overflow
            if (frame.method != FrameMethod::Zstd || patch.contentBytes > maxFrameContentBytes) {
                return badPatches("one makes too much, or zeros");
            }
        }
        m_nextFrame = end;
        patch.frames.push_back(run);
        return {};
    }

    Result<> addBase(Patch& patch, const PatchRun& run) const {
        const std::uint64_t end = std::uint64_t{run.first} + run.count;
        patch.baseBytes += run.count * fingerprintBlockBytes;
        if (run.count == 0 || end > m_base.imageBytes / fingerprintBlockBytes ||
            patch.baseBytes > maxPatchBaseBytes) {
            return badPatches("one builds on too much, or on what the old image does not have");
        }
        patch.base.push_back(run);
        return {};
    }

    const PatchSection::Take& m_take;
    const PatchBase& m_base;
    const std::vector<Frame>& m_frames;
    std::uint64_t m_nextFrame = 0;
    std::uint64_t m_bytesRead = 0;
};

Result<std::vector<PatchPlace>> readBases(const PatchSection::Take& take, ByteRange content) {
    FF_TRY(const ByteView word, take(basesHeaderBytes));
    const std::size_t count = loadLittleEndian<std::uint32_t>(word);
    if (count == 0 || count > maxPatchBases) {
        return badPatches("for " + std::to_string(count) + " images");
    }
    std::vector<PatchPlace> places;
    std::uint64_t at = content.offset + basesHeaderBytes + count * baseRecordBytes;
    for (std::size_t i = 0; i < count; ++i) {
        FF_TRY(const ByteView record, take(baseRecordBytes));
        PatchPlace place;
        place.base.imageDigest = loadDigest(record);
        place.base.imageBytes = loadLittleEndian<std::uint64_t>(record.subspan(32));
        place.base.patches = loadLittleEndian<std::uint32_t>(record.subspan(40));
        place.recordsBytes = loadLittleEndian<std::uint32_t>(record.subspan(44));
        place.recordsAt = at;
        at += place.recordsBytes;
        if (place.base.imageBytes == 0 || place.base.imageBytes > maxImageBytes || place.base.patches == 0) {
            return badPatches("an old image has " + std::to_string(place.base.imageBytes) + " bytes");
        }
        const bool twice = std::any_of(places.begin(), places.end(), [&](const PatchPlace& other) {
            return other.base.imageDigest == place.base.imageDigest;
        });
        if (twice) {
            return badPatches("an old image is there twice");
        }
        places.push_back(place);
    }
    if (at != content.end()) {
        return badPatches("the section has an odd length");
    }
    return places;
}

Bytes recordsOf(const PatchList& list) {
    Bytes out;
    for (const Patch& patch : list.patches) {
        appendLittleEndian<std::uint32_t>(out, patch.dataBytes);
        appendLittleEndian<std::uint16_t>(out, static_cast<std::uint16_t>(patch.frames.size()));
        appendLittleEndian<std::uint16_t>(out, static_cast<std::uint16_t>(patch.base.size()));
        appendDigest(out, patch.dataDigest);
        for (const std::vector<PatchRun>* runs : {&patch.frames, &patch.base}) {
            for (const PatchRun& run : *runs) {
                appendLittleEndian<std::uint32_t>(out, run.first);
                appendLittleEndian<std::uint32_t>(out, run.count);
            }
        }
    }
    return out;
}

} // namespace

Result<std::vector<PatchPlace>> PatchSection::check(const Take& take, ByteRange content,
                                                    const std::vector<Frame>& frames,
                                                    std::uint64_t patchBytes) {
    if (content.length < basesHeaderBytes + baseRecordBytes) {
        return badPatches("the section is too short");
    }
    FF_TRY(std::vector<PatchPlace> places, readBases(take, content));
    std::uint64_t dataAt = 0;
    for (PatchPlace& place : places) {
        place.dataOffset = dataAt;
        RecordReader reader(take, place.base, frames);
        for (std::uint32_t i = 0; i < place.base.patches; ++i) {
            FF_TRY(const Patch patch, reader.next()); // a number that is too large ends with the index
            dataAt += patch.dataBytes;
            if (reader.bytesRead() > place.recordsBytes || dataAt > patchBytes) {
                return badPatches("there are more than the section or the data has");
            }
        }
        if (reader.bytesRead() != place.recordsBytes) {
            return badPatches("the section has an odd length");
        }
    }
    if (dataAt != patchBytes) {
        return badPatches("they do not cover the data");
    }
    return places;
}

Result<std::vector<Patch>> PatchSection::read(const Take& take, const PatchPlace& place,
                                              const std::vector<Frame>& frames) {
    RecordReader reader(take, place.base, frames);
    std::vector<Patch> patches;
    std::uint64_t dataAt = place.dataOffset;
    for (std::uint32_t i = 0; i < place.base.patches; ++i) {
        FF_TRY(Patch patch, reader.next());
        patch.dataOffset = dataAt;
        dataAt += patch.dataBytes;
        patches.push_back(std::move(patch));
    }
    return patches;
}

void appendPatchSection(Bytes& index, const std::vector<PatchList>& lists) {
    Bytes content;
    Bytes records;
    appendLittleEndian<std::uint32_t>(content, static_cast<std::uint32_t>(lists.size()));
    for (const PatchList& list : lists) {
        const Bytes own = recordsOf(list);
        appendDigest(content, list.base.imageDigest);
        appendLittleEndian<std::uint64_t>(content, list.base.imageBytes);
        appendLittleEndian<std::uint32_t>(content, static_cast<std::uint32_t>(list.patches.size()));
        appendLittleEndian<std::uint32_t>(content, static_cast<std::uint32_t>(own.size()));
        records.insert(records.end(), own.begin(), own.end());
    }
    content.insert(content.end(), records.begin(), records.end());
    const MutableBytes count = MutableBytes(index).subspan(sectionCountAt, 2);
    storeLittleEndian<std::uint16_t>(count,
                                     static_cast<std::uint16_t>(loadLittleEndian<std::uint16_t>(count) + 1));
    appendLittleEndian<std::uint32_t>(index, patchesSection);
    appendLittleEndian<std::uint32_t>(index, 0);
    appendLittleEndian<std::uint64_t>(index, content.size());
    index.insert(index.end(), content.begin(), content.end());
}

} // namespace fieldfare
