// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_crew.h"
#include "core/storage/aligned_buffer.h"
#include "device-agent/installer/bundle_source.h"
#include "device-agent/installer/frame_plan.h"
#include "device-agent/installer/patch_content.h"
#include "device-agent/installer/slot_writer.h"

#include <deque>

namespace fieldfare::installer {

/// Decides how much of the target is read to save writes: all of it while it holds much of what is wanted,
/// and else single blocks now and then, to notice where that changes.
class TargetProbe {
public:
    /// Whether to read what is there before a frame is written.
    [[nodiscard]] bool expectsMuch() const { return m_misses < lookAlways; }
    /// Whether to look at a single block of this frame.
    [[nodiscard]] bool wantsSample() { return ++m_passed % sampleEvery == 0; }
    /// What a look has found.
    void note(bool held) { m_misses = held ? 0 : m_misses + 1; }

private:
    static constexpr unsigned lookAlways = 8;  ///< Until so many frames in a row were not there,
    static constexpr unsigned sampleEvery = 4; ///< and from then on a block of one in so many.
    unsigned m_misses = 0;                     ///< In a row.
    unsigned m_passed = 0;                     ///< Frames without a look.
};

/// Puts single frames into a slot, each checked before and after decoding. Its buffers serve all payloads.
/// One thread at a time.
class FrameFiller {
public:
    enum class Outcome {
        Written,
        Missing, ///< What the device was thought to have is not there: the data must travel.
    };

    /// Reads the data of frames to fetch, from frame number `from` on, and has them unpacked on other threads
    /// until fill() wants them: as many as there is room for. They are not compared with their digest again
    /// before they are written: the caller must read everything back. Only for a source that is at hand, and
    /// only while the target holds little of what is wanted. Errors: of the source.
    [[nodiscard]] Result<> readAhead(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t from,
                                     BundleSource& source);

    /// Does what the plan says for `frame`; of what the slot holds already nothing is written. A frame that
    /// is copied from the booted slot or made from it by a patch counts only if its digest does. Errors:
    /// DigestMismatch{member,offset}, BadFrame (the source's fault); SlotTooSmall, Io{slot} (the target's);
    /// those of the source.
    [[nodiscard]] Result<Outcome> fill(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                       std::size_t frame, SlotWriter& target, BundleSource& source);

    [[nodiscard]] FrameCrew& crew() { return m_crew; }

private:
    /// A frame whose content is being made.
    struct Ahead {
        std::size_t payload = 0;
        std::size_t frame = 0;
        Bytes data;
        AlignedBuffer content;
        std::future<Result<>> unpacked;
    };

    [[nodiscard]] Result<> fetch(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                                 BundleSource& source);
    [[nodiscard]] Result<bool> gather(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                      std::size_t frame);
    [[nodiscard]] bool readRun(ByteSource& booted, std::uint64_t start, const ContentPiece& run,
                               const Frame& frame);

    [[nodiscard]] Result<> startAhead(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                      std::size_t frame, BundleSource& source);
    [[nodiscard]] std::optional<Result<>> takeAhead(std::size_t payload, std::size_t frame);
    [[nodiscard]] Result<> put(const Frame& what, SlotWriter& target, bool isRead);
    [[nodiscard]] bool sampleIsThere(const Frame& what, SlotWriter& target);

    TargetProbe m_probe;
    FrameDecoder m_decoder;
    Bytes m_data;
    AlignedBuffer m_content;
    PatchContent m_patches;
    AlignedBuffer m_found; ///< What the target holds where the content goes.
    std::deque<std::unique_ptr<Ahead>> m_ahead;
    std::vector<std::unique_ptr<Ahead>> m_spare;
    std::uint64_t m_aheadBytes = 0; ///< Of content.
    std::size_t m_nextAhead = 0;    ///< Frames of m_aheadPayload before it were looked at.
    std::size_t m_aheadPayload = 0;
    FrameCrew m_crew; ///< Last: works on what is above.
};

} // namespace fieldfare::installer
