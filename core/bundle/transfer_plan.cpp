// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/transfer_plan.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr std::uint64_t maxReservedBlocks = std::uint64_t{1} << 24; ///< Of 64 GiB.

} // namespace

Fingerprint BlockLookup::Entry::key() const {
    Fingerprint value = 0;
    for (std::size_t b = 0; b < fingerprintBytes; ++b) {
        value |= std::to_integer<Fingerprint>(fingerprint[b]) << (8 * b);
    }
    return value;
}

void BlockLookup::add(Fingerprint fingerprint, std::uint64_t block) {
    Entry entry{};
    for (std::size_t b = 0; b < fingerprintBytes; ++b) {
        entry.fingerprint[b] = static_cast<std::byte>((fingerprint >> (8 * b)) & 0xff);
    }
    storeLittleEndian<std::uint32_t>(entry.block,
                                     static_cast<std::uint32_t>(block)); // maxImageBytes / 4096 fits
    m_entries.push_back(entry);
}

void BlockLookup::sort() {
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        const Fingerprint left = a.key();
        const Fingerprint right = b.key();
        return left != right
                   ? left < right
                   : loadLittleEndian<std::uint32_t>(a.block) < loadLittleEndian<std::uint32_t>(b.block);
    });
    const auto end = std::unique(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return a.fingerprint == b.fingerprint;
    });
    m_entries.erase(end, m_entries.end());
}

Result<BlockLookup> BlockLookup::fromIndex(const Index& index) {
    BlockLookup lookup;
    if (!index.hasFingerprints()) {
        return lookup;
    }
    lookup.m_entries.reserve(static_cast<std::size_t>(index.fingerprintCount()));
    for (std::size_t i = 0; i < index.frames().size(); ++i) {
        FF_TRY(const std::vector<Fingerprint> fingerprints, index.fingerprints(i));
        std::uint64_t block = index.frames()[i].imageOffset / fingerprintBlockBytes;
        for (const Fingerprint fingerprint : fingerprints) {
            if (fingerprint != 0) {
                lookup.add(fingerprint, block);
            }
            ++block;
        }
    }
    lookup.sort();
    return lookup;
}

Result<BlockLookup>
BlockLookup::fromImage(ByteSource& image, const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
    constexpr std::uint64_t chunkBytes = std::uint64_t{1} << 20;
    const std::uint64_t size = image.sizeBytes();
    if (size > maxImageBytes) {
        return Error(ErrorCode::TooLarge, {{"have", size}, {"limit", maxImageBytes}});
    }
    const std::uint64_t total = size - size % fingerprintBlockBytes;
    BlockLookup lookup;
    // Untouched memory costs nothing, growing step by step would cost twice the table.
    lookup.m_entries.reserve(
        static_cast<std::size_t>(std::min(total / fingerprintBlockBytes, maxReservedBlocks)));
    Bytes chunk(static_cast<std::size_t>(chunkBytes));
    for (std::uint64_t at = 0; at < total; at += chunkBytes) {
        const MutableBytes part = MutableBytes(chunk).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(chunkBytes, total - at)));
        FF_CHECK(image.readAt(at, part));
        for (std::size_t i = 0; i < part.size(); i += fingerprintBlockBytes) {
            const Fingerprint fingerprint = fingerprintOf(part.subspan(i, fingerprintBlockBytes));
            if (fingerprint != 0) {
                lookup.add(fingerprint, (at + i) / fingerprintBlockBytes);
            }
        }
        if (progress && !progress(at + part.size(), total)) {
            return Error(ErrorCode::Cancelled);
        }
    }
    lookup.sort();
    return lookup;
}

std::optional<std::uint64_t> BlockLookup::find(Fingerprint fingerprint) const {
    const auto it =
        std::lower_bound(m_entries.begin(), m_entries.end(), fingerprint,
                         [](const Entry& entry, Fingerprint wanted) { return entry.key() < wanted; });
    if (it == m_entries.end() || it->key() != fingerprint) {
        return std::nullopt;
    }
    return std::uint64_t{loadLittleEndian<std::uint32_t>(it->block)} * fingerprintBlockBytes;
}

namespace {

/// Whether every block of the frame can be found; a last block that is not full has no fingerprint.
Result<bool> haveFrame(const Index& index, std::size_t i, const BlockLookup& lookup) {
    const Frame& frame = index.frames()[i];
    if (frame.imageBytes % fingerprintBlockBytes != 0 || !index.hasFingerprints()) {
        return false;
    }
    FF_TRY(const std::vector<Fingerprint> fingerprints, index.fingerprints(i));
    return std::all_of(fingerprints.begin(), fingerprints.end(), [&](Fingerprint fingerprint) {
        return fingerprint == 0 || lookup.find(fingerprint).has_value();
    });
}

void addRange(std::vector<ByteRange>& ranges, const Frame& frame, std::uint64_t mergeGapBytes) {
    if (!ranges.empty() && frame.dataOffset - ranges.back().end() <= mergeGapBytes) {
        ranges.back().length = frame.dataOffset + frame.dataBytes - ranges.back().offset;
        return;
    }
    ranges.push_back({frame.dataOffset, frame.dataBytes});
}

} // namespace

Result<TransferPlan> planTransfer(const Index& index, const BlockLookup* lookup, std::size_t firstFrame,
                                  std::uint64_t mergeGapBytes) {
    TransferPlan plan;
    plan.actions.reserve(index.frames().size());
    for (std::size_t i = 0; i < index.frames().size(); ++i) {
        const Frame& frame = index.frames()[i];
        FrameAction action = FrameAction::Zero;
        if (frame.method != FrameMethod::Zero) {
            bool have = false;
            if (lookup != nullptr && i >= firstFrame) {
                FF_TRY(have, haveFrame(index, i, *lookup));
            }
            action = have ? FrameAction::Have : FrameAction::Fetch;
        }
        plan.actions.push_back(action);
        if (i < firstFrame) {
            continue;
        }
        plan.zeroFrames += action == FrameAction::Zero ? 1 : 0;
        plan.haveFrames += action == FrameAction::Have ? 1 : 0;
        plan.fetchFrames += action == FrameAction::Fetch ? 1 : 0;
        if (action == FrameAction::Fetch) {
            addRange(plan.ranges, frame, mergeGapBytes);
        }
    }
    for (const ByteRange& range : plan.ranges) {
        plan.fetchBytes += range.length;
    }
    return plan;
}

} // namespace fieldfare
