// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/frame_filler.h"

#include <algorithm>

namespace fieldfare::installer {

namespace {

constexpr unsigned lookAlways = 16; ///< Until so many frames in a row were not there,
constexpr unsigned lookSeldom = 32; ///< and from then on at one of so many.

} // namespace

Result<> FrameFiller::fetch(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                            SlotWriter& target, BundleSource& source) {
    const Frame& what = bundle.index(plan.payload).frames()[frame];
    m_data.resize(what.dataBytes);
    FF_CHECK(source.read(dataRange(bundle, plan.payload, frame).offset, m_data));
    m_content.resize(what.imageBytes);
    FF_CHECK(
        m_decoder.decode(what, m_data, m_content).with("member", bundle.layout().dataOf(plan.payload).name));
    return target.write(what.imageOffset, m_content);
}

/// Collects the frame's pieces from the booted slot into m_content; true if they are what the release says.
Result<bool> FrameFiller::gather(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame) {
    const Index& index = bundle.index(plan.payload);
    const Frame& what = index.frames()[frame];
    FF_TRY(const std::vector<ContentPiece> pieces, index.pieces(frame));
    m_content.assign(what.imageBytes, std::byte{0});
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
    return sha256(m_content) == what.contentDigest;
}

/// Reads what of `run` lies in the frame, from `start` in the booted slot.
bool FrameFiller::readRun(ByteSource& booted, std::uint64_t start, const ContentPiece& run,
                          const Frame& frame) {
    const std::uint64_t from = std::max(run.imageOffset, frame.imageOffset);
    const std::uint64_t to = std::min(run.end(), frame.imageOffset + frame.imageBytes);
    const MutableBytes into = MutableBytes(m_content).subspan(from - frame.imageOffset, to - from);
    return booted.readAt(start + (from - run.imageOffset), into).ok();
}

Result<> FrameFiller::openPatch(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t patch,
                                BundleSource& source) {
    m_openPatch.reset();
    const Patch& what = plan.patches[patch];
    m_data.resize(what.dataBytes);
    FF_CHECK(source.read(patchRange(bundle, plan, patch).offset, m_data));
    m_patched.resize(what.contentBytes);
    Result<> made = readPatchBase(*plan.booted, what.base, m_patchBase);
    if (made.ok()) {
        made = m_patchDecoder.decode(what, m_data, m_patchBase, m_patched);
        if (!made.ok() && made.error() == ErrorCode::DigestMismatch) {
            return std::move(made).error().with("member", bundle.layout().patchesOf(plan.payload)->name);
        }
    }
    if (!made.ok()) {
        m_patched.clear(); // the booted slot is not what it was: that costs a transfer, not the update
    }
    m_openPatch = {plan.payload, patch};
    return {};
}

Result<bool> FrameFiller::makeByPatch(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                      std::size_t frame, BundleSource& source) {
    const std::size_t patch = plan.patchOf[frame];
    if (m_openPatch != std::pair(plan.payload, patch)) {
        FF_CHECK(openPatch(bundle, plan, patch, source));
    }
    const std::vector<Frame>& frames = bundle.index(plan.payload).frames();
    std::size_t at = 0;
    for (const PatchRun& run : plan.patches[patch].frames) {
        for (std::size_t i = run.first; i < run.first + run.count && i < frame; ++i) {
            at += frames[i].imageBytes;
        }
    }
    if (m_patched.empty()) {
        return false;
    }
    const ByteView made = ByteView(m_patched).subspan(at, frames[frame].imageBytes);
    m_content.assign(made.begin(), made.end());
    return sha256(m_content) == frames[frame].contentDigest;
}

bool TargetProbe::worthTrying() {
    return m_misses < lookAlways || ++m_passed % lookSeldom == 0;
}

void TargetProbe::note(bool held) {
    m_misses = held ? 0 : m_misses + 1;
}

Result<FrameFiller::Outcome> FrameFiller::fill(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                               std::size_t frame, SlotWriter& target, BundleSource& source) {
    const Frame& what = bundle.index(plan.payload).frames()[frame];
    if (plan.actions[frame] != FrameAction::Zero && m_probe.worthTrying()) {
        const bool held = target.holds(what);
        m_probe.note(held);
        if (held) {
            return Outcome::Written;
        }
    }
    switch (plan.actions[frame]) {
    case FrameAction::Zero:
        FF_CHECK(target.zero(what.imageOffset, what.imageBytes));
        return Outcome::Written;
    case FrameAction::Have: {
        FF_TRY(const bool there, gather(bundle, plan, frame));
        if (!there) {
            return Outcome::Missing;
        }
        FF_CHECK(target.write(what.imageOffset, m_content));
        return Outcome::Written;
    }
    case FrameAction::Patch: {
        FF_TRY(const bool made, makeByPatch(bundle, plan, frame, source));
        if (!made) {
            return Outcome::Missing;
        }
        FF_CHECK(target.write(what.imageOffset, m_content));
        return Outcome::Written;
    }
    case FrameAction::Fetch:
        break;
    }
    FF_CHECK(fetch(bundle, plan, frame, target, source));
    return Outcome::Written;
}

} // namespace fieldfare::installer
