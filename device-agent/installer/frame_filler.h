// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_codec.h"
#include "core/bundle/patch_codec.h"
#include "device-agent/installer/bundle_source.h"
#include "device-agent/installer/frame_plan.h"
#include "device-agent/installer/slot_writer.h"

namespace fieldfare::installer {

/// Decides whether a look at the target may save a write: a slot that holds most of the image is spared, one
/// that holds something else is hardly read.
class TargetProbe {
public:
    [[nodiscard]] bool worthTrying();
    void note(bool held);

private:
    unsigned m_misses = 0; ///< In a row.
    unsigned m_passed = 0; ///< Frames without a look.
};

/// Puts single frames into a slot, each checked before and after decoding. Its buffers (1 MiB each: data,
/// content, and with patches what one makes and what it builds on) serve all payloads. One thread at a time.
class FrameFiller {
public:
    enum class Outcome {
        Written,
        Missing, ///< What the device was thought to have is not there: the data must travel.
    };

    /// Does what the plan says for `frame`, unless the slot is found to hold it already. A frame that is
    /// copied from the booted slot or made from it by a patch counts only if its digest does. Errors:
    /// DigestMismatch{member,offset}, BadFrame (the source's fault); SlotTooSmall, Io{slot} (the target's);
    /// those of the source.
    [[nodiscard]] Result<Outcome> fill(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                       std::size_t frame, SlotWriter& target, BundleSource& source);

private:
    [[nodiscard]] Result<> fetch(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                                 SlotWriter& target, BundleSource& source);
    [[nodiscard]] Result<bool> gather(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                      std::size_t frame);

    /// Makes the frame by its patch into m_content; true if it is what the release says. The patch is read
    /// and decoded for the first of its frames. Errors: DigestMismatch{member,offset} (of the patch's data);
    /// those of the source.
    [[nodiscard]] Result<bool> makeByPatch(const VerifiedBundle& bundle, const PayloadPlan& plan,
                                           std::size_t frame, BundleSource& source);
    [[nodiscard]] Result<> openPatch(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t patch,
                                     BundleSource& source);

    [[nodiscard]] bool readRun(ByteSource& booted, std::uint64_t start, const ContentPiece& run,
                               const Frame& frame);

    TargetProbe m_probe;
    FrameDecoder m_decoder;
    Bytes m_data;
    Bytes m_content;

    PatchDecoder m_patchDecoder;
    std::optional<std::pair<std::size_t, std::size_t>> m_openPatch; ///< Payload and patch of m_patched.
    Bytes m_patched;                                                ///< Empty: it made nothing.
    Bytes m_patchBase;
};

} // namespace fieldfare::installer
