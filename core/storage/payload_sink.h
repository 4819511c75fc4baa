// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/aligned_buffer.h"
#include "core/storage/block_device.h"

#include <functional>

namespace fieldfare {

/// What a kind of payload can do with its place on the device; the installation asks, and never the kind
/// itself.
struct SinkCapabilities {
    bool randomAccess = false; ///< write() takes any order; else offsets must rise without gaps.
    bool resumable = false;    ///< resume() goes on behind the last checkpoint, in another process too.
    bool canReadBack = false;  ///< readBack() asks the medium.
    bool canServeAsSource =
        false; ///< A booted slot of this kind gives exact image bytes for the next update.
};

/// Where one payload is written. One thread at a time.
///
/// The order is begin() or resume(), then write(), zero() and checkpoint() as often as wanted, then
/// readBack() of everything, then finishHead(). Until finishHead() has returned, nothing that a boot loader
/// would start is there.
///
/// After a failed write the range is undefined. After a failed checkpoint(), which is a failed flush,
/// everything since the last successful one may be lost, silently and for ever: asking again proves nothing.
/// So the sink is spent: each further call returns the same error until begin() starts the place over.
class PayloadSink {
public:
    virtual ~PayloadSink() = default;
    [[nodiscard]] virtual SinkCapabilities capabilities() const = 0;
    /// Room for an image, in bytes.
    [[nodiscard]] virtual std::uint64_t sizeBytes() const = 0;

    /// Makes what is there unbootable, on the medium, before anything else is written. Can be called again at
    /// any time and starts over. Errors: SlotTooSmall{need,have}, Io.
    [[nodiscard]] virtual Result<> begin(std::uint64_t imageBytes) = 0;
    /// Goes on with an image whose begin() was in another process; `head` is what withheldHead() gave at the
    /// last checkpoint. The medium is made unbootable again if it is not. Errors: as begin(), BadValue (size
    /// of `head`).
    [[nodiscard]] virtual Result<> resume(std::uint64_t imageBytes, ByteView head) = 0;

    /// Writes inside the image. Durable only after checkpoint(). Errors: SlotTooSmall (past the image's end),
    /// Io.
    [[nodiscard]] virtual Result<> write(std::uint64_t offset, ByteView data) = 0;
    /// Makes a range of the image read as zeros. Errors: as write().
    [[nodiscard]] virtual Result<> zero(std::uint64_t offset, std::uint64_t length) = 0;
    /// Returns once the medium holds everything written so far, but the withheld head. Errors: Io, see above.
    [[nodiscard]] virtual Result<> checkpoint() = 0;
    /// The bytes at the image's start that are kept back; a journal keeps them with its checkpoints. Valid
    /// until the next call. Empty if the kind withholds nothing.
    [[nodiscard]] virtual ByteView withheldHead() const = 0;

    using Consumer = std::function<Result<>(ByteView)>;
    /// Gives the range in pieces of at most 1 MiB, from the medium and not from a cache, with the withheld
    /// head in its place. Call after checkpoint(). An error of the consumer ends it and is returned.
    [[nodiscard]] virtual Result<> readBack(std::uint64_t offset, std::uint64_t length,
                                            const Consumer& consumer) = 0;
    /// The same into one buffer; past the cache if it is an AlignedBuffer and the range is whole blocks.
    [[nodiscard]] virtual Result<> readBack(std::uint64_t offset, MutableBytes into) = 0;
    /// Writes the head, flushes, and compares it with what the medium gives back. Now the place can be
    /// booted. Errors: Io, ReadBackFailed{offset}.
    [[nodiscard]] virtual Result<> finishHead() = 0;
};

/// How much of the start of a raw image is destroyed first and written last: superblocks, partition tables
/// and kernel headers of every format that a boot loader reads lie in it.
inline constexpr std::uint64_t withheldHeadBytes = 4096;

/// The kind "raw": an image as it is, on a block device or in a file.
class RawSink final : public PayloadSink {
public:
    /// `device` must outlive the sink.
    explicit RawSink(BlockDevice& device);

    [[nodiscard]] SinkCapabilities capabilities() const override;
    [[nodiscard]] std::uint64_t sizeBytes() const override;
    [[nodiscard]] Result<> begin(std::uint64_t imageBytes) override;
    [[nodiscard]] Result<> resume(std::uint64_t imageBytes, ByteView head) override;
    [[nodiscard]] Result<> write(std::uint64_t offset, ByteView data) override;
    [[nodiscard]] Result<> zero(std::uint64_t offset, std::uint64_t length) override;
    [[nodiscard]] Result<> checkpoint() override;
    [[nodiscard]] ByteView withheldHead() const override { return m_head; }
    [[nodiscard]] Result<> readBack(std::uint64_t offset, std::uint64_t length,
                                    const Consumer& consumer) override;
    [[nodiscard]] Result<> readBack(std::uint64_t offset, MutableBytes into) override;
    [[nodiscard]] Result<> finishHead() override;

private:
    Result<> destroyHead(std::uint64_t imageBytes);
    Result<> checkRange(std::uint64_t offset, std::uint64_t length) const;
    Result<> spend(Result<> outcome);
    Result<> dropOnce(std::uint64_t offset, std::uint64_t length);

    BlockDevice& m_device;
    std::uint64_t m_imageBytes = 0;
    Bytes m_head;
    AlignedBuffer m_piece;           ///< For readBack().
    std::uint64_t m_droppedFrom = 0; ///< What is cached of this range came from the medium.
    std::uint64_t m_droppedTo = 0;
    std::optional<Error> m_spent; ///< Why nothing more may be written; at first: not begun.
};

} // namespace fieldfare
