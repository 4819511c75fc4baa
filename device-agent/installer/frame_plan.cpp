// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/frame_plan.h"

#include "core/bundle/head.h"
#include "device-agent/installer/head_store.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

/// Ranges that the first pass may use; the rest is for blocks that turn out to be missing.
constexpr std::size_t firstPassRanges = maxNeededRanges / 2;

/// The lookup from the head that is kept for the booted slot, if that head is still what it was and has the
/// same kind of fingerprints as the new release.
std::optional<ContentLookup> lookupFromHead(Services& services, const SlotRecord& record,
                                            FingerprintScheme scheme) {
    auto source = HeadStore(services.state).open(record.headName);
    if (!source.ok()) {
        return std::nullopt;
    }
    auto head = readUnverifiedHead(std::move(*source)); // nothing here is trusted: a frame's digest decides
    if (!head.ok() || head->manifestDigest.hex() != record.manifestDigest) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < head->manifest.payloads.size(); ++i) {
        if (head->manifest.payloads[i].name == record.payload && head->indexes[i].scheme() == scheme) {
            auto lookup = ContentLookup::fromIndex(head->indexes[i]);
            return lookup.ok() ? std::optional(std::move(*lookup)) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

Result<PayloadPlan> planPayload(Services& services, const DeviceView& view, const VerifiedBundle& bundle,
                                std::size_t payload, std::size_t firstFrame, Search search,
                                const std::function<bool()>& goOn) {
    const Payload& what = bundle.manifest().payloads.at(payload);
    const SlotPair* pair = view.slots.find(what.group);
    if (pair == nullptr) {
        return Error(ErrorCode::SlotMissing, {{"payload", what.name}, {"group", what.group}});
    }
    PayloadPlan plan{payload, *pair, {}, {}, {}};
    const Index& index = bundle.index(payload);
    auto booted = services.slots.openBooted(*pair->booted);
    if (booted.ok() && index.hasFingerprints() && firstFrame < index.frames().size()) {
        plan.booted = std::move(*booted);
        if (const SlotRecord* record = view.records.find(pair->booted->name)) {
            plan.lookup = lookupFromHead(services, *record, index.scheme());
        }
        if (!plan.lookup && search == Search::Anywhere) {
            auto hashed = ContentLookup::fromImage(*plan.booted, index.scheme(),
                                                   [&](std::uint64_t, std::uint64_t) { return goOn(); });
            if (!hashed.ok() && hashed.error() == ErrorCode::Cancelled) {
                return std::move(hashed).error();
            }
            plan.lookup = hashed.ok() ? std::optional(std::move(*hashed)) : std::nullopt;
        }
    }
    FF_TRY(TransferPlan transfer, planTransfer(index, plan.lookup ? &*plan.lookup : nullptr, firstFrame));
    plan.actions = std::move(transfer.actions);
    return plan;
}

void RangeList::append(const std::vector<ByteRange>& runs) {
    const std::size_t first = m_ranges.size();
    const std::size_t room = first == 0 ? firstPassRanges : maxNeededRanges - first;
    for (std::uint64_t gap = m_gapBytes;; gap = std::max<std::uint64_t>(gap * 2, 4096)) {
        m_ranges.resize(first);
        for (const ByteRange& run : runs) {
            const bool joins = m_ranges.size() > first && run.offset >= m_ranges.back().end() &&
                               run.offset - m_ranges.back().end() <= gap;
            if (joins) {
                m_ranges.back().length = run.end() - m_ranges.back().offset;
            } else {
                m_ranges.push_back(run);
            }
        }
        if (m_ranges.size() - first <= room) {
            return;
        }
    }
}

std::uint64_t RangeList::totalBytes() const {
    std::uint64_t total = 0;
    for (const ByteRange& range : m_ranges) {
        total += range.length;
    }
    return total;
}

ByteRange dataRange(const VerifiedBundle& bundle, std::size_t payload, std::size_t frame) {
    const Frame& what = bundle.index(payload).frames().at(frame);
    return {bundle.layout().dataOf(payload).content.offset + what.dataOffset, what.dataBytes};
}

} // namespace fieldfare::installer
