// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

namespace fieldfare {

/// The installer's Unix socket (SOCK_STREAM). Every message is a frame: u32 little-endian length of what follows (1 to
/// maxSocketFrame), one type byte, payload. Control messages carry JSON (at most 64 KiB, NeededRanges up to 1 MiB); Head
/// and Data carry raw bytes behind a u64 little-endian position.
///
/// A connection is either a control connection (Request -> Reply, one at a time; Event messages may come between after
/// "subscribe") or, after a Request "install", the stream of that installation:
///   client: Request {"do":"install","headBytes":N,"allowOlder":false,"reboot":false}, then Head frames 0..N
///           or Request {"do":"resume","id":ID}: the installer still has the head
///   installer: Ranges {NeededRanges}, once or more
///   client: Data frames with rising position; at most `window` bytes beyond the last Ack
///   installer: Ack {"position":P (received), "durable":D} ; Ranges again if the list grew ; finally Reply
/// Closing the connection interrupts the installation; it can be resumed. Pause and cancel come by a control connection.
/// Control requests: status, subscribe, pause{id}, unpause{id}, cancel{id}, commit, rollback, reboot, identify,
/// set-clock{unixTime}, set-revocations{json,cms base64}, logs{lines}.
enum class SocketFrame : std::uint8_t { Request = 1, Reply = 2, Event = 3, Ranges = 4, Ack = 5, Head = 6, Data = 7 };

inline constexpr std::size_t maxSocketFrame = (std::size_t{1} << 20) + 9;
inline constexpr std::size_t maxControlFrame = std::size_t{64} << 10;
inline constexpr std::uint64_t socketWindowBytes = std::uint64_t{2} << 20;

struct SocketMessage {
    SocketFrame type = SocketFrame::Request;
    Json json;                  ///< For Request, Reply, Event, Ranges, Ack.
    std::uint64_t position = 0; ///< For Head and Data.
    Bytes data;                 ///< For Head and Data.
};

[[nodiscard]] Bytes encodeMessage(const SocketMessage& message);

/// Cuts a byte stream into messages; hostile input ends in BadMessage and nothing is allocated beyond one frame.
class SocketDecoder {
public:
    void feed(ByteView bytes);
    /// The next whole message, or nothing yet. Errors: BadMessage.
    [[nodiscard]] Result<std::optional<SocketMessage>> next();

private:
    Bytes m_buffer;
    std::size_t m_consumed = 0;
};

} // namespace fieldfare
