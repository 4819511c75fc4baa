// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

#include <chrono>
#include <functional>
#include <thread>

namespace fieldfare::installer {

/// A road on which the data of a bundle comes: a file, a web server, a sender at the other end of a socket.
/// Used by the thread that installs; what arrives is not trusted.
class BundleSource {
public:
    virtual ~BundleSource() = default;
    /// Tells what will be read, in this order. Called before the first read, and again when the list has
    /// grown at its end. Errors: SourceLost.
    [[nodiscard]] virtual Result<> announce(const InstallationStatus& status, const NeededRanges& needed) = 0;
    /// Fills `into` with the bundle's bytes from `offset`. They lie in the announced ranges, and calls follow
    /// their order; bytes between them may be left out. Errors: SourceLost, Cancelled (somebody woke the
    /// reader: ask the InstallationControl why), HttpServer, Io.
    [[nodiscard]] virtual Result<> read(std::uint64_t offset, MutableBytes into) = 0;
    /// Tells that everything read so far would survive a power cut.
    virtual void reportDurable() = 0;
    /// What a read() that waits calls now and then, on the reading thread; its error ends the read.
    virtual void setWhileWaiting(std::function<Result<>()>) {}
    /// What the reading thread calls again and again while the installation is paused: returns after a
    /// moment, or earlier if somebody wants something. Errors: SourceLost (the sender left before all had
    /// come).
    [[nodiscard]] virtual Result<> rest() {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        return {};
    }
    /// True for a file: reading ahead, jumping and reading again cost nothing.
    [[nodiscard]] virtual bool isAtHand() const { return false; }
    /// Ranges this close together are better read as one, where a jump costs something.
    [[nodiscard]] virtual std::uint64_t mergeGapBytes() const { return 0; }
};

/// Where in the stream of needed ranges a reader stands. Position p of the stream is byte p of the ranges'
/// concatenation.
class RangeCursor {
public:
    void setRanges(std::vector<ByteRange> ranges) { m_ranges = std::move(ranges); }
    /// How many bytes of the stream come before bundle byte `offset`, counted from here; moves behind
    /// `length` bytes from there. Nothing if the run is not in what is left of the ranges.
    [[nodiscard]] std::optional<std::uint64_t> seek(std::uint64_t offset, std::uint64_t length);
    /// The range that the cursor is in: all before it are done.
    [[nodiscard]] std::size_t rangeIndex() const { return m_range; }

private:
    std::vector<ByteRange> m_ranges;
    std::size_t m_range = 0;    ///< The range that the cursor is in,
    std::uint64_t m_inside = 0; ///< and how far.
};

} // namespace fieldfare::installer
