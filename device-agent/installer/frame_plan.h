// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/reader.h"
#include "core/bundle/transfer_plan.h"
#include "device-agent/installer/device_view.h"

namespace fieldfare::installer {

/// The installation of one payload: what each frame needs, and where known content lies.
struct PayloadPlan {
    std::size_t payload = 0;
    SlotPair slots;
    std::shared_ptr<ByteSource> booted;  ///< Null if the booted slot cannot be read.
    std::optional<ContentLookup> lookup; ///< Of `booted`.
    std::vector<FrameAction> actions;    ///< One for each frame.
    std::vector<Patch> patches;          ///< For what `booted` holds.
    std::vector<std::uint32_t> patchOf;  ///< For each frame with Patch, which of them.
    struct Span {
        std::size_t first = 0;
        std::size_t last = 0;
    };
    std::vector<Span> patchSpans; ///< For each patch the first and the last frame that it makes here.

    /// True if the patch has to be read for `frame`.
    [[nodiscard]] bool opensPatch(std::size_t frame) const {
        return actions[frame] == FrameAction::Patch && patchSpans[patchOf[frame]].first == frame;
    }
    /// True if a patch makes frames up to `frame` and behind it: who goes on from there reads it again.
    [[nodiscard]] bool splitsPatch(std::size_t frame) const;
};

/// How hard to look for what the device has.
enum class Search {
    KeptIndex, ///< Only where the index of the booted release is at hand: what is missed costs nothing.
    Anywhere,  ///< Hashes the booted slot if need be.
};

/// Plans payload `payload` from frame `firstFrame` on: known content is looked up in the kept index of the
/// booted release, or by hashing the booted slot where there is none, which also tells whether there are
/// patches for it. What cannot be looked up is fetched.
/// `goOn` may return false to cancel. Errors: SlotMissing, Cancelled, Io (of the head).
[[nodiscard]] Result<PayloadPlan> planPayload(Services& services, const DeviceView& view,
                                              const VerifiedBundle& bundle, std::size_t payload,
                                              std::size_t firstFrame, Search search,
                                              const std::function<bool()>& goOn);

/// Runs of the bundle file in the order in which they will be read, which need not be that of the file
/// (patches lie behind the frames), at most maxNeededRanges of them: neighbours with a gap of at most
/// `mergeGapBytes` are one, and a larger gap where that is needed to keep the number.
class RangeList {
public:
    explicit RangeList(std::uint64_t mergeGapBytes)
        : m_gapBytes(mergeGapBytes) {}
    /// Adds runs behind what is there, without touching that.
    void append(const std::vector<ByteRange>& runs);
    [[nodiscard]] const std::vector<ByteRange>& ranges() const { return m_ranges; }
    [[nodiscard]] std::uint64_t totalBytes() const;

private:
    std::uint64_t m_gapBytes;
    std::vector<ByteRange> m_ranges;
};

/// Where a frame's data is in the bundle file.
[[nodiscard]] ByteRange dataRange(const VerifiedBundle& bundle, std::size_t payload, std::size_t frame);
/// Where the data of one of the plan's patches is.
[[nodiscard]] ByteRange patchRange(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t patch);

} // namespace fieldfare::installer
