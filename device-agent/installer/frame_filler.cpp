// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/frame_filler.h"

#include <algorithm>

namespace fieldfare::installer {

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

/// Collects the frame's blocks from the booted slot into m_content; true if they are what the release says.
Result<bool> FrameFiller::gather(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame) {
    const Index& index = bundle.index(plan.payload);
    const Frame& what = index.frames()[frame];
    FF_TRY(const std::vector<Fingerprint> fingerprints, index.fingerprints(frame));
    m_content.assign(what.imageBytes, std::byte{0});
    std::size_t block = 0;
    while (block < fingerprints.size()) {
        if (fingerprints[block] == 0) {
            ++block;
            continue;
        }
        const auto start = plan.lookup->find(fingerprints[block]);
        if (!start) {
            return false;
        }
        std::size_t run = 1; // neighbours there that are neighbours here are read as one
        while (block + run < fingerprints.size() && fingerprints[block + run] != 0 &&
               plan.lookup->find(fingerprints[block + run]) == *start + run * fingerprintBlockBytes) {
            ++run;
        }
        const MutableBytes into =
            MutableBytes(m_content).subspan(block * fingerprintBlockBytes, run * fingerprintBlockBytes);
        if (!plan.booted->readAt(*start, into).ok()) {
            return false; // a weak medium under the booted slot costs a transfer, not the update
        }
        block += run;
    }
    return sha256(m_content) == what.contentDigest;
}

Result<FrameFiller::Outcome> FrameFiller::fill(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                               std::size_t frame, SlotWriter& target, BundleSource& source) {
    const Frame& what = bundle.index(plan.payload).frames()[frame];
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
    case FrameAction::Fetch:
        break;
    }
    FF_CHECK(fetch(bundle, plan, frame, target, source));
    return Outcome::Written;
}

} // namespace fieldfare::installer
