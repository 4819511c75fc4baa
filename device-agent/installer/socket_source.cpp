// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/socket_source.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

/// Grants are not given in crumbs while the reader has something to do.
constexpr std::uint64_t grantStepBytes = socketWindowBytes / 4;
constexpr auto lookAround = std::chrono::milliseconds(500);

Error senderLeft() {
    return Error(ErrorCode::SourceLost, {{"detail", std::string("the sender closed the connection")},
                                         {"path", std::string("socket")}});
}

} // namespace

std::uint64_t SocketSource::room() const {
    const std::lock_guard lock(m_mutex);
    return lockedRoom();
}

std::uint64_t SocketSource::lockedRoom() const {
    return m_ack.granted > m_ack.position ? m_ack.granted - m_ack.position : 0;
}

/// Under the lock. What is neither written nor asked for again after a kill stays within the limit: the frame
/// that is being read, or the window.
void SocketSource::grantMore() {
    const std::uint64_t written = m_ack.position - m_waitingBytes - m_readDone;
    const std::uint64_t limit = std::max(socketWindowBytes, m_readWanted);
    const std::uint64_t most = std::min(m_ack.total, written + limit);
    if (most <= m_ack.granted) {
        return;
    }
    const bool starves = m_waitingBytes == 0 && m_ack.position >= m_ack.granted;
    if (starves || most == m_ack.total || most - m_ack.granted >= grantStepBytes) {
        m_ack.granted = most;
    }
}

Result<> SocketSource::push(std::uint64_t position, Bytes data) {
    const std::lock_guard lock(m_mutex);
    if (position != m_ack.position || data.size() > m_ack.total - m_ack.position) {
        return Error(ErrorCode::WrongPosition,
                     {{"have", position}, {"need", m_ack.position}, {"id", std::string()}});
    }
    m_ack.position += data.size();
    m_waitingBytes += data.size();
    m_waiting.push_back(std::move(data));
    m_changed.notify_one();
    return {};
}

void SocketSource::close() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_changed.notify_one();
}

void SocketSource::wake() {
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_changed.notify_one();
}

SocketSource::Outbox SocketSource::takeOutbox() {
    const std::lock_guard lock(m_mutex);
    return {std::exchange(m_messages, {}), m_ack};
}

Result<> SocketSource::announce(const InstallationStatus& status, const NeededRanges& needed) {
    m_cursor.setRanges(needed.ranges);
    {
        const std::lock_guard lock(m_mutex);
        m_ack.total = needed.totalBytes;
        m_readWanted = m_readDone = 0; // the frame before is written
        grantMore();
        NeededRanges told = needed;
        told.position = m_ack.position;
        told.maxPutBytes = lockedRoom() > 0 ? lockedRoom() : socketWindowBytes;
        SocketMessage message;
        message.type = SocketFrame::Ranges;
        message.json = {{"installation", toJson(status)}, {"needed", toJson(told)}};
        m_messages.push_back(std::move(message));
    }
    m_wakeServer();
    return {};
}

std::size_t SocketSource::take(MutableBytes into) {
    const ByteView front = ByteView(m_waiting.front()).subspan(m_frontUsed);
    const std::size_t now = std::min(front.size(), into.size());
    std::copy_n(front.begin(), now, into.begin());
    m_frontUsed += now;
    m_waitingBytes -= now;
    m_readDone += now;
    if (m_frontUsed == m_waiting.front().size()) {
        m_waiting.pop_front();
        m_frontUsed = 0;
    }
    grantMore();
    return now;
}

/// Returns when there is data. Lets the installation look at its wishes while it waits.
Result<> SocketSource::awaitData() {
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, lookAround,
                               [this] { return !m_waiting.empty() || m_closed || m_woken; });
            m_woken = false;
            if (!m_waiting.empty()) {
                return {};
            }
            if (m_closed) {
                return senderLeft();
            }
        }
        if (m_whileWaiting) {
            FF_CHECK(m_whileWaiting());
        }
    }
}

Result<> SocketSource::rest() {
    std::unique_lock lock(m_mutex);
    const auto isLost = [this] { return m_closed && m_ack.position < m_ack.total; };
    m_changed.wait_for(lock, lookAround, [&] { return m_woken || isLost(); });
    m_woken = false;
    return isLost() ? Result<>(senderLeft()) : Result<>();
}

Result<> SocketSource::readStream(MutableBytes into) {
    {
        const std::lock_guard lock(m_mutex);
        m_readWanted = into.size();
        m_readDone = 0;
        grantMore();
    }
    m_wakeServer();
    while (!into.empty()) {
        FF_CHECK(awaitData());
        std::size_t taken = 0;
        {
            const std::lock_guard lock(m_mutex);
            taken = take(into);
        }
        into = into.subspan(taken);
        m_wakeServer();
    }
    return {};
}

Result<> SocketSource::read(std::uint64_t offset, MutableBytes into) {
    const auto skip = m_cursor.seek(offset, into.size());
    if (!skip) {
        return Error(ErrorCode::SourceLost,
                     {{"detail", std::string("a range was not announced")}, {"path", std::string("socket")}});
    }
    Bytes dropped(std::min<std::uint64_t>(*skip, std::uint64_t{64} << 10));
    for (std::uint64_t left = *skip; left > 0;) {
        const MutableBytes piece = MutableBytes(dropped).first(std::min<std::uint64_t>(left, dropped.size()));
        FF_CHECK(readStream(piece));
        left -= piece.size();
    }
    return readStream(into);
}

void SocketSource::reportDurable() {
    {
        const std::lock_guard lock(m_mutex);
        m_ack.durable = m_ack.position - m_waitingBytes;
    }
    m_wakeServer();
}

} // namespace fieldfare::installer
