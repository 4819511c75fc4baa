// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/patch_codec.h"
#include "device-agent/installer/bundle_source.h"
#include "device-agent/installer/frame_plan.h"

namespace fieldfare::installer {

/// Makes frames by their patches. What a patch makes (at most 1 MiB) stays until a frame of another one is
/// wanted, so each patch is read and decoded for the first of its frames. One thread at a time.
class PatchContent {
public:
    /// Fills `content` (the frame's size); false if the content is not what the release says: the booted slot
    /// is not what it was, which costs a transfer and not the update. Errors: DigestMismatch{member,offset}
    /// (of the patch's data), those of the source.
    [[nodiscard]] Result<bool> make(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t frame,
                                    BundleSource& source, MutableBytes content);

private:
    [[nodiscard]] Result<> open(const VerifiedBundle& bundle, const PayloadPlan& plan, std::size_t patch,
                                BundleSource& source);

    PatchDecoder m_decoder;
    std::optional<std::pair<std::size_t, std::size_t>> m_opened; ///< Payload and patch of m_made.
    Bytes m_made;                                                ///< Empty: it made nothing.
    Bytes m_data;
    Bytes m_base;
};

} // namespace fieldfare::installer
