// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/group_copy.h"

#include "core/bundle/head.h"
#include "device-agent/installer/head_store.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

constexpr std::uint64_t runBytes = std::uint64_t{1} << 20;
constexpr std::uint64_t checkpointBytes = std::uint64_t{3} << 20;

struct KnownImage {
    std::vector<Frame> frames;
    std::uint64_t imageBytes = 0;
};

std::optional<KnownImage> knownImage(StateStore& state, const SlotRecord& record) {
    auto source = HeadStore(state).open(record.headName);
    auto head = source.ok() ? readUnverifiedHead(std::move(*source)) : Result<BundleHead>(source.error());
    if (!head.ok() || head->manifestDigest.hex() != record.manifestDigest) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < head->manifest.payloads.size(); ++i) {
        if (head->manifest.payloads[i].name == record.payload) {
            return KnownImage{head->indexes[i].frames(), head->manifest.payloads[i].imageBytes};
        }
    }
    return std::nullopt;
}

std::vector<Frame> unknownRuns(std::uint64_t sizeBytes) {
    std::vector<Frame> runs;
    for (std::uint64_t offset = 0; offset < sizeBytes; offset += runBytes) {
        Frame run;
        run.imageOffset = offset;
        run.imageBytes = std::min(runBytes, sizeBytes - offset);
        runs.push_back(run);
    }
    return runs;
}

} // namespace

Result<GroupCopy> GroupCopy::prepare(Services& services, const DeviceView& view, const SlotPair& slots) {
    GroupCopy copy;
    copy.m_slots = slots;
    FF_TRY(copy.m_source, services.slots.openBooted(*slots.booted));
    if (const SlotRecord* record = view.records.find(slots.booted->name)) {
        if (auto known = knownImage(services.state, *record)) {
            copy.m_record = *record;
            copy.m_runs = std::move(known->frames);
            copy.m_imageBytes = known->imageBytes;
            return copy;
        }
    }
    copy.m_imageBytes = copy.m_source->sizeBytes();
    copy.m_runs = unknownRuns(copy.m_imageBytes);
    return copy;
}

Result<> GroupCopy::copyRun(SlotWriter& target, Frame& run) {
    Sha256 hash;
    const std::uint64_t end = run.imageOffset + run.imageBytes;
    for (std::uint64_t offset = run.imageOffset; offset < end; offset += m_buffer.size()) {
        m_buffer.resize(std::min(runBytes, end - offset));
        FF_CHECK(m_source->readAt(offset, m_buffer));
        hash.update(m_buffer);
        FF_CHECK(isAllZero(m_buffer) ? target.zero(offset, m_buffer.size()) : target.write(offset, m_buffer));
    }
    const Digest digest = hash.finish();
    if (!m_record) {
        run.contentDigest = digest;
    } else if (digest != run.contentDigest) {
        return Error(ErrorCode::DigestMismatch,
                     {{"member", m_slots.booted->name}, {"offset", run.imageOffset}});
    }
    return {};
}

Result<> GroupCopy::copyTo(SlotWriter& target, const std::function<Result<>()>& goOn) {
    for (Frame& run : m_runs) {
        FF_CHECK(goOn());
        FF_CHECK(copyRun(target, run));
        if (target.unflushedBytes() >= checkpointBytes) {
            FF_CHECK(target.checkpoint());
        }
    }
    return target.checkpoint();
}

Result<> GroupCopy::verify(SlotWriter& target, const std::function<Result<>()>& goOn) const {
    for (const Frame& run : m_runs) {
        FF_CHECK(goOn());
        FF_CHECK(target.verify(run));
    }
    return {};
}

} // namespace fieldfare::installer
