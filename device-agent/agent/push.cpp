// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/push.h"

#include "device-agent/agent/log.h"
#include "device-agent/agent/push_stream.h"

namespace fieldfare::agent {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t chunkBytes = std::size_t{32} << 10;
constexpr std::chrono::seconds lookAgain{1};
constexpr std::chrono::seconds handOverLimit{10};
/// How far ahead of what came a PUT may lie.
constexpr std::uint64_t maxAheadBytes = std::uint64_t{16} << 20;

Json forPeer(const Peer& peer) {
    Json json = Json::object();
    json["by"] = peer.name;
    return json;
}

bool isAbout(const Error& error, ErrorCode code, const std::string& id) {
    const ErrorValue* named = error.find("id");
    return error == code && named != nullptr && toString(*named) == id;
}

} // namespace

Push::Push(Executor executor, std::filesystem::path socket, PushLimits limits)
    : m_executor(executor)
    , m_socket(std::move(socket))
    , m_limits(limits) {}

// --- who holds it

void Push::connectionClosed(const Peer& peer) {
    const auto count = m_connections.find(peer.key);
    if (count != m_connections.end() && --count->second == 0) {
        m_connections.erase(count);
    }
}

bool Push::holderPresent(const Stream& stream) const {
    const bool silent = !stream.paused() && Steady::now() - stream.lastMoved > m_limits.withoutData;
    return m_connections.contains(stream.holderKey) && !silent;
}

Error Push::runningError(const Stream& stream) const {
    return Error(ErrorCode::InstallRunning, {{"id", stream.id}, {"holder", stream.holderName}});
}

/// Ends the stream of a holder who left, or of `peer`'s own earlier connection, and waits until the installer
/// let go.
Task<Result<>> Push::makeRoom(const Peer& peer) {
    const StreamPointer old = m_stream;
    if (!old || old->ended() || old->allSent()) {
        co_return Result<>();
    }
    if (old->holderKey != peer.key && holderPresent(*old)) {
        co_return runningError(*old);
    }
    ++old->turn;
    old->connection->closeSending();
    const auto limit = Steady::now() + handOverLimit;
    while (!old->ended() && Steady::now() < limit) {
        co_await old->changed.wait(lookAgain);
    }
    old->end(Error(ErrorCode::SourceLost, {{"path", ""}, {"detail", "it was taken over"}}));
    co_return Result<>();
}

void Push::noteInstallation(const Json& installation) {
    const auto id = installation.find("id");
    if (m_stream && !m_stream->ended() && id != installation.end() && *id == m_stream->id) {
        m_stream->installation = installation;
        m_stream->changed.notify();
    }
}

Task<> Push::watchHolder() {
    for (;;) {
        co_await sleepFor(m_executor, lookAgain);
        const StreamPointer stream = m_stream;
        if (!stream || stream->ended() || !stream->needed || stream->allSent()) {
            continue;
        }
        const auto now = Steady::now();
        if (stream->paused()) {
            stream->lastMoved = now; // who is told to wait is not silent
        }
        if (m_connections.contains(stream->holderKey)) {
            stream->aloneSince.reset();
        } else if (!stream->aloneSince) {
            stream->aloneSince = now;
        }
        const bool left = stream->aloneSince && now - *stream->aloneSince >= m_limits.withoutConnection;
        if (left || (!holderPresent(*stream) && !stream->aloneSince)) {
            logLine("Installation " + stream->id + ": " + stream->holderName + " is gone");
            stream->connection->closeSending(); // receiveAll sees the installer's end
            ++stream->turn;
            stream->lastMoved = now;
            stream->aloneSince.reset();
        }
    }
}

// --- opening a stream

Task<> Push::receiveAll(StreamPointer stream) {
    while (!stream->ended()) {
        auto message = co_await stream->connection->receive();
        if (!message.ok()) {
            stream->end(std::move(message).error());
        } else if (!message->has_value()) {
            stream->end(Error(ErrorCode::InstallerUnavailable,
                              {{"path", "installer"}, {"detail", "it closed the stream"}}));
        } else if (auto taken = stream->take(**message); !taken.ok()) {
            stream->end(std::move(taken).error());
        }
    }
}

Task<Result<Push::StreamPointer>> Push::open(const Peer& peer, SocketMessage request) {
    auto room = co_await makeRoom(peer);
    if (!room.ok()) {
        co_return std::move(room).error();
    }
    auto connection = co_await InstallerConnection::open(m_executor, m_socket);
    if (!connection.ok()) {
        co_return std::move(connection).error();
    }
    auto stream = std::make_shared<Stream>(m_executor, peer, std::move(connection).value());
    auto sent = co_await stream->connection->send(std::move(request));
    if (!sent.ok()) {
        co_return std::move(sent).error();
    }
    spawn(m_executor, receiveAll(stream));
    if (!m_stream || m_stream->ended()) {
        m_stream = stream; // else the installer decides between the two; see awaitRanges
    }
    co_return stream;
}

Task<Result<Json>> Push::awaitRanges(StreamPointer stream) {
    const auto limit = Steady::now() + m_limits.planning;
    while (!stream->needed && !stream->ended() && Steady::now() < limit) {
        co_await stream->changed.wait(lookAgain);
    }
    if (!stream->needed) {
        stream->end(
            Error(ErrorCode::InstallerUnavailable, {{"path", m_socket.string()}, {"detail", "no answer"}}));
        if (stream->outcome->ok()) {
            co_return Error(ErrorCode::BadMessage, {{"detail", "the installer's stream"}});
        }
        Error error = stream->outcome->error();
        if (error.code() == ErrorCode::InstallRunning && m_stream && m_stream != stream) {
            co_return std::move(error).with("holder", m_stream->holderName);
        }
        co_return error;
    }
    if (m_stream != stream && m_stream) {
        m_stream->end(Error(ErrorCode::SourceLost, {{"path", ""}, {"detail", "it was taken over"}}));
    }
    m_stream = stream;
    stream->lastMoved = Steady::now();
    Json answer = Json::object();
    answer["installation"] = stream->installation;
    answer["needed"] = toJson(*stream->needed);
    co_return answer;
}

Task<Result<Json>> Push::offer(Exchange& exchange, Offer offer) {
    const auto headBytes = exchange.bodyBytes();
    if (!headBytes || *headBytes == 0) {
        co_return Error(ErrorCode::BadRequest, {{"detail", "the length of the bundle's head is missing"}});
    }
    Json params = forPeer(exchange.peer());
    params["headBytes"] = *headBytes;
    params["allowOlder"] = offer.allowOlder;
    params["reboot"] = offer.reboot;
    auto stream = co_await open(exchange.peer(), socketRequest("install", std::move(params)));
    if (!stream.ok()) {
        co_return std::move(stream).error();
    }
    auto sent = co_await sendHead(exchange, *stream, *headBytes);
    if (!sent.ok()) {
        (*stream)->end(sent.error());
        co_return std::move(sent).error();
    }
    co_return co_await awaitRanges(*stream);
}

Task<Result<Json>> Push::resume(Exchange& exchange) {
    Json params = forPeer(exchange.peer());
    params["id"] = exchange.request().id;
    auto stream = co_await open(exchange.peer(), socketRequest("resume", std::move(params)));
    if (!stream.ok()) {
        co_return std::move(stream).error();
    }
    auto answer = co_await awaitRanges(*stream);
    if (!answer.ok() && isAbout(answer.error(), ErrorCode::InstallRunning, exchange.request().id)) {
        // Nobody holds it, or the check before had said so: the installer has all it needs, or has not
        // noticed yet that the one before is gone.
        co_return Error(ErrorCode::Busy,
                        {{"detail", "the device is at work on it"}, {"id", exchange.request().id}});
    }
    co_return answer;
}

/// Sends the head as it comes in. An early refusal of the installer is no error here: awaitRanges finds it.
Task<Result<>> Push::sendHead(Exchange& exchange, StreamPointer stream, std::uint64_t headBytes) {
    Bytes chunk(chunkBytes);
    std::uint64_t position = 0;
    while (position < headBytes && !stream->ended()) {
        const auto count = co_await exchange.readBody(chunk);
        if (!count.ok()) {
            co_return count.error();
        }
        if (*count == 0) {
            co_return Error(ErrorCode::LinkLost);
        }
        stream->lastMoved = Steady::now();
        const auto sent =
            co_await stream->connection->sendData(SocketFrame::Head, position, ByteView(chunk).first(*count));
        position += *count;
        if (!sent.ok()) {
            co_await stream->changed.wait(lookAgain); // its last word may still be on the way
            co_return stream->ended() ? Result<>() : Result<>(sent.error());
        }
    }
    co_return Result<>();
}

// --- data

Task<Error> Push::notReceiving(std::string id) {
    Json params = Json::object();
    params["id"] = id;
    const auto reply =
        co_await askInstaller(m_executor, m_socket, socketRequest("installation", std::move(params)));
    if (!reply.ok()) {
        co_return reply.error();
    }
    const auto status = reply->find("installation");
    const auto read = status != reply->end() ? installationStatusFromJson(*status)
                                             : Result<InstallationStatus>(Error(ErrorCode::BadMessage));
    const std::string state = read.ok() ? std::string(toString(read->state)) : "unknown";
    co_return Error(ErrorCode::NotReceiving, {{"id", id}, {"state", state}});
}

Task<Result<Json>> Push::needed(std::string id) {
    const StreamPointer stream = m_stream;
    if (!stream || stream->id != id || stream->ended() || !stream->needed) {
        co_return co_await notReceiving(id);
    }
    auto ready = co_await awaitInstaller(stream, &Stream::takesMore);
    if (!ready.ok() && ready.error() != ErrorCode::InstallationPaused) {
        co_return std::move(ready).error();
    }
    NeededRanges now = *stream->needed;
    now.position = stream->sent;
    now.maxPutBytes = stream->granted() > 0 ? stream->granted() : now.maxPutBytes;
    co_return toJson(now);
}

Result<> Push::checkPut(const Exchange& exchange, const Stream& stream, std::uint64_t position) const {
    const auto length = exchange.bodyBytes();
    if (stream.paused()) {
        return Error(ErrorCode::InstallationPaused, {{"id", stream.id}});
    }
    if (!length || *length == 0) {
        return Error(ErrorCode::BadRequest, {{"detail", "the length of the data is missing"}});
    }
    if (position != stream.sent) {
        return Error(ErrorCode::WrongPosition,
                     {{"id", stream.id}, {"have", position}, {"need", stream.sent}});
    }
    if (*length > stream.needed->totalBytes - position) {
        return Error(ErrorCode::BadRequest, {{"detail", "the data goes beyond what is needed"}});
    }
    return {};
}

Task<Result<Json>> Push::put(Exchange& exchange, std::uint64_t position) {
    const StreamPointer stream = m_stream;
    if (!stream || stream->id != exchange.request().id || stream->ended() || !stream->needed) {
        co_return co_await notReceiving(exchange.request().id);
    }
    if (stream->holderKey != exchange.peer().key) {
        co_return runningError(*stream);
    }
    auto allowed = co_await awaitTurn(stream, position);
    if (allowed.ok()) {
        allowed = co_await awaitInstaller(stream, &Stream::takesMore);
    }
    if (allowed.ok()) {
        allowed = checkPut(exchange, *stream, position);
    }
    if (!allowed.ok()) {
        co_return std::move(allowed).error();
    }
    const std::uint64_t bodyBytes = *exchange.bodyBytes();
    auto sent = co_await sendBody(exchange, stream, bodyBytes);
    if (sent.ok()) { // the answer says how much may come next, so that never more is under way than was
                     // granted
        const bool last = stream->sent == stream->needed->totalBytes;
        sent = co_await awaitInstaller(stream, last ? &Stream::allTaken : &Stream::takesMoreOrGoesOn);
    }
    if (!sent.ok()) {
        co_return std::move(sent).error();
    }
    co_return stream->progress();
}

/// A sender on a long link has several PUTs under way, each on a connection of its own: one that is ahead
/// waits for those before it, unread. One that lies in what another sends takes its place: that is the
/// connection of a sender who lost it.
Task<Result<>> Push::awaitTurn(StreamPointer stream, std::uint64_t position) {
    const bool replaces = position < stream->bodyEnd;
    const std::uint64_t turn = replaces ? ++stream->turn : stream->turn;
    std::uint64_t seen = stream->sent;
    auto limit = Steady::now() + m_limits.gap;
    const auto waits = [&] {
        const bool early = !replaces && position > stream->sent && position - stream->sent <= maxAheadBytes;
        return !stream->ended() && !stream->paused() && (stream->passing || early) &&
               (!replaces || stream->turn == turn) && Steady::now() < limit;
    };
    while (waits()) {
        co_await stream->changed.wait(lookAgain);
        if (stream->sent != seen) {
            seen = stream->sent;
            limit = Steady::now() + m_limits.gap;
        }
    }
    if (replaces && stream->turn != turn) {
        co_return Error(ErrorCode::Busy, {{"detail", "a newer request sends the data"}});
    }
    co_return Result<>(); // a position that is still wrong is checkPut()'s
}

/// Passes the body on as the installer grants it; what is not granted yet stays with the sender's kernel and
/// ours.
Task<Result<>> Push::sendBody(Exchange& exchange, StreamPointer stream, std::uint64_t bodyBytes) {
    const std::uint64_t turn = ++stream->turn;
    stream->bodyEnd = stream->sent + bodyBytes;
    auto sent = co_await sendBodyPieces(exchange, stream, bodyBytes, turn);
    if (stream->turn == turn) {
        stream->bodyEnd = 0;
        stream->changed.notify();
    }
    co_return sent;
}

Task<Result<>> Push::sendBodyPieces(Exchange& exchange, StreamPointer stream, std::uint64_t bodyBytes,
                                    std::uint64_t turn) {
    Bytes chunk(chunkBytes);
    for (std::uint64_t left = bodyBytes; left > 0;) {
        auto room = co_await awaitInstaller(stream, &Stream::takesMore);
        if (!room.ok()) {
            co_return room;
        }
        if (stream->turn != turn) {
            co_return Error(ErrorCode::Busy, {{"detail", "a newer request sends the data"}});
        }
        const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(stream->granted(), chunk.size()));
        const auto count = co_await exchange.readBody(MutableBytes(chunk).first(most));
        if (!count.ok()) {
            co_return count.error();
        }
        if (*count == 0) {
            co_return Error(ErrorCode::LinkLost);
        }
        if (stream->turn != turn) {
            co_return Error(ErrorCode::Busy, {{"detail", "a newer request sends the data"}});
        }
        stream->passing = true;
        const auto passed = co_await passOn(stream, ByteView(chunk).first(*count));
        stream->passing = false;
        stream->changed.notify();
        if (!passed.ok()) {
            co_return passed.error();
        }
        left -= *count;
    }
    co_return Result<>();
}

Task<Result<>> Push::passOn(StreamPointer stream, ByteView data) {
    if (stream->paused()) {
        co_return Error(ErrorCode::InstallationPaused, {{"id", stream->id}});
    }
    stream->lastMoved = Steady::now();
    const std::uint64_t position = stream->sent;
    stream->sent += data.size();
    auto sent = co_await stream->connection->sendData(SocketFrame::Data, position, data);
    if (!sent.ok()) {
        co_await stream->changed.wait(lookAgain); // its last word may still be on the way
        co_return stream->outcome && !stream->outcome->ok() ? Result<>(stream->outcome->error()) : sent;
    }
    stream->lastMoved = Steady::now();
    co_return sent;
}

/// Waits until the installer is `ready` for what comes next, as long as it moves at all. Errors:
/// InstallationPaused, InstallerUnavailable, and the installer's.
Task<Result<>> Push::awaitInstaller(StreamPointer stream, bool (Stream::*ready)() const) {
    std::uint64_t seen = stream->ack.position;
    auto limit = Steady::now() + m_limits.installerStall;
    while (!stream->ended() && !stream->paused() && !(*stream.*ready)()) {
        co_await stream->changed.wait(lookAgain);
        if (stream->ack.position != seen) {
            seen = stream->ack.position;
            limit = Steady::now() + m_limits.installerStall;
            stream->lastMoved = Steady::now();
        }
        if (Steady::now() > limit) {
            stream->end(Error(ErrorCode::InstallerUnavailable,
                              {{"path", m_socket.string()}, {"detail", "it takes no data"}}));
        }
    }
    if (stream->ended() && !stream->outcome->ok()) {
        co_return stream->outcome->error();
    }
    if (stream->paused() && !stream->ended()) {
        co_return Error(ErrorCode::InstallationPaused, {{"id", stream->id}});
    }
    co_return Result<>();
}

} // namespace fieldfare::agent
