// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/installer/socket_client.h"

#include "core/bundle/reader.h"
#include "core/bundle/slice_source.h"

#include <QTest>
#include <sys/socket.h>
#include <sys/un.h>

namespace fieldfare::test {
namespace {

constexpr std::size_t pieceBytes = std::size_t{32} << 10;

/// Bytes from `position` of the stream of ranges, at most one piece, and not beyond `end`.
Bytes streamPiece(const Bytes& bundle, const NeededRanges& needed, std::uint64_t position,
                  std::uint64_t end) {
    std::uint64_t start = 0;
    for (const ByteRange& range : needed.ranges) {
        if (position < start + range.length) {
            const std::uint64_t inside = position - start;
            const std::uint64_t length =
                std::min({std::uint64_t{pieceBytes}, range.length - inside, end - position});
            return toBytes(ByteView(bundle).subspan(range.offset + inside, length));
        }
        start += range.length;
    }
    return {};
}

} // namespace

ServerProcess::ServerProcess(const TestDevice& device) {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(FIELDFARE_BIN_DIR "/fieldfare-installer",
                    {"--config", QString::fromStdString(device.configPath().string()), "serve", "--listen",
                     QString::fromStdString(device.socketPath().string())});
    m_process.waitForStarted();
    for (int i = 0; i < 1000 && !SocketClient(device).connected(); ++i) {
        QTest::qSleep(10);
    }
}

ServerProcess::~ServerProcess() {
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        m_process.waitForFinished(20'000);
    }
}

void ServerProcess::kill() {
    m_process.kill();
    m_process.waitForFinished(20'000);
}

SocketClient::SocketClient(const TestDevice& device)
    : m_fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = device.socketPath().string();
    std::copy(path.begin(), path.end(), address.sun_path);
    timeval limit{20, 0};
    ::setsockopt(m_fd.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(m_fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        m_fd.reset();
    }
}

bool SocketClient::send(const SocketMessage& message) {
    const Bytes bytes = encodeMessage(message);
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t sent = ::send(m_fd.get(), bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        done += static_cast<std::size_t>(sent);
    }
    return true;
}

std::optional<SocketMessage> SocketClient::receive() {
    Bytes buffer(std::size_t{64} << 10);
    for (;;) {
        if (auto message = need(m_decoder.next())) {
            return message;
        }
        const ssize_t got = ::recv(m_fd.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            return std::nullopt;
        }
        m_decoder.feed(ByteView(buffer).first(static_cast<std::size_t>(got)));
    }
}

Result<Json> SocketClient::ask(std::string_view what, Json params) {
    send(socketRequest(what, std::move(params)));
    while (auto message = receive()) {
        if (message->type == SocketFrame::Reply) {
            return openReply(*message);
        }
    }
    return Error(ErrorCode::LinkLost);
}

namespace {

void sendHead(SocketClient& client, const Bytes& bundle, const PushOptions& options) {
    if (!options.resumeId.empty()) {
        client.send(socketRequest("resume", {{"id", options.resumeId}}));
        return;
    }
    MemorySource source(bundle);
    const std::uint64_t headBytes = need(headBytesOf(source));
    client.send(socketRequest(
        "install", {{"headBytes", headBytes}, {"allowOlder", options.allowOlder}, {"reboot", false}}));
    for (std::uint64_t at = 0; at < headBytes;) {
        SocketMessage message;
        message.type = SocketFrame::Head;
        message.position = at;
        message.data =
            toBytes(ByteView(bundle).subspan(at, std::min<std::uint64_t>(pieceBytes, headBytes - at)));
        at += message.data.size();
        if (!client.send(message)) {
            return;
        }
    }
}

} // namespace

PushOutcome push(const TestDevice& device, const Bytes& bundle, const PushOptions& options) {
    PushOutcome outcome;
    SocketClient client(device);
    if (!client.connected()) {
        return outcome;
    }
    sendHead(client, bundle, options);
    std::uint64_t granted = 0;
    while (auto message = client.receive()) {
        if (message->type == SocketFrame::Reply) {
            outcome.reply = openReply(*message);
            return outcome;
        }
        if (message->type == SocketFrame::Ranges) {
            outcome.told.push_back(need(neededRangesFromJson(message->json["needed"])));
            const NeededRanges& told = outcome.told.back();
            granted = std::max(granted, std::min(told.totalBytes, told.position + told.maxPutBytes));
        } else if (message->type == SocketFrame::Ack) {
            if (outcome.told.empty()) {
                qFatal("something was granted before the ranges that it belongs to");
            }
            outcome.lastAck = need(openAck(*message));
            granted = std::max(granted, outcome.lastAck.granted);
        }
        const NeededRanges& needed = outcome.told.back();
        while (outcome.sentBytes < granted) {
            SocketMessage data;
            data.type = SocketFrame::Data;
            data.position = outcome.sentBytes;
            data.data = streamPiece(bundle, needed, outcome.sentBytes, granted);
            if (options.stopAt && outcome.sentBytes + data.data.size() > *options.stopAt) {
                if (options.killAt != nullptr) {
                    options.killAt->kill();
                }
                return outcome;
            }
            outcome.sentBytes += data.data.size();
            if (!client.send(data)) {
                return outcome;
            }
        }
    }
    return outcome;
}

} // namespace fieldfare::test
