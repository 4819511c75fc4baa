// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/installer_socket.h"
#include "device-agent/installer/bundle_source.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace fieldfare::installer {

/// A bundle that a client sends over the installer's socket. Two threads meet here: the one that serves the
/// socket puts in what arrives, the one that installs takes it out. The client sends what was granted to it
/// and no more, so that what is lost when anything is killed is at most the frame that is being read, or
/// socketWindowBytes.
class SocketSource final : public BundleSource {
public:
    /// `wakeServer` is called, by the thread that installs, when there is something to send or room for more.
    explicit SocketSource(std::function<void()> wakeServer)
        : m_wakeServer(std::move(wakeServer)) {}

    // --- the serving thread
    /// How many bytes may be read from the socket now: what was granted to the client and did not come yet.
    [[nodiscard]] std::uint64_t room() const;
    /// Takes data at `position` of the stream of needed ranges. Errors: WrongPosition{need,have}.
    [[nodiscard]] Result<> push(std::uint64_t position, Bytes data);
    /// The sender is gone: what waits is still used.
    void close();
    /// Makes a waiting or resting reader look at the InstallationControl.
    void wake();
    /// What is to be sent: the Ranges that wait, and then how far it is. Taken at once, so that nothing is
    /// granted before the Ranges that it belongs to.
    struct Outbox {
        std::deque<SocketMessage> ranges;
        SocketAck ack;
    };
    [[nodiscard]] Outbox takeOutbox();

    // --- the installing thread
    Result<> announce(const InstallationStatus& status, const NeededRanges& needed) override;
    Result<> read(std::uint64_t offset, MutableBytes into) override;
    void reportDurable() override;
    Result<> rest() override;
    void setWhileWaiting(std::function<Result<>()> call) override { m_whileWaiting = std::move(call); }

private:
    [[nodiscard]] std::uint64_t lockedRoom() const; ///< Under the lock.
    [[nodiscard]] Result<> readStream(MutableBytes into);
    [[nodiscard]] Result<> awaitData();
    [[nodiscard]] std::size_t take(MutableBytes into);
    void grantMore();

    std::function<void()> m_wakeServer;
    std::function<Result<>()> m_whileWaiting; ///< The installing thread's.
    RangeCursor m_cursor;                     ///< The installing thread's.

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Bytes> m_waiting;
    std::size_t m_frontUsed = 0; ///< Of the first piece in m_waiting.
    std::uint64_t m_waitingBytes = 0;
    std::uint64_t m_readWanted = 0; ///< Size of the frame that is being read,
    std::uint64_t m_readDone = 0;   ///< and how much of it is there.
    bool m_closed = false;
    bool m_woken = false;
    std::deque<SocketMessage> m_messages;
    SocketAck m_ack;
};

} // namespace fieldfare::installer
