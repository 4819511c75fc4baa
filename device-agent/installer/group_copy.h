// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/device_view.h"
#include "device-agent/installer/slot_writer.h"

namespace fieldfare::installer {

/// Copies the booted slot of a group that a bundle does not cover into the target slot: all groups of a set
/// are switched together. If the booted slot's release is known, each frame is checked against its signed
/// index; otherwise the copy is exact and compared when it is read back.
class GroupCopy {
public:
    /// Errors: NotFound, Io.
    [[nodiscard]] static Result<GroupCopy> prepare(Services& services, const DeviceView& view,
                                                   const SlotPair& slots);

    [[nodiscard]] const SlotPair& slots() const { return m_slots; }
    [[nodiscard]] std::uint64_t imageBytes() const { return m_imageBytes; }
    /// What the target slot will hold; nothing if nobody knows.
    [[nodiscard]] const std::optional<SlotRecord>& record() const { return m_record; }

    /// Copies and checkpoints. Errors: DigestMismatch{member,offset}, Io, what `goOn` returns.
    [[nodiscard]] Result<> copyTo(SlotWriter& target, const std::function<Result<>()>& goOn);
    /// Compares with what the medium gives back. Errors: ReadBackFailed, Io, what `goOn` returns.
    [[nodiscard]] Result<> verify(SlotWriter& target, const std::function<Result<>()>& goOn) const;

private:
    GroupCopy() = default;
    [[nodiscard]] Result<> copyRun(SlotWriter& target, Frame& run);

    SlotPair m_slots;
    std::shared_ptr<ByteSource> m_source;
    std::optional<SlotRecord> m_record;
    std::uint64_t m_imageBytes = 0;
    std::vector<Frame>
        m_runs; ///< Without a known release: runs of 1 MiB whose digests are taken while copying.
    Bytes m_buffer;
};

} // namespace fieldfare::installer
