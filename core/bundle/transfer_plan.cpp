// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/transfer_plan.h"

#include "core/bundle/chunker.h"

#include <algorithm>
#include <map>

namespace fieldfare {

namespace {

constexpr std::uint64_t maxReservedBlocks = std::uint64_t{1} << 24; ///< Of 64 GiB.
constexpr std::uint64_t readBytes = std::uint64_t{1} << 20;

template <std::size_t Size>
std::uint64_t loadBytes(const std::array<std::byte, Size>& bytes) {
    std::uint64_t value = 0;
    for (std::size_t b = 0; b < Size; ++b) {
        value |= std::to_integer<std::uint64_t>(bytes[b]) << (8 * b);
    }
    return value;
}

} // namespace

Fingerprint ContentLookup::Entry::key() const {
    return loadBytes(fingerprint);
}

std::uint64_t ContentLookup::Entry::at() const {
    return loadBytes(offset);
}

void ContentLookup::add(Fingerprint fingerprint, std::uint64_t offset) {
    if (fingerprint == 0) {
        return;
    }
    Entry entry{};
    for (std::size_t b = 0; b < fingerprintBytes; ++b) {
        entry.fingerprint[b] = static_cast<std::byte>((fingerprint >> (8 * b)) & 0xff);
        entry.offset[b] = static_cast<std::byte>((offset >> (8 * b)) & 0xff);
    }
    m_entries.push_back(entry);
}

void ContentLookup::sort() {
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        const Fingerprint left = a.key();
        const Fingerprint right = b.key();
        return left != right ? left < right : a.at() < b.at();
    });
    const auto end = std::unique(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return a.fingerprint == b.fingerprint;
    });
    m_entries.erase(end, m_entries.end());
}

Result<ContentLookup> ContentLookup::fromIndex(const Index& index) {
    ContentLookup lookup;
    lookup.m_entries.reserve(static_cast<std::size_t>(index.fingerprintCount()));
    FF_CHECK(index.forEachPiece([&lookup](const ContentPiece& piece) -> Result<> {
        lookup.add(piece.fingerprint, piece.imageOffset);
        return {};
    }));
    lookup.sort();
    return lookup;
}

Result<ContentLookup> ContentLookup::fromImage(ByteSource& image, FingerprintScheme scheme,
                                               const Progress& progress) {
    if (image.sizeBytes() > maxImageBytes) {
        return Error(ErrorCode::TooLarge, {{"have", image.sizeBytes()}, {"limit", maxImageBytes}});
    }
    ContentLookup lookup;
    // Untouched memory costs nothing, growing step by step would cost twice the table.
    lookup.m_entries.reserve(
        static_cast<std::size_t>(std::min(image.sizeBytes() / fingerprintBlockBytes, maxReservedBlocks)));
    FF_CHECK(scheme == FingerprintScheme::Chunks ? lookup.hashChunks(image, progress)
                                                 : lookup.hashBlocks(image, progress));
    lookup.sort();
    return lookup;
}

Result<> ContentLookup::hashBlocks(ByteSource& image, const Progress& progress) {
    const std::uint64_t total = image.sizeBytes() - image.sizeBytes() % fingerprintBlockBytes;
    Bytes chunk(static_cast<std::size_t>(readBytes));
    for (std::uint64_t at = 0; at < total; at += readBytes) {
        const MutableBytes part = MutableBytes(chunk).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(readBytes, total - at)));
        FF_CHECK(image.readAt(at, part));
        for (std::size_t i = 0; i < part.size(); i += fingerprintBlockBytes) {
            add(fingerprintOf(part.subspan(i, fingerprintBlockBytes)), at + i);
        }
        if (progress && !progress(at + part.size(), total)) {
            return Error(ErrorCode::Cancelled);
        }
    }
    return {};
}

Result<> ContentLookup::hashChunks(ByteSource& image, const Progress& progress) {
    const std::uint64_t total = image.sizeBytes();
    const auto read = [&](std::uint64_t offset, MutableBytes into) -> Result<> {
        if (progress && !progress(offset, total)) {
            return Error(ErrorCode::Cancelled);
        }
        return image.readAt(offset, into);
    };
    return cutIntoChunks(total, read, [this](const ContentPiece& piece) -> Result<> {
        add(piece.fingerprint, piece.imageOffset);
        return {};
    });
}

std::optional<std::uint64_t> ContentLookup::find(Fingerprint fingerprint) const {
    const auto it =
        std::lower_bound(m_entries.begin(), m_entries.end(), fingerprint,
                         [](const Entry& entry, Fingerprint wanted) { return entry.key() < wanted; });
    if (it == m_entries.end() || it->key() != fingerprint) {
        return std::nullopt;
    }
    return it->at();
}

namespace {

/// Whether every piece of the frame can be found; a last block that is not full has no fingerprint.
Result<bool> haveFrame(const Index& index, std::size_t i, const ContentLookup& lookup) {
    const Frame& frame = index.frames()[i];
    FF_TRY(const std::vector<ContentPiece> pieces, index.pieces(i));
    return !pieces.empty() && pieces.back().end() >= frame.imageOffset + frame.imageBytes &&
           std::all_of(pieces.begin(), pieces.end(), [&](const ContentPiece& piece) {
               return piece.fingerprint == 0 || lookup.find(piece.fingerprint).has_value();
           });
}

void addRange(std::vector<ByteRange>& ranges, const ByteRange& range, std::uint64_t mergeGapBytes) {
    if (!ranges.empty() && range.offset - ranges.back().end() <= mergeGapBytes) {
        ranges.back().length = range.end() - ranges.back().offset;
        return;
    }
    ranges.push_back(range);
}

/// Whether each frame must be fetched, as far as single frames can tell.
Result<> decideFrames(TransferPlan& plan, const Index& index, const ContentLookup* lookup,
                      std::size_t firstFrame) {
    plan.actions.reserve(index.frames().size());
    for (std::size_t i = 0; i < index.frames().size(); ++i) {
        FrameAction action = FrameAction::Zero;
        if (index.frames()[i].method != FrameMethod::Zero) {
            bool have = false;
            if (lookup != nullptr && i >= firstFrame) {
                FF_TRY(have, haveFrame(index, i, *lookup));
            }
            action = have ? FrameAction::Have : FrameAction::Fetch;
        }
        plan.actions.push_back(action);
    }
    return {};
}

/// Takes each patch that is smaller than what it spares.
void usePatches(TransferPlan& plan, const Index& index, std::size_t firstFrame,
                const std::vector<Patch>& patches, std::uint64_t mergeGapBytes) {
    plan.patchOf.assign(patches.empty() ? 0 : index.frames().size(), 0);
    for (std::size_t p = 0; p < patches.size(); ++p) {
        std::uint64_t spared = 0;
        const auto forEachFetched = [&](auto act) {
            for (const PatchRun& run : patches[p].frames) {
                for (std::size_t i = std::max<std::size_t>(run.first, firstFrame); i < run.first + run.count;
                     ++i) {
                    if (plan.actions[i] == FrameAction::Fetch) {
                        act(i);
                    }
                }
            }
        };
        forEachFetched([&](std::size_t i) { spared += index.frames()[i].dataBytes; });
        if (spared <= patches[p].dataBytes) {
            continue;
        }
        forEachFetched([&](std::size_t i) {
            plan.actions[i] = FrameAction::Patch;
            plan.patchOf[i] = static_cast<std::uint32_t>(p);
        });
        addRange(plan.patchRanges, {patches[p].dataOffset, patches[p].dataBytes}, mergeGapBytes);
    }
}

} // namespace

Result<TransferPlan> planTransfer(const Index& index, const ContentLookup* lookup, std::size_t firstFrame,
                                  std::uint64_t mergeGapBytes, const std::vector<Patch>& patches) {
    TransferPlan plan;
    FF_CHECK(decideFrames(plan, index, lookup, firstFrame));
    usePatches(plan, index, firstFrame, patches, mergeGapBytes);
    for (std::size_t i = firstFrame; i < plan.actions.size(); ++i) {
        const Frame& frame = index.frames()[i];
        const FrameAction action = plan.actions[i];
        plan.zeroFrames += action == FrameAction::Zero ? 1 : 0;
        plan.haveFrames += action == FrameAction::Have ? 1 : 0;
        plan.patchFrames += action == FrameAction::Patch ? 1 : 0;
        plan.fetchFrames += action == FrameAction::Fetch ? 1 : 0;
        if (action == FrameAction::Fetch) {
            addRange(plan.ranges, {frame.dataOffset, frame.dataBytes}, mergeGapBytes);
        }
    }
    for (const std::vector<ByteRange>* ranges : {&plan.ranges, &plan.patchRanges}) {
        for (const ByteRange& range : *ranges) {
            plan.fetchBytes += range.length;
        }
    }
    return plan;
}

Result<std::optional<std::size_t>> findPatchBase(const Index& index, ByteSource& image,
                                                 const ContentLookup::Progress& progress) {
    const std::vector<PatchBase> bases = index.patchBases();
    std::map<std::uint64_t, Digest> digests; // by length: one pass for each
    Bytes piece(static_cast<std::size_t>(readBytes));
    for (std::size_t i = 0; i < bases.size(); ++i) {
        const std::uint64_t size = bases[i].imageBytes;
        if (size > image.sizeBytes()) {
            continue;
        }
        if (!digests.contains(size)) {
            Sha256 hash;
            for (std::uint64_t at = 0; at < size; at += readBytes) {
                const MutableBytes part = MutableBytes(piece).first(
                    static_cast<std::size_t>(std::min<std::uint64_t>(readBytes, size - at)));
                FF_CHECK(image.readAt(at, part));
                hash.update(part);
                if (progress && !progress(at + part.size(), size)) {
                    return Error(ErrorCode::Cancelled);
                }
            }
            digests.emplace(size, hash.finish());
        }
        if (digests.at(size) == bases[i].imageDigest) {
            return std::optional(i);
        }
    }
    return std::optional<std::size_t>();
}

} // namespace fieldfare
