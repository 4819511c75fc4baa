// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_crew.h"
#include "core/storage/aligned_buffer.h"
#include "device-agent/installer/slot_writer.h"

#include <deque>

namespace fieldfare::installer {

/// Compares what the medium gives back with what the release says: the caller's thread reads, other threads
/// hash what was read before. Slots and frames must live until finish() or the end of this.
class ReadBack {
public:
    explicit ReadBack(FrameCrew& crew)
        : m_crew(crew) {}
    ~ReadBack();

    /// Reads one frame. Errors, of this frame or one before it: ReadBackFailed{slot,offset}, Io.
    [[nodiscard]] Result<> check(SlotWriter& slot, const Frame& frame);
    /// Returns once everything is compared. Errors: ReadBackFailed{slot,offset}.
    [[nodiscard]] Result<> finish();

private:
    struct Piece {
        AlignedBuffer bytes;
        std::future<Result<>> compared;
    };
    [[nodiscard]] Result<> compare(SlotWriter& slot, const Frame& frame, std::uint64_t offset,
                                   std::uint64_t length);
    [[nodiscard]] Result<std::unique_ptr<Piece>> takeOldest();

    FrameCrew& m_crew;
    std::deque<std::unique_ptr<Piece>> m_pieces;
};

} // namespace fieldfare::installer
