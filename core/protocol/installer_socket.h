// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

namespace fieldfare {

/// The installer's Unix socket (SOCK_STREAM). Every message is a frame: u32 little-endian length of what
/// follows (1 to maxSocketFrame), one type byte, payload. Request, Reply and Event carry JSON of at most
/// maxControlFrame bytes, Ranges and Ack JSON of at most 1 MiB; Head and Data carry raw bytes behind a u64
/// little-endian position.
///
/// **Control connection**: Request -> Reply, one at a time, as many as wanted.
///   Request {"do":NAME, "by":WHO, ...}; `by` is optional in every request (at most 64 bytes: the
///   technician's name, for the journal). Reply {"ok":{...}} or {"error":{"code":SLUG,"params":{...}}}.
///   status                            -> ok {"device":DeviceStatus} (`id` is filled in by the agent)
///   installation{id}                  -> ok {"installation":InstallationStatus}
///   pause{id} unpause{id} cancel{id}  -> ok {"installation":InstallationStatus}
///   commit, rollback, reboot, identify, set-clock{unixTime} -> ok {}
///   set-revocations{json,cms}         -> ok {"number":N}; json is the exact signed text, cms is base64 of
///   the DER get-revocations                   -> ok {"json":TEXT,"cms":BASE64}, or ok {} if there is no list
///   logs{lines,follow}                -> Event {"event":"log","data":{"lines":[TEXT,...]}} as often as
///   needed, then ok {};
///                                        with follow true it goes on until the connection is closed
///   subscribe                         -> ok {}, then Events until the connection is closed
/// Events are {"event":NAME,"data":{...}}:
///   installation {InstallationStatus}  on every change of state, and at most four times a second while bytes
///   move device       {DeviceStatus}        when slots, release, trial, clock or revocations changed; also
///   right after subscribe refused      {"error":{...},"by":WHO}  an installation was refused before it
///   existed revocations  {"number":N}          the list was replaced, by whatever road
///
/// **Stream of an installation**: a connection whose Request is install or resume.
///   client:    Request {"do":"install","headBytes":N,"allowOlder":false,"reboot":false}, then Head frames
///   from 0 to N
///              or Request {"do":"resume","id":ID}: the installer still has the head
///   installer: Ranges {"installation":InstallationStatus,"needed":NeededRanges}, or Reply {"error":...} and
///   end: the
///              error may come before the whole head was sent
///   client:    Data frames with rising position, from needed.position to what was granted, and no further:
///              at first needed.position + needed.maxPutBytes, then what the last Ack says
///   installer: Ack {"position":P,"durable":D,"total":T,"granted":G}: received and durable bytes of the
///              stream of needed ranges, its length now, and how far the client may send. What is granted
///              and not yet written is at most max(the frame that is being read, socketWindowBytes): whatever
///              is killed, no more than that travels twice
///              Ranges again if the list grew after that
///              finally Reply: ok {"installation":...} once the release is switched in (Installed), or an
///              error
/// Pause and cancel come by a control connection. While paused the installer takes no Data beyond what was
/// granted, and writes none. After a cancel the stream ends with Reply {"error": cancelled}. Closing
/// the connection before the final Reply interrupts the installation unless all bytes were there (then it
/// goes on by itself); it can be resumed.
enum class SocketFrame : std::uint8_t {
    Request = 1,
    Reply = 2,
    Event = 3,
    Ranges = 4,
    Ack = 5,
    Head = 6,
    Data = 7
};

inline constexpr std::size_t maxSocketData = std::size_t{1} << 20;
inline constexpr std::size_t maxSocketFrame = maxSocketData + 9;
inline constexpr std::size_t maxControlFrame = std::size_t{512} << 10;
/// How much may be on its way between a sender and a frame that is written, unless one frame is larger.
inline constexpr std::uint64_t socketWindowBytes = std::uint64_t{256} << 10;
/// Largest head (manifest, signature, indexes) that is taken.
inline constexpr std::uint64_t maxHeadBytes = std::uint64_t{256} << 20;

struct SocketMessage {
    SocketFrame type = SocketFrame::Request;
    Json json;                  ///< For Request, Reply, Event, Ranges, Ack: always an object.
    std::uint64_t position = 0; ///< For Head and Data.
    Bytes data;                 ///< For Head and Data.
};

/// One frame. Text that is not UTF-8 is replaced by U+FFFD.
[[nodiscard]] Bytes encodeMessage(const SocketMessage& message);
/// What precedes `dataBytes` bytes of a Head or Data frame: for senders that do not want to copy them.
[[nodiscard]] std::array<std::byte, 13> encodeDataHeader(SocketFrame type, std::uint64_t position,
                                                         std::size_t dataBytes);

/// The usual messages.
[[nodiscard]] SocketMessage socketRequest(std::string_view what, Json params = Json::object());
[[nodiscard]] SocketMessage socketReply(Json ok = Json::object());
[[nodiscard]] SocketMessage socketReply(const Error& error);
[[nodiscard]] SocketMessage socketEvent(std::string_view name, Json data);
/// The `ok` object of a Reply, or its error. Errors: that error, or BadMessage.
[[nodiscard]] Result<Json> openReply(const SocketMessage& message);

struct SocketAck {
    std::uint64_t position = 0; ///< Bytes of the stream that were received.
    std::uint64_t durable = 0;  ///< Of those, what would survive a power cut.
    std::uint64_t total = 0;    ///< Length of the stream as planned now.
    std::uint64_t granted = 0;  ///< The client may send the stream up to here; never falls.
};
[[nodiscard]] SocketMessage socketAck(const SocketAck& ack);
[[nodiscard]] Result<SocketAck> openAck(const SocketMessage& message);

/// Cuts a byte stream into messages; hostile input ends in BadMessage and nothing is allocated beyond one
/// frame. After an error every further call gives that error again.
class SocketDecoder {
public:
    void feed(ByteView bytes);
    /// The next whole message, or nothing yet. Errors: BadMessage.
    [[nodiscard]] Result<std::optional<SocketMessage>> next();

private:
    bool m_broken = false;
    Bytes m_buffer;
    std::size_t m_consumed = 0;
};

} // namespace fieldfare
