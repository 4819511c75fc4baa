// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/frame_plan.h"

#include "core/bundle/head.h"
#include "device-agent/installer/head_store.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

/// Ranges that the first pass may use; the rest is for blocks that turn out to be missing.
constexpr std::size_t firstPassRanges = maxNeededRanges / 2;

/// What is known of the booted slot's image without reading it.
struct KnownImage {
    Digest digest;
    Index index;
};

/// From the head that is kept for the booted slot, if that head is still what it was.
std::optional<KnownImage> imageFromHead(Services& services, const SlotRecord& record) {
    auto source = HeadStore(services.state).open(record.headName);
    if (!source.ok()) {
        return std::nullopt;
    }
    auto head = readUnverifiedHead(std::move(*source)); // nothing here is trusted: a frame's digest decides
    if (!head.ok() || head->manifestDigest.hex() != record.manifestDigest) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < head->manifest.payloads.size(); ++i) {
        if (head->manifest.payloads[i].name == record.payload) {
            return KnownImage{head->manifest.payloads[i].imageDigest, std::move(head->indexes[i])};
        }
    }
    return std::nullopt;
}

/// Looks up what the booted slot has and which patches fit it, from `known` where it serves, else by hashing
/// the slot. Errors: Cancelled; whatever else fails is not used.
class BootedContent {
public:
    BootedContent(const Index& index, std::optional<KnownImage> known, Search search, PayloadPlan& plan,
                  const std::function<bool()>& goOn)
        : m_index(index)
        , m_known(std::move(known))
        , m_search(search)
        , m_plan(plan)
        , m_goOn([&goOn](std::uint64_t, std::uint64_t) { return goOn(); }) {}

    Result<> find() {
        FF_CHECK(findLookup());
        FF_TRY(const std::optional<std::size_t> base, findBase());
        if (base) {
            auto patches = m_index.patches(*base);
            m_plan.patches = patches.ok() ? std::move(*patches) : std::vector<Patch>();
        }
        return {};
    }

private:
    Result<> findLookup() {
        const bool known = m_known && m_known->index.scheme() == m_index.scheme();
        if (!m_index.hasFingerprints() || (!known && m_search != Search::Anywhere)) {
            return {};
        }
        auto lookup = known ? ContentLookup::fromIndex(m_known->index)
                            : ContentLookup::fromImage(*m_plan.booted, m_index.scheme(), m_goOn);
        if (!lookup.ok() && lookup.error() == ErrorCode::Cancelled) {
            return std::move(lookup).error();
        }
        m_plan.lookup = lookup.ok() ? std::optional(std::move(*lookup)) : std::nullopt;
        return {};
    }

    Result<std::optional<std::size_t>> findBase() const {
        const std::vector<PatchBase> bases = m_index.patchBases();
        if (!m_known && m_search == Search::Anywhere) {
            auto found = findPatchBase(m_index, *m_plan.booted, m_goOn);
            return found.ok() || found.error() == ErrorCode::Cancelled ? found : std::optional<std::size_t>();
        }
        const auto base = std::find_if(bases.begin(), bases.end(), [this](const PatchBase& one) {
            return m_known && one.imageDigest == m_known->digest;
        });
        return base == bases.end() ? std::nullopt
                                   : std::optional(static_cast<std::size_t>(base - bases.begin()));
    }

    const Index& m_index;
    std::optional<KnownImage> m_known;
    Search m_search;
    PayloadPlan& m_plan;
    ContentLookup::Progress m_goOn;
};

} // namespace

bool PayloadPlan::splitsPatch(std::size_t frame) const {
    return std::any_of(patchSpans.begin(), patchSpans.end(),
                       [frame](const Span& span) { return span.first <= frame && frame < span.last; });
}

Result<PayloadPlan> planPayload(Services& services, const DeviceView& view, const VerifiedBundle& bundle,
                                std::size_t payload, std::size_t firstFrame, Search search,
                                const std::function<bool()>& goOn) {
    const Payload& what = bundle.manifest().payloads.at(payload);
    const SlotPair* pair = view.slots.find(what.group);
    if (pair == nullptr) {
        return Error(ErrorCode::SlotMissing, {{"payload", what.name}, {"group", what.group}});
    }
    PayloadPlan plan;
    plan.payload = payload;
    plan.slots = *pair;
    const Index& index = bundle.index(payload);
    auto booted = services.slots.openBooted(*pair->booted);
    if (booted.ok() && firstFrame < index.frames().size()) {
        plan.booted = std::move(*booted);
        const SlotRecord* record = view.records.find(pair->booted->name);
        auto known = record != nullptr ? imageFromHead(services, *record) : std::nullopt;
        FF_CHECK(BootedContent(index, std::move(known), search, plan, goOn).find());
    }
    FF_TRY(TransferPlan transfer,
           planTransfer(index, plan.lookup ? &*plan.lookup : nullptr, firstFrame, 0, plan.patches));
    plan.actions = std::move(transfer.actions);
    plan.patchOf = std::move(transfer.patchOf);
    plan.patchSpans.resize(plan.patches.size());
    for (std::size_t f = plan.actions.size(); f > 0; --f) {
        if (plan.actions[f - 1] == FrameAction::Patch) {
            PayloadPlan::Span& span = plan.patchSpans[plan.patchOf[f - 1]];
            span = {f - 1, std::max(span.last, f - 1)};
        }
    }
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

ByteRange patchRange(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t patch) {
    const Patch& what = plan.patches.at(patch);
    const Member* member = bundle.layout().patchesOf(plan.payload);
    return {(member != nullptr ? member->content.offset : 0) + what.dataOffset, what.dataBytes};
}

} // namespace fieldfare::installer
