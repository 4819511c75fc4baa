// SPDX-License-Identifier: Apache-2.0
// The second half of an installation: from the first byte that is destroyed to the switch. The order of the
// durable steps here is what docs/RELIABILITY.md promises; do not change one without the other.
#include "device-agent/installer/installation.h"

#include "core/protocol/installer_socket.h"
#include "device-agent/installer/hooks.h"
#include "device-agent/installer/read_back.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

/// A failure that the same bundle, offered again, can get over.
bool canGoOn(const Error& error) {
    switch (error.code()) {
    case ErrorCode::SourceLost:
    case ErrorCode::HttpServer:
    case ErrorCode::TlsFailed:
    case ErrorCode::TimedOut:
    case ErrorCode::DataUnavailable:
    case ErrorCode::Busy:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<> Installation::run(BundleSource& source) {
    if (m_isInstalled) {
        NeededRanges nothing;
        nothing.complete = true;
        return source.announce(m_record.status, nothing);
    }
    m_source = &source;
    source.setWhileWaiting([this] { return obeyWishes(); });
    auto done = install(source);
    source.setWhileWaiting({});
    m_source = nullptr;
    if (!done.ok() && done.error() == ErrorCode::Cancelled) { // a source that was woken: by whose wish?
        if (auto wish = obeyWishes(); !wish.ok()) {
            done = std::move(wish);
        }
    }
    if (!done.ok()) {
        FF_CHECK(noteFailure(done.error()));
    }
    publish();
    return done;
}

Result<> Installation::install(BundleSource& source) {
    FF_CHECK(openTargets());
    FF_CHECK(prepareTargets());
    m_ranges = RangeList(source.mergeGapBytes());
    FF_CHECK(skipWhatIsRight());
    FF_CHECK(plan());
    FF_CHECK(announce(source, fetchRuns()));
    FF_CHECK(fillAll(source));
    FF_CHECK(fillMissing(source));
    FF_CHECK(copyGroups());
    FF_CHECK(move(InstallationEvent::AllWritten));
    FF_CHECK(verifyAll());
    FF_CHECK(finishAll());
    return switchOver();
}

Result<> Installation::openTargets() {
    for (const auto& [group, pair] : m_view->slots.pairs()) {
        FF_TRY(auto device, m_services.slots.openTarget(*pair.target));
        auto writer = std::make_unique<SlotWriter>(pair.target->name, std::move(device), m_services.state);
        m_targets.insert_or_assign(group, Target{std::move(writer), pair});
        const auto& payloads = m_bundle->manifest().payloads;
        const bool covered =
            std::any_of(payloads.begin(), payloads.end(),
                        [&name = group](const Payload& payload) { return payload.group == name; });
        if (!covered) {
            FF_TRY(GroupCopy copy, GroupCopy::prepare(m_services, *m_view, pair));
            m_copies.push_back(std::move(copy));
        }
    }
    return {};
}

/// Destroys the targets on the medium, or takes up what an earlier process left. Before the first byte of a
/// target is touched, the boot environment selects the booted slot and calls the target bad: zeros that a
/// power cut tears leave a start that some loader may take for one.
Result<> Installation::prepareTargets() {
    FF_CHECK(m_services.boot.prepareTarget(m_view->slots.bootedName(), m_view->slots.targetName()));
    for (const auto& [group, pair] : m_view->slots.pairs()) {
        m_view->records.forget(pair.target->name);
    }
    FF_CHECK(m_view->records.save(m_services.state));
    if (!m_goesOn || !resumeTargets().ok()) {
        FF_CHECK(startOver());
    }
    for (const GroupCopy& copy : m_copies) {
        FF_CHECK(m_targets.at(copy.slots().target->group).writer->begin(copy.imageBytes()));
    }
    return m_services.boot.clearRolledBack();
}

Result<> Installation::plan() {
    const FrameRef& next = m_record.checkpoint.next;
    for (std::size_t i = 0; i < m_bundle->manifest().payloads.size(); ++i) {
        const std::size_t frames = m_bundle->index(i).frames().size();
        const std::size_t first = i < next.payload ? frames : (i == next.payload ? next.frame : 0);
        const auto goOn = [this] {
            return m_control.wish() != Wish::Cancel && m_control.wish() != Wish::Interrupt;
        };
        const Search search = m_source->isAtHand() ? Search::KeptIndex : Search::Anywhere;
        auto planned = planPayload(m_services, *m_view, *m_bundle, i, first, search, goOn);
        if (!planned.ok()) {
            FF_CHECK(obeyWishes()); // says why it was cancelled
            return std::move(planned).error();
        }
        m_plans.push_back(std::move(*planned));
    }
    return {};
}

std::vector<ByteRange> Installation::fetchRuns() const {
    std::vector<ByteRange> runs;
    const FrameRef& next = m_record.checkpoint.next;
    for (const PayloadPlan& plan : m_plans) {
        const std::size_t first = plan.payload == next.payload ? next.frame : 0;
        for (std::size_t f = first; plan.payload >= next.payload && f < plan.actions.size(); ++f) {
            if (plan.actions[f] == FrameAction::Fetch && !m_kept.contains({plan.payload, f})) {
                runs.push_back(dataRange(*m_bundle, plan.payload, f));
            } else if (plan.opensPatch(f)) {
                runs.push_back(patchRange(*m_bundle, plan, plan.patchOf[f]));
            }
        }
    }
    return runs;
}

/// Tells what has to come from here on: `newRuns` are those that were not announced before.
Result<> Installation::announce(BundleSource& source, const std::vector<ByteRange>& newRuns) {
    m_ranges.append(newRuns);
    NeededRanges needed;
    needed.ranges = m_ranges.ranges();
    needed.totalBytes = m_ranges.totalBytes();
    needed.maxPutBytes = socketWindowBytes;
    m_record.status.neededBytes = m_record.status.receivedBytes;
    for (const ByteRange& run : newRuns) {
        m_record.status.neededBytes += run.length;
    }
    publish();
    return source.announce(m_record.status, needed);
}

Result<> Installation::fillOne(BundleSource& source, FrameRef ref) {
    FF_CHECK(obeyWishes());
    PayloadPlan& plan = m_plans[ref.payload];
    const bool opensPatch = plan.opensPatch(ref.frame);
    FF_TRY(const auto outcome, m_filler.fill(*m_bundle, plan, ref.frame, writerOf(ref.payload), source));
    if (opensPatch) {
        m_record.status.receivedBytes += plan.patches[plan.patchOf[ref.frame]].dataBytes;
        publish();
    }
    if (outcome == FrameFiller::Outcome::Missing) {
        plan.actions[ref.frame] = FrameAction::Fetch;
        m_missing.push_back(ref);
    } else if (plan.actions[ref.frame] == FrameAction::Fetch) {
        m_record.status.receivedBytes += m_bundle->index(ref.payload).frames()[ref.frame].dataBytes;
        publish();
    }
    return {};
}

Result<> Installation::fillAll(BundleSource& source) {
    FrameRef at = m_record.checkpoint.next;
    for (; at.payload < m_plans.size(); at = {at.payload + 1, 0}) {
        const std::size_t frames = m_plans[at.payload].actions.size();
        bool urgent = false;
        for (; at.frame < frames; ++at.frame) {
            m_at = at;
            if (m_kept.contains(at)) {
                continue;
            }
            if (source.isAtHand()) {
                FF_CHECK(m_filler.readAhead(*m_bundle, m_plans[at.payload], at.frame, source));
            }
            FF_CHECK(fillOne(source, at));
            // The first frame holds the withheld start: durable at once, or it would have to be sent again.
            urgent = urgent || at.frame == 0 ||
                     writerOf(at.payload).unflushedBytes() >= checkpointDistance(source);
            if (urgent && !m_plans[at.payload].splitsPatch(at.frame)) {
                FF_CHECK(checkpoint(source, {at.payload, at.frame + 1}));
                urgent = false;
            }
        }
        FF_CHECK(checkpoint(source, {at.payload + 1, 0}));
    }
    return {};
}

/// Fetches what the booted slot was thought to have.
Result<> Installation::fillMissing(BundleSource& source) {
    if (m_missing.empty()) {
        m_at.reset();
        return {};
    }
    std::sort(m_missing.begin(), m_missing.end(), [](const FrameRef& a, const FrameRef& b) {
        return std::pair(a.payload, a.frame) < std::pair(b.payload, b.frame);
    });
    std::vector<ByteRange> runs;
    m_at = FrameRef{m_plans.size(), 0};
    for (const FrameRef& ref : m_missing) {
        m_plans[ref.payload].actions[ref.frame] = FrameAction::Fetch;
        runs.push_back(dataRange(*m_bundle, ref.payload, ref.frame));
    }
    FF_CHECK(announce(source, runs));
    const FrameRef end{m_plans.size(), 0};
    while (!m_missing.empty()) {
        const FrameRef ref = m_missing.front();
        FF_CHECK(fillOne(source, ref));
        m_missing.erase(m_missing.begin());
        if (m_missing.empty() || writerOf(ref.payload).unflushedBytes() >= checkpointDistance(source)) {
            FF_CHECK(checkpoint(source, end));
        }
    }
    m_at.reset();
    return {};
}

Result<> Installation::copyGroups() {
    for (GroupCopy& copy : m_copies) {
        FF_CHECK(
            copy.copyTo(*m_targets.at(copy.slots().target->group).writer, [this] { return obeyWishes(); }));
    }
    return {};
}

Result<> Installation::verifyAll() {
    ReadBack readBack(m_filler.crew());
    for (std::size_t i = 0; i < m_bundle->manifest().payloads.size(); ++i) {
        for (const Frame& frame : m_bundle->index(i).frames()) {
            FF_CHECK(obeyWishes());
            FF_CHECK(readBack.check(writerOf(i), frame));
        }
    }
    FF_CHECK(readBack.finish());
    for (const GroupCopy& copy : m_copies) {
        FF_CHECK(
            copy.verify(*m_targets.at(copy.slots().target->group).writer, [this] { return obeyWishes(); }));
    }
    return {};
}

/// Everything was read back: now the slots may become bootable.
Result<> Installation::finishAll() {
    for (auto& [group, target] : m_targets) {
        FF_CHECK(target.writer->finish());
    }
    const std::int64_t signedAt = m_bundle->signature().signedAt().time_since_epoch().count();
    const std::uint64_t sequence = m_view->records.nextSequence();
    for (const Payload& payload : m_bundle->manifest().payloads) {
        m_view->records.put(m_targets.at(payload.group).slots.target->name,
                            {m_record.status.release, m_record.status.manifestDigest, m_record.headName,
                             payload.name, signedAt, sequence});
    }
    for (const GroupCopy& copy : m_copies) {
        if (copy.record()) {
            m_view->records.put(copy.slots().target->name, *copy.record());
        }
    }
    return m_view->records.save(m_services.state);
}

/// The journal first, then one write of the boot environment; a cut between is mended by recovery.
Result<> Installation::switchOver() {
    FF_CHECK(move(InstallationEvent::Switched));
    FF_CHECK(m_services.boot.switchToTrial(m_record.status.target));
    for (auto& [group, target] : m_targets) {
        (void)target.writer->forget(); // costs 4 KiB if it fails
    }
    const ProgramContext context{m_record.status.target, m_record.status.release, false};
    (void)runHooks(HookPoint::PostInstall, m_services.config.hookFolder, context, m_services.config.hookLimit,
                   m_services.processes);
    return {};
}

Result<> Installation::noteFailure(Error error) {
    InstallationEvent event = InstallationEvent::Broken;
    if (error == ErrorCode::Cancelled) {
        event = InstallationEvent::CancelledByUser;
    } else if (canGoOn(error) && !isSwitched(m_record.status.state)) {
        event = InstallationEvent::SourceLost;
        if (auto kept = checkpointBeforeLeaving(); !kept.ok() && !canGoOn(kept.error())) {
            event = InstallationEvent::Broken; // a failed flush
            error = std::move(kept).error();
        }
    }
    m_record.status.error = error;
    if (event != InstallationEvent::SourceLost) {
        m_record.checkpoint = {};
    }
    FF_CHECK(m_record.apply(event));
    if (auto saved = m_log.save(m_record); !saved.ok() && event != InstallationEvent::SourceLost) {
        return saved; // recovery will call it interrupted
    }
    return {};
}

/// Between any two frames, and while data is awaited.
Result<> Installation::obeyWishes() {
    FF_CHECK(pause());
    switch (m_control.wish()) {
    case Wish::Cancel:
        return Error(ErrorCode::Cancelled, {{"detail", m_record.status.id}});
    case Wish::Interrupt:
        return Error(ErrorCode::SourceLost,
                     {{"detail", std::string("it was stopped")}, {"path", m_record.status.id}});
    case Wish::Pause: // comes too late: all was received and is being checked
    case Wish::GoOn:
        break;
    }
    return m_record.status.state == InstallationState::Paused ? move(InstallationEvent::Offered) : Result<>();
}

/// Takes nothing and writes nothing for as long as a pause is wanted.
Result<> Installation::pause() {
    while (m_control.wish() == Wish::Pause && m_source != nullptr) {
        if (m_record.status.state == InstallationState::Receiving) {
            FF_CHECK(move(InstallationEvent::PausedByUser));
        } else if (m_record.status.state != InstallationState::Paused) {
            break;
        }
        FF_CHECK(m_source->rest());
    }
    return {};
}

Result<> Installation::move(InstallationEvent event) {
    FF_CHECK(m_record.apply(event));
    FF_CHECK(m_log.save(m_record));
    publish();
    return {};
}

SlotWriter& Installation::writerOf(std::size_t payload) {
    return *m_targets.at(m_bundle->manifest().payloads.at(payload).group).writer;
}

} // namespace fieldfare::installer
