// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/known_content.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr unsigned releaseBits = KnownContent::maxReleases;
static_assert(fingerprintBytes * 8 + releaseBits <= 64);

} // namespace

Result<> KnownContent::add(const Index& index, std::size_t release) {
    if (index.scheme() != m_scheme) {
        return {};
    }
    return index.forEachPiece([&](const ContentPiece& piece) -> Result<> {
        if (piece.fingerprint != 0) {
            m_entries.push_back(piece.fingerprint << releaseBits | std::uint64_t{1} << release);
        }
        return {};
    });
}

void KnownContent::finish() {
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

BlockClass KnownContent::find(Fingerprint fingerprint) const {
    if (fingerprint == 0) {
        return zeroBlock;
    }
    const auto it = std::lower_bound(m_entries.begin(), m_entries.end(), fingerprint << releaseBits);
    if (it == m_entries.end() || *it >> releaseBits != fingerprint) {
        return newBlock;
    }
    return static_cast<BlockClass>(*it & ((std::uint64_t{1} << releaseBits) - 1));
}

std::vector<BlockClass> classifyBlocks(const std::vector<ContentPiece>& chunks, const KnownContent& known) {
    std::vector<BlockClass> classes;
    if (chunks.empty()) {
        return classes;
    }
    const std::uint64_t blocks = (chunks.back().end() + fingerprintBlockBytes - 1) / fingerprintBlockBytes;
    classes.assign(static_cast<std::size_t>(blocks), ~BlockClass{0});
    for (const ContentPiece& chunk : chunks) {
        if (chunk.fingerprint == 0) {
            continue; // every device has zeros
        }
        const BlockClass found = known.find(chunk.fingerprint);
        for (std::uint64_t at = chunk.imageOffset / fingerprintBlockBytes;
             at * fingerprintBlockBytes < chunk.end(); ++at) {
            classes[static_cast<std::size_t>(at)] &= found;
        }
    }
    return classes;
}

} // namespace fieldfare
