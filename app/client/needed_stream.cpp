// SPDX-License-Identifier: Apache-2.0
#include "app/client/needed_stream.h"

#include "core/base/checked.h"

#include <algorithm>

namespace fieldfare::app {

namespace {
Error badRanges(const char* detail) {
    return Error(ErrorCode::BadMessage, {{"detail", std::string(detail)}});
}
} // namespace

Result<NeededStream> NeededStream::make(const NeededRanges& needed, std::uint64_t fileBytes) {
    NeededStream stream;
    std::uint64_t total = 0;
    for (const ByteRange& range : needed.ranges) {
        const auto end = checkedAdd(range.offset, range.length);
        if (!end || *end > fileBytes || range.length == 0) {
            return badRanges("the device asks for bytes that the bundle does not have");
        }
        FF_TRY(total, checkedAdd(total, range.length));
        stream.m_ends.push_back(total);
    }
    if (total != needed.totalBytes || needed.position > total || (needed.maxPutBytes == 0 && total > 0)) {
        return badRanges("the needed ranges contradict their total");
    }
    stream.m_ranges = needed.ranges;
    return stream;
}

Result<> NeededStream::readAt(const BundleFile& bundle, std::uint64_t position, MutableBytes into) const {
    auto range =
        static_cast<std::size_t>(std::upper_bound(m_ends.begin(), m_ends.end(), position) - m_ends.begin());
    while (!into.empty()) {
        if (range >= m_ranges.size()) {
            return Error(ErrorCode::Overflow, {{"detail", std::string("needed stream")}});
        }
        const std::uint64_t left = m_ends[range] - position;
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left, into.size()));
        FF_CHECK(bundle.readAt(m_ranges[range].end() - left, into.first(length)));
        into = into.subspan(length);
        position += length;
        ++range;
    }
    return {};
}

} // namespace fieldfare::app
