// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/similar_content.h"

#include "core/bundle/chunker.h"

#include <algorithm>
#include <array>
#include <queue>
#include <unordered_map>
#include <unordered_set>

namespace fieldfare {

namespace {

constexpr std::size_t hashWindowBytes = 64;
constexpr std::uint64_t regionBytes = std::uint64_t{16} << 10;
constexpr std::uint64_t regionBlocks = regionBytes / fingerprintBlockBytes;
constexpr std::size_t readBytes = std::size_t{1} << 20;
constexpr unsigned leastZeroBits = 6;
constexpr std::uint64_t bytesForLeast = std::uint64_t{512} << 20; ///< Images up to it use leastZeroBits.
constexpr std::size_t commonPlaces = 8; ///< What more regions than these have in common tells nothing.
constexpr std::size_t maxRegions = similarBytes / regionBytes;
static_assert(similarBytes <= maxPatchBaseBytes && maxRegions <= maxPatchRuns);

/// Calls `found(end, mark)` for each place behind the first hashWindowBytes - 1 bytes.
template <typename Found>
void forEachPlace(ByteView content, unsigned zeroBits, Found found) {
    const std::array<std::uint64_t, 256>& gear = gearTable();
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < content.size(); ++i) {
        hash = (hash << 1) + gear[std::to_integer<std::size_t>(content[i])];
        if (i + 1 >= hashWindowBytes && hash >> (64 - zeroBits) == 0) {
            found(i, static_cast<std::uint32_t>(hash >> 16));
        }
    }
}

std::vector<PatchRun> runsOf(std::vector<std::uint32_t> regions, std::uint64_t imageBlocks) {
    std::sort(regions.begin(), regions.end());
    std::vector<PatchRun> runs;
    for (const std::uint32_t region : regions) {
        const std::uint64_t first = region * regionBlocks;
        if (first >= imageBlocks) {
            continue; // within the last block, which is not full
        }
        const auto count = static_cast<std::uint32_t>(std::min(regionBlocks, imageBlocks - first));
        if (!runs.empty() && runs.back().first + runs.back().count == first) {
            runs.back().count += count;
        } else {
            runs.push_back({static_cast<std::uint32_t>(first), count});
        }
    }
    return runs;
}

} // namespace

Result<SimilarContent> SimilarContent::of(ByteSource& image, const Progress& progress) {
    SimilarContent similar;
    similar.m_imageBlocks = image.sizeBytes() / fingerprintBlockBytes;
    similar.m_zeroBits = leastZeroBits;
    for (std::uint64_t size = bytesForLeast; size < image.sizeBytes(); size *= 2) {
        ++similar.m_zeroBits;
    }
    Bytes buffer(readBytes + hashWindowBytes);
    for (std::uint64_t at = 0; at < image.sizeBytes(); at += readBytes) {
        const std::size_t lead = at == 0 ? 0 : hashWindowBytes - 1; // the window reaches back over the border
        const auto size =
            static_cast<std::size_t>(std::min<std::uint64_t>(readBytes, image.sizeBytes() - at));
        const MutableBytes part = MutableBytes(buffer).first(lead + size);
        FF_CHECK(image.readAt(at - lead, part));
        if (!isAllZero(part)) {
            similar.add(part, lead, at - lead);
        }
        if (progress && !progress(at + size)) {
            return Error(ErrorCode::Cancelled);
        }
    }
    std::sort(similar.m_entries.begin(), similar.m_entries.end());
    const auto twice = std::unique(similar.m_entries.begin(), similar.m_entries.end());
    similar.m_entries.erase(twice, similar.m_entries.end());
    return similar;
}

void SimilarContent::add(ByteView content, std::size_t skip, std::uint64_t imageOffset) {
    forEachPlace(content, m_zeroBits, [&](std::size_t end, std::uint32_t mark) {
        if (end >= skip) {
            m_entries.push_back({mark, static_cast<std::uint32_t>((imageOffset + end) / regionBytes)});
        }
    });
}

std::vector<PatchRun> SimilarContent::find(ByteView content) const {
    std::unordered_set<std::uint32_t> seen;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> marksOf; // a region's places of `content`
    std::uint32_t marks = 0;
    forEachPlace(content, m_zeroBits, [&](std::size_t, std::uint32_t mark) {
        if (!seen.insert(mark).second) {
            return;
        }
        const auto first = std::lower_bound(m_entries.begin(), m_entries.end(), Entry{mark, 0});
        auto last = first;
        while (last != m_entries.end() && last->mark == mark &&
               last - first <= std::ptrdiff_t{commonPlaces}) {
            ++last;
        }
        if (first == last || last - first > std::ptrdiff_t{commonPlaces}) {
            return;
        }
        for (auto it = first; it != last; ++it) {
            marksOf[it->region].push_back(marks);
        }
        ++marks;
    });
    // Always the region that adds most places that no chosen one has; a stale count is corrected when it
    // comes up.
    std::priority_queue<std::pair<std::size_t, std::uint32_t>> candidates;
    for (const auto& [region, own] : marksOf) {
        candidates.emplace(own.size(), region);
    }
    std::vector<bool> covered(marks);
    std::vector<std::uint32_t> chosen;
    while (!candidates.empty() && chosen.size() < maxRegions) {
        const auto [count, region] = candidates.top();
        candidates.pop();
        const std::vector<std::uint32_t>& own = marksOf[region];
        const auto fresh = static_cast<std::size_t>(
            std::count_if(own.begin(), own.end(), [&](std::uint32_t mark) { return !covered[mark]; }));
        if (fresh < count) {
            if (fresh > 0) {
                candidates.emplace(fresh, region);
            }
            continue;
        }
        chosen.push_back(region);
        for (const std::uint32_t mark : own) {
            covered[mark] = true;
        }
    }
    return runsOf(std::move(chosen), m_imageBlocks);
}

} // namespace fieldfare
