// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/frame_filler.h"

#include <algorithm>

namespace fieldfare::installer {

namespace {

/// Content that is unpacked ahead of its writing: as much as the processors make while one frame is written.
constexpr std::uint64_t maxAheadBytes = std::uint64_t{1} << 20;

/// Reading a frame before it is written pays if one block in so many is there already.
constexpr std::uint64_t worthwhilePart = 8;

} // namespace

Result<> FrameFiller::readAhead(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t from,
                                BundleSource& source) {
    if (m_probe.expectsMuch()) {
        return {}; // what is there need not be unpacked
    }
    if (m_aheadPayload != plan.payload) {
        m_aheadPayload = plan.payload;
        m_nextAhead = from;
    }
    const std::vector<Frame>& frames = bundle.index(plan.payload).frames();
    for (m_nextAhead = std::max(m_nextAhead, from); m_nextAhead < frames.size(); ++m_nextAhead) {
        const Frame& frame = frames[m_nextAhead];
        if (plan.actions[m_nextAhead] != FrameAction::Fetch || frame.method != FrameMethod::Zstd) {
            continue;
        }
        if (!m_ahead.empty() && m_aheadBytes + frame.imageBytes > maxAheadBytes) {
            break;
        }
        FF_CHECK(startAhead(bundle, plan, m_nextAhead, source));
    }
    return {};
}

Result<> FrameFiller::startAhead(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                                 BundleSource& source) {
    const Frame& what = bundle.index(plan.payload).frames()[frame];
    auto ahead = std::make_unique<Ahead>();
    if (!m_spare.empty()) {
        ahead = std::move(m_spare.back());
        m_spare.pop_back();
    }
    ahead->payload = plan.payload;
    ahead->frame = frame;
    ahead->data.resize(what.dataBytes);
    FF_CHECK(source.read(dataRange(bundle, plan.payload, frame).offset, ahead->data));
    const MutableBytes content = ahead->content.resize(what.imageBytes);
    ahead->unpacked = m_crew.begin([&what, &data = ahead->data, content](FrameDecoder& decoder) {
        return decoder.decode(what, data, content, ContentCheck::WhenReadBack);
    });
    m_aheadBytes += what.imageBytes;
    m_ahead.push_back(std::move(ahead));
    return {};
}

/// Moves the content of a frame that was read ahead into m_content; how unpacking it went, or nothing if it
/// was not read ahead.
std::optional<Result<>> FrameFiller::takeAhead(std::size_t payload, std::size_t frame) {
    while (!m_ahead.empty() && (m_ahead.front()->payload != payload || m_ahead.front()->frame <= frame)) {
        auto front = std::move(m_ahead.front());
        m_ahead.pop_front();
        m_aheadBytes -= front->content.bytes().size();
        auto unpacked = front->unpacked.get();
        const bool wanted = front->payload == payload && front->frame == frame; // else it was there already
        if (wanted) {
            std::swap(m_content, front->content);
        }
        m_spare.push_back(std::move(front));
        if (wanted) {
            return unpacked;
        }
    }
    return std::nullopt;
}

Result<> FrameFiller::fetch(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                            BundleSource& source) {
    const Frame& what = bundle.index(plan.payload).frames()[frame];
    auto unpacked = takeAhead(plan.payload, frame);
    if (!unpacked) {
        m_data.resize(what.dataBytes);
        FF_CHECK(source.read(dataRange(bundle, plan.payload, frame).offset, m_data));
        unpacked = m_decoder.decode(what, m_data, m_content.resize(what.imageBytes));
    }
    return std::move(*unpacked).with("member", bundle.layout().dataOf(plan.payload).name);
}

/// Collects the frame's pieces from the booted slot into m_content; true if they are what the release says.
Result<bool> FrameFiller::gather(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame) {
    const Index& index = bundle.index(plan.payload);
    const Frame& what = index.frames()[frame];
    FF_TRY(const std::vector<ContentPiece> pieces, index.pieces(frame));
    std::ranges::fill(m_content.resize(what.imageBytes), std::byte{0});
    for (std::size_t i = 0; i < pieces.size();) {
        const auto start = plan.lookup->find(pieces[i].fingerprint);
        if (!start) {
            if (pieces[i].fingerprint != 0) {
                return false;
            }
            ++i;
            continue;
        }
        ContentPiece run = pieces[i++]; // neighbours there that are neighbours here are read as one
        while (i < pieces.size() && plan.lookup->find(pieces[i].fingerprint) == *start + run.bytes) {
            run.bytes += pieces[i++].bytes;
        }
        if (!readRun(*plan.booted, *start, run, what)) {
            return false; // a weak medium under the booted slot costs a transfer, not the update
        }
    }
    return sha256(m_content.bytes()) == what.contentDigest;
}

/// Reads what of `run` lies in the frame, from `start` in the booted slot.
bool FrameFiller::readRun(ByteSource& booted, std::uint64_t start, const ContentPiece& run,
                          const Frame& frame) {
    const std::uint64_t from = std::max(run.imageOffset, frame.imageOffset);
    const std::uint64_t to = std::min(run.end(), frame.imageOffset + frame.imageBytes);
    const MutableBytes into = m_content.bytes().subspan(from - frame.imageOffset, to - from);
    return booted.readAt(start + (from - run.imageOffset), into).ok();
}

/// Whether a block in the middle of the content is what the target holds there; blocks of zeros say nothing.
bool FrameFiller::sampleIsThere(const Frame& what, SlotWriter& target) {
    const std::uint64_t blocks = what.imageBytes / fingerprintBlockBytes;
    const std::uint64_t at = blocks / 2 * fingerprintBlockBytes;
    const ByteView here = ByteView(m_content.bytes()).subspan(at, blocks == 0 ? 0 : fingerprintBlockBytes);
    const MutableBytes there = m_found.resize(here.size());
    return !isAllZero(here) && target.read(what.imageOffset + at, there).ok() &&
           std::equal(here.begin(), here.end(), there.begin());
}

/// Writes m_content. `isRead`: m_found has what the target holds.
Result<> FrameFiller::put(const Frame& what, SlotWriter& target, bool isRead) {
    if (!isRead && m_probe.wantsSample() && sampleIsThere(what, target)) {
        isRead = target.read(what.imageOffset, m_found.resize(what.imageBytes)).ok();
    }
    if (!isRead) {
        return target.write(what.imageOffset, m_content.bytes());
    }
    FF_TRY(const std::size_t equal,
           target.writeDifferences(what.imageOffset, m_content.bytes(), m_found.bytes()));
    m_probe.note(equal * fingerprintBlockBytes * worthwhilePart >= what.imageBytes);
    return {};
}

Result<FrameFiller::Outcome> FrameFiller::fill(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                               std::size_t frame, SlotWriter& target, BundleSource& source) {
    const Frame& what = bundle.index(plan.payload).frames()[frame];
    if (plan.actions[frame] == FrameAction::Zero) {
        FF_CHECK(target.zero(what.imageOffset, what.imageBytes));
        return Outcome::Written;
    }
    bool isRead = false;
    if (m_probe.expectsMuch()) {
        isRead = target.read(what.imageOffset, m_found.resize(what.imageBytes)).ok();
        if (isRead && sha256(m_found.bytes()) == what.contentDigest) {
            m_probe.note(true);
            return Outcome::Written;
        }
    }
    if (plan.actions[frame] == FrameAction::Have) {
        FF_TRY(const bool there, gather(bundle, plan, frame));
        if (!there) {
            return Outcome::Missing;
        }
    } else if (plan.actions[frame] == FrameAction::Patch) {
        FF_TRY(const bool made,
               m_patches.make(bundle, plan, frame, source, m_content.resize(what.imageBytes)));
        if (!made) {
            return Outcome::Missing;
        }
    } else {
        FF_CHECK(fetch(bundle, plan, frame, source));
    }
    FF_CHECK(put(what, target, isRead));
    return Outcome::Written;
}

} // namespace fieldfare::installer
