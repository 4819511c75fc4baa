// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/patch_content.h"

#include <algorithm>

namespace fieldfare::installer {

Result<> PatchContent::open(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t patch,
                            BundleSource& source) {
    m_opened.reset();
    const Patch& what = plan.patches[patch];
    m_data.resize(what.dataBytes);
    FF_CHECK(source.read(patchRange(bundle, plan, patch).offset, m_data));
    m_made.resize(what.contentBytes);
    Result<> made = readPatchBase(*plan.booted, what.base, m_base);
    if (made.ok()) {
        made = m_decoder.decode(what, m_data, m_base, m_made);
        if (!made.ok() && made.error() == ErrorCode::DigestMismatch) {
            return std::move(made).error().with("member", bundle.layout().patchesOf(plan.payload)->name);
        }
    }
    if (!made.ok()) {
        m_made.clear();
    }
    m_opened = {plan.payload, patch};
    return {};
}

Result<bool> PatchContent::make(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                                BundleSource& source, MutableBytes content) {
    const std::size_t patch = plan.patchOf[frame];
    if (m_opened != std::pair(plan.payload, patch)) {
        FF_CHECK(open(bundle, plan, patch, source));
    }
    if (m_made.empty()) {
        return false;
    }
    const std::vector<Frame>& frames = bundle.index(plan.payload).frames();
    std::size_t at = 0;
    for (const PatchRun& run : plan.patches[patch].frames) {
        for (std::size_t i = run.first; i < run.first + run.count && i < frame; ++i) {
            at += frames[i].imageBytes;
        }
    }
    std::copy_n(m_made.begin() + static_cast<std::ptrdiff_t>(at), content.size(), content.begin());
    return sha256(content) == frames[frame].contentDigest;
}

} // namespace fieldfare::installer
