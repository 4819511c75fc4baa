// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/api/fake_installer.h"

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fieldfare::test {

struct FakeInstaller::Connection {
    int fd = -1;
    std::thread thread;
    SocketDecoder decoder;
    std::mutex sending;
    std::atomic<bool> subscribed{false};

    bool send(const SocketMessage& message) {
        const Bytes frame = encodeMessage(message);
        const std::lock_guard lock(sending);
        std::size_t sent = 0;
        while (sent < frame.size()) {
            const auto count = ::send(fd, frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) {
                return false;
            }
            sent += static_cast<std::size_t>(count);
        }
        return true;
    }
    std::optional<SocketMessage> receive() {
        std::byte chunk[65536];
        for (;;) {
            auto message = decoder.next();
            if (!message.ok()) {
                return std::nullopt;
            }
            if (message->has_value()) {
                return std::move(message).value();
            }
            const auto count = ::recv(fd, chunk, sizeof(chunk), 0);
            if (count <= 0) {
                return std::nullopt;
            }
            decoder.feed(ByteView(chunk, static_cast<std::size_t>(count)));
        }
    }
};

FakeInstaller::FakeInstaller(std::filesystem::path socket)
    : m_path(std::move(socket)) {
    m_behaviour.device.model = "acme,gateway";
    m_behaviour.device.release = {"gateway-os", "1.0", 1};
    m_behaviour.ranges = {{1024, 300'000}, {700'000, 200'000}};
    start();
}

FakeInstaller::~FakeInstaller() {
    stop();
}

void FakeInstaller::start() {
    m_stopping = false;
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, m_path.c_str(), sizeof(address.sun_path) - 1);
    ::unlink(m_path.c_str());
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(m_listener, 16) != 0) {
        std::abort();
    }
    m_acceptor = std::thread([this] { acceptAll(); });
}

void FakeInstaller::stop() {
    if (m_listener < 0) {
        return;
    }
    m_stopping = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(std::exchange(m_listener, -1));
    ::unlink(m_path.c_str());
    std::list<std::unique_ptr<Connection>> connections;
    {
        const std::lock_guard lock(m_mutex);
        connections.swap(m_connections);
        for (const auto& connection : connections) {
            ::shutdown(connection->fd, SHUT_RDWR);
        }
    }
    for (const auto& connection : connections) {
        connection->thread.join();
        ::close(connection->fd);
    }
}

void FakeInstaller::acceptAll() {
    while (!m_stopping) {
        const int fd = ::accept(m_listener, nullptr, nullptr);
        if (fd < 0) {
            return;
        }
        auto connection = std::make_unique<Connection>();
        connection->fd = fd;
        Connection& running = *connection;
        const std::lock_guard lock(m_mutex);
        running.thread = std::thread([this, &running] {
            serve(running);
            running.subscribed = false;
            ::shutdown(running.fd, SHUT_RDWR);
        });
        m_connections.push_back(std::move(connection));
    }
}

void FakeInstaller::change(const std::function<void(Behaviour&)>& with) {
    const std::lock_guard lock(m_mutex);
    with(m_behaviour);
}

FakeInstaller::Behaviour FakeInstaller::behaviour() const {
    const std::lock_guard lock(m_mutex);
    return m_behaviour;
}

bool FakeInstaller::sendToSubscribers(const SocketMessage& message) {
    const std::lock_guard lock(m_mutex);
    bool sent = false;
    for (const auto& connection : m_connections) {
        sent = (connection->subscribed && connection->send(message)) || sent;
    }
    return sent;
}

void FakeInstaller::publish(std::string_view event, const Json& data) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!sendToSubscribers(socketEvent(event, data))) {
        if (std::chrono::steady_clock::now() > limit) {
            std::abort();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

Bytes FakeInstaller::head() const {
    const std::lock_guard lock(m_mutex);
    return m_head;
}

Bytes FakeInstaller::data() const {
    const std::lock_guard lock(m_mutex);
    return m_data;
}

std::vector<Json> FakeInstaller::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

bool FakeInstaller::sawRequest(std::string_view what) const {
    for (const Json& request : requests()) {
        if (request.value("do", "") == what) {
            return true;
        }
    }
    return false;
}

InstallationStatus FakeInstaller::installation(InstallationState state) {
    InstallationStatus status;
    status.id = id;
    status.manifestDigest = std::string(64, 'a');
    status.release = {"gateway-os", "2.0", 1};
    status.state = state;
    status.target = "b";
    return status;
}

void FakeInstaller::serve(Connection& connection) {
    while (const auto message = connection.receive()) {
        if (message->type != SocketFrame::Request) {
            return;
        }
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(message->json);
        }
        const std::string what = message->json.value("do", "");
        if (what == "install" || what == "resume") {
            serveStream(connection, message->json);
            return;
        }
        serveRequest(connection, message->json);
    }
}

void FakeInstaller::serveRequest(Connection& connection, const Json& request) {
    const Behaviour now = behaviour();
    const std::string what = request.value("do", "");
    Json ok = Json::object();
    if (what == "status") {
        ok["device"] = toJson(now.device);
    } else if (what == "get-revocations") {
        ok = now.revocations;
    } else if (what == "subscribe") {
        connection.send(socketReply(ok));
        connection.send(socketEvent("device", toJson(now.device)));
        connection.subscribed = true;
        return;
    } else if (what == "logs") {
        Json data = Json::object();
        data["lines"] = now.logLines;
        connection.send(socketEvent("log", data));
        if (request.value("follow", false)) {
            ++m_followers;
            (void)connection.receive(); // until the other end closes
            --m_followers;
            return;
        }
    } else if (now.controlError) {
        connection.send(socketReply(*now.controlError));
        return;
    } else if (what == "installation" && request.value("id", "") != id) {
        connection.send(socketReply(Error(ErrorCode::NoInstallation, {{"id", request.value("id", "")}})));
        return;
    } else if (what == "installation" || what == "unpause") {
        ok["installation"] = toJson(installation(InstallationState::Interrupted));
    } else if (what == "pause") {
        ok["installation"] = toJson(installation(InstallationState::Paused));
    } else if (what == "cancel") {
        ok["installation"] = toJson(installation(InstallationState::Cancelled));
    }
    connection.send(socketReply(ok));
}

bool FakeInstaller::takeHead(Connection& connection, std::uint64_t headBytes) {
    Bytes head;
    while (head.size() < headBytes) {
        if (head.size() >= behaviour().refuseAfterHeadBytes) {
            connection.send(socketReply(*behaviour().refusal));
            return false;
        }
        const auto message = connection.receive();
        if (!message || message->type != SocketFrame::Head || message->position != head.size()) {
            ++m_interruptions;
            return false;
        }
        head.insert(head.end(), message->data.begin(), message->data.end());
    }
    const std::lock_guard lock(m_mutex);
    m_head = std::move(head);
    return true;
}

void FakeInstaller::serveStream(Connection& connection, const Json& request) {
    if (request.value("do", "") == "install" &&
        !takeHead(connection, request.value("headBytes", std::uint64_t{0}))) {
        return;
    }
    const Behaviour now = behaviour();
    if (now.refusal) {
        connection.send(socketReply(*now.refusal));
        return;
    }
    NeededRanges needed;
    needed.ranges = now.ranges;
    for (const ByteRange& range : now.ranges) {
        needed.totalBytes += range.length;
    }
    needed.position = now.startPosition;
    needed.maxPutBytes = std::min(now.grantBytes, largestPutBytes);
    Json ranges = Json::object();
    ranges["installation"] = toJson(installation(InstallationState::Receiving));
    ranges["needed"] = toJson(needed);
    connection.send({SocketFrame::Ranges, ranges, 0, {}});
    takeData(connection);
}

void FakeInstaller::takeData(Connection& connection) {
    const Behaviour now = behaviour();
    SocketAck ack;
    ack.position = now.startPosition;
    for (const ByteRange& range : now.ranges) {
        ack.total += range.length;
    }
    ack.granted = std::min(ack.total, ack.position + std::min(now.grantBytes, largestPutBytes));
    while (ack.position < ack.total) {
        if (ack.position - now.startPosition >= now.stallAfterDataBytes) {
            while (!m_stopping && behaviour().stallAfterDataBytes == now.stallAfterDataBytes) {
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
            return;
        }
        const auto message = connection.receive();
        if (!message || message->type != SocketFrame::Data || message->position != ack.position) {
            ++m_interruptions;
            return;
        }
        ack.position += message->data.size();
        ack.durable = ack.position / 65536 * 65536;
        ack.granted =
            now.grantBytes < ack.total ? std::min(ack.total, ack.position + now.grantBytes) : ack.total;
        {
            const std::lock_guard lock(m_mutex);
            m_data.insert(m_data.end(), message->data.begin(), message->data.end());
        }
        if (ack.position - now.startPosition >= now.failAfterDataBytes) {
            connection.send(socketReply(Error(ErrorCode::Io, {{"detail", "the medium is broken"}})));
            return;
        }
        if (ack.position <= now.acknowledgedBytes) {
            connection.send(socketAck(ack));
        }
    }
    Json ok = Json::object();
    ok["installation"] = toJson(installation(InstallationState::Installed));
    connection.send(socketReply(ok));
}

} // namespace fieldfare::test
