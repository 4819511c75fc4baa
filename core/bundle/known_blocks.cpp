// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/known_blocks.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr unsigned releaseBits = KnownBlocks::maxReleases;
static_assert(fingerprintBytes * 8 + releaseBits <= 64);

} // namespace

Result<> KnownBlocks::add(const Index& index, std::size_t release) {
    for (std::size_t i = 0; i < index.frames().size(); ++i) {
        FF_TRY(const std::vector<Fingerprint> fingerprints, index.fingerprints(i));
        for (const Fingerprint fingerprint : fingerprints) {
            if (fingerprint != 0) {
                m_entries.push_back(fingerprint << releaseBits | std::uint64_t{1} << release);
            }
        }
    }
    return {};
}

void KnownBlocks::finish() {
    std::sort(m_entries.begin(), m_entries.end());
    std::size_t kept = 0;
    for (const std::uint64_t entry : m_entries) {
        if (kept > 0 && m_entries[kept - 1] >> releaseBits == entry >> releaseBits) {
            m_entries[kept - 1] |= entry;
        } else {
            m_entries[kept++] = entry;
        }
    }
    m_entries.resize(kept);
    m_entries.shrink_to_fit();
}

BlockClass KnownBlocks::find(Fingerprint fingerprint) const {
    if (fingerprint == 0) {
        return zeroBlock;
    }
    const auto it = std::lower_bound(m_entries.begin(), m_entries.end(), fingerprint << releaseBits);
    if (it == m_entries.end() || *it >> releaseBits != fingerprint) {
        return newBlock;
    }
    return static_cast<BlockClass>(*it & ((std::uint64_t{1} << releaseBits) - 1));
}

} // namespace fieldfare
