// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"
#include "core/storage/payload_sink.h"
#include "core/storage/state_store.h"

namespace fieldfare::installer {

/// One target slot while it is written: a sink, and the file "first.SLOT" in the state folder where the
/// image's withheld start waits, so that another process can go on. One thread at a time.
class SlotWriter {
public:
    /// Borrows `state`.
    SlotWriter(std::string slot, std::unique_ptr<BlockDevice> device, StateStore& state);

    [[nodiscard]] const std::string& slot() const { return m_slot; }
    [[nodiscard]] std::uint64_t sizeBytes() const { return m_sink.sizeBytes(); }

    /// Destroys the start of the slot on the medium. Errors: SlotTooSmall, Io, DataUnavailable.
    [[nodiscard]] Result<> begin(std::uint64_t imageBytes);
    /// Goes on where another process stopped. Errors: NotFound (nothing waits here: begin() instead), Io.
    [[nodiscard]] Result<> resume(std::uint64_t imageBytes);

    /// Errors: SlotTooSmall, Io.
    [[nodiscard]] Result<> write(std::uint64_t offset, ByteView data);
    /// Writes only the blocks of 4 KiB in which `data` differs from `found`, which is what read() gave. The
    /// number of other blocks that are more than zeros.
    [[nodiscard]] Result<std::size_t> writeDifferences(std::uint64_t offset, ByteView data, ByteView found);
    [[nodiscard]] Result<> zero(std::uint64_t offset, std::uint64_t length);
    /// Makes everything written so far durable. Errors: Io, DataUnavailable.
    [[nodiscard]] Result<> checkpoint();
    /// Bytes written since the last checkpoint(); zeros do not count.
    [[nodiscard]] std::uint64_t unflushedBytes() const { return m_unflushedBytes; }
    /// True if anything was written or zeroed since.
    [[nodiscard]] bool dirty() const { return m_dirty; }

    /// True if the slot (with the withheld start) holds the frame's content. Call checkpoint() before.
    [[nodiscard]] bool holds(const Frame& frame);
    /// Reads the frame back from the medium. Call checkpoint() before. Errors: ReadBackFailed{slot,offset},
    /// Io.
    [[nodiscard]] Result<> verify(const Frame& frame);
    /// Reads a run back from the medium, with the withheld start in its place. Errors: Io.
    [[nodiscard]] Result<> read(std::uint64_t offset, MutableBytes into);
    [[nodiscard]] Result<Digest> digestOf(std::uint64_t offset, std::uint64_t length);
    /// Writes the withheld start: now the slot can be booted. Errors: ReadBackFailed{slot}, Io.
    [[nodiscard]] Result<> finish();
    /// Removes what waits in the state folder.
    [[nodiscard]] Result<> forget();

private:
    [[nodiscard]] std::string headFile() const { return "first." + m_slot; }

    std::string m_slot;
    std::unique_ptr<BlockDevice> m_device;
    StateStore& m_state;
    RawSink m_sink;
    std::optional<Bytes> m_savedHead;
    std::uint64_t m_unflushedBytes = 0;
    bool m_dirty = false;
};

} // namespace fieldfare::installer
