// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/installer_connection.h"

#include <boost/asio/write.hpp>

namespace fieldfare::agent {

namespace {

/// A rollback or commit writes the boot environment and runs hooks; more than this means that something
/// hangs.
constexpr std::chrono::seconds replyLimit{60};
constexpr std::size_t receiveBytes = std::size_t{16} << 10;

/// Closes the connection when its time is up, unless it is destroyed before.
class Deadline {
public:
    Deadline(Executor executor, const std::shared_ptr<InstallerConnection>& connection,
             std::chrono::milliseconds limit)
        : m_timer(executor, limit) {
        m_timer.async_wait([weak = std::weak_ptr(connection)](const error_code& error) {
            if (const auto alive = weak.lock(); alive && !error) {
                alive->close();
            }
        });
    }

private:
    Timer m_timer;
};

} // namespace

Error InstallerConnection::unavailable(std::string_view detail) const {
    return Error(ErrorCode::InstallerUnavailable, {{"path", m_path}, {"detail", std::string(detail)}});
}

Task<Result<std::shared_ptr<InstallerConnection>>> InstallerConnection::open(Executor executor,
                                                                             std::filesystem::path socket) {
    auto connection = std::make_shared<InstallerConnection>(executor);
    connection->m_path = socket.string();
    if (connection->m_path.size() >= sizeof(sockaddr_un::sun_path)) {
        co_return connection->unavailable("its socket's path is too long");
    }
    error_code error;
    const asio::local::stream_protocol::endpoint endpoint(connection->m_path);
    co_await connection->m_socket.async_connect(endpoint, awaitInto(error));
    if (error) {
        co_return connection->unavailable(error.message());
    }
    co_return connection;
}

Task<Result<>> InstallerConnection::send(SocketMessage message) {
    const Bytes frame = encodeMessage(message);
    error_code error;
    co_await asio::async_write(m_socket, asio::buffer(frame.data(), frame.size()), awaitInto(error));
    co_return error ? Result<>(unavailable(error.message())) : Result<>();
}

Task<Result<>> InstallerConnection::sendData(SocketFrame type, std::uint64_t position, ByteView data) {
    const auto header = encodeDataHeader(type, position, data.size());
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(header.data(), header.size()),
                                                       asio::buffer(data.data(), data.size())};
    error_code error;
    co_await asio::async_write(m_socket, buffers, awaitInto(error));
    co_return error ? Result<>(unavailable(error.message())) : Result<>();
}

Task<Result<std::optional<SocketMessage>>> InstallerConnection::receive() {
    std::vector<std::byte> chunk;
    for (;;) {
        auto message = m_decoder.next();
        if (!message.ok() || message->has_value()) {
            co_return message;
        }
        chunk.resize(receiveBytes);
        error_code error;
        const std::size_t count =
            co_await m_socket.async_read_some(asio::buffer(chunk.data(), chunk.size()), awaitInto(error));
        if (error == asio::error::eof) {
            co_return std::optional<SocketMessage>();
        }
        if (error) {
            co_return unavailable(error.message());
        }
        m_decoder.feed(ByteView(chunk).first(count));
    }
}

Task<Result<Json>> InstallerConnection::ask(SocketMessage request, std::chrono::milliseconds limit) {
    std::shared_ptr<InstallerConnection> self(this, [](InstallerConnection*) {});
    const Deadline deadline(m_executor, self, limit);
    auto sent = co_await send(std::move(request));
    if (!sent.ok()) {
        co_return std::move(sent).error();
    }
    auto reply = co_await receive();
    if (!reply.ok()) {
        co_return std::move(reply).error();
    }
    if (!reply->has_value()) {
        co_return unavailable("it closed the connection without an answer");
    }
    co_return openReply(**reply);
}

void InstallerConnection::closeSending() {
    error_code ignored;
    m_socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void InstallerConnection::close() {
    error_code ignored;
    m_socket.close(ignored);
}

Task<Result<Json>> askInstaller(Executor executor, std::filesystem::path socket, SocketMessage request) {
    auto connection = co_await InstallerConnection::open(executor, std::move(socket));
    if (!connection.ok()) {
        co_return std::move(connection).error();
    }
    co_return co_await (*connection)->ask(std::move(request), replyLimit);
}

} // namespace fieldfare::agent
