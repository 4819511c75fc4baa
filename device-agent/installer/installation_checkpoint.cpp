// SPDX-License-Identifier: Apache-2.0
// How far an installation is durable, and how another process goes on from there. docs/RELIABILITY.md says
// what is sent again after a cut.
#include "device-agent/installer/installation.h"

namespace fieldfare::installer {
namespace {

/// From a file nothing has to travel again, and each flush makes the medium wait.
constexpr std::uint64_t distanceAtHand = 5;

/// An earlier process cannot have written more than this behind its last checkpoint; zeros do not count.
constexpr std::uint64_t behindCheckpointBytes =
    distanceAtHand * defaultCheckpointBytes + maxFrameContentBytes;

} // namespace

Result<> Installation::resumeTargets() {
    for (std::size_t i = 0; i < m_bundle->manifest().payloads.size(); ++i) {
        FF_CHECK(writerOf(i).resume(m_bundle->manifest().payloads[i].imageBytes));
    }
    return {};
}

Result<> Installation::startOver() {
    m_goesOn = false;
    m_record.checkpoint = {};
    m_record.status.durableBytes = 0;
    FF_CHECK(m_log.save(m_record));
    for (std::size_t i = 0; i < m_bundle->manifest().payloads.size(); ++i) {
        FF_CHECK(writerOf(i).begin(m_bundle->manifest().payloads[i].imageBytes));
        FF_CHECK(writerOf(i).checkpoint());
    }
    return {};
}

/// What was written behind the last checkpoint and did survive need not be sent again. It counts once it is
/// flushed.
Result<> Installation::skipWhatIsRight() {
    if (!m_goesOn) {
        return {};
    }
    Checkpoint reached = m_record.checkpoint;
    const std::size_t payloads = m_bundle->manifest().payloads.size();
    while (reached.next.payload < payloads) {
        const auto& frames = m_bundle->index(reached.next.payload).frames();
        if (reached.next.frame >= frames.size()) {
            reached.next = {reached.next.payload + 1, 0};
            continue;
        }
        FF_CHECK(obeyWishes());
        if (!writerOf(reached.next.payload).holds(frames[reached.next.frame])) {
            FF_CHECK(keepWhatLiesBehind(reached.next));
            break;
        }
        ++reached.next.frame;
    }
    std::erase_if(reached.holes, [this](const FrameRef& hole) {
        return hole.payload >= m_bundle->manifest().payloads.size() ||
               hole.frame >= m_bundle->index(hole.payload).frames().size() ||
               writerOf(hole.payload).holds(m_bundle->index(hole.payload).frames()[hole.frame]);
    });
    for (std::size_t i = 0; i < payloads; ++i) {
        FF_CHECK(writerOf(i).checkpoint());
    }
    m_missing = reached.holes;
    m_record.checkpoint = std::move(reached);
    updateDurable();
    return m_log.save(m_record);
}

/// Behind a frame that the booted slot was thought to have, and did not, others may be written.
Result<> Installation::keepWhatLiesBehind(FrameRef missing) {
    const auto& frames = m_bundle->index(missing.payload).frames();
    std::uint64_t looked = 0;
    for (std::size_t f = missing.frame + 1; f < frames.size() && looked <= behindCheckpointBytes; ++f) {
        if (frames[f].method == FrameMethod::Zero) {
            continue; // costs nothing
        }
        FF_CHECK(obeyWishes());
        looked += frames[f].imageBytes;
        if (writerOf(missing.payload).holds(frames[f])) {
            m_kept.insert({missing.payload, f});
        }
    }
    return {};
}

/// Flushes, and only then says in the journal how far it got.
Result<> Installation::checkpoint(BundleSource& source, FrameRef next) {
    for (auto& [group, target] : m_targets) {
        if (target.writer->dirty()) {
            FF_CHECK(target.writer->checkpoint());
        }
    }
    if (m_missing.size() <= maxHoles) {
        m_record.checkpoint = {next, m_missing};
        updateDurable();
        FF_CHECK(m_log.save(m_record));
        source.reportDurable();
    }
    publish();
    return {};
}

/// How much data may be written between two checkpoints.
std::uint64_t Installation::checkpointDistance(const BundleSource& source) const {
    return m_services.checkpointBytes * (source.isAtHand() ? distanceAtHand : 1);
}

void Installation::updateDurable() {
    const Checkpoint& at = m_record.checkpoint;
    const auto& payloads = m_bundle->manifest().payloads;
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < std::min(at.next.payload, payloads.size()); ++i) {
        bytes += payloads[i].imageBytes;
    }
    if (at.next.payload < payloads.size()) {
        const auto& frames = m_bundle->index(at.next.payload).frames();
        bytes += at.next.frame < frames.size() ? frames[at.next.frame].imageOffset
                                               : payloads[at.next.payload].imageBytes;
    }
    for (const FrameRef& hole : at.holes) {
        bytes -= m_bundle->index(hole.payload).frames()[hole.frame].imageBytes;
    }
    m_record.status.durableBytes = bytes;
}

/// What arrived before the link was lost need not travel again, whatever happens until the next attempt.
Result<> Installation::checkpointBeforeLeaving() {
    for (auto& [group, target] : m_targets) {
        if (target.writer->dirty()) {
            FF_CHECK(target.writer->checkpoint());
        }
    }
    if (m_at && m_missing.size() <= maxHoles) {
        m_record.checkpoint = {*m_at, m_missing};
        updateDurable();
    }
    return {};
}

} // namespace fieldfare::installer
