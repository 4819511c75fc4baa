// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/installer_socket.h"
#include "device-agent/agent/async.h"

#include <boost/asio/local/stream_protocol.hpp>
#include <filesystem>

namespace fieldfare::agent {

/// One connection to the installer's socket. One coroutine may send while another receives.
/// Owned by shared_ptr: whoever waits in it keeps it alive.
class InstallerConnection {
public:
    /// Errors: InstallerUnavailable{path,detail}.
    [[nodiscard]] static Task<Result<std::shared_ptr<InstallerConnection>>>
    open(Executor executor, std::filesystem::path socket);
    explicit InstallerConnection(Executor executor)
        : m_socket(executor)
        , m_executor(executor) {}

    /// Errors: InstallerUnavailable.
    [[nodiscard]] Task<Result<>> send(SocketMessage message);
    /// Sends a Head or Data frame without copying; `data` (at most maxSocketData) must stay until the end.
    [[nodiscard]] Task<Result<>> sendData(SocketFrame type, std::uint64_t position, ByteView data);
    /// The next message, or nothing once the installer closed its side. Errors: InstallerUnavailable,
    /// BadMessage.
    [[nodiscard]] Task<Result<std::optional<SocketMessage>>> receive();
    /// Sends a request and waits for its reply; closes the connection if that takes longer than `limit`.
    /// Errors: those of the reply, InstallerUnavailable, BadMessage.
    [[nodiscard]] Task<Result<Json>> ask(SocketMessage request, std::chrono::milliseconds limit);

    /// Tells the installer that nothing more will be sent; what it still says can be received.
    void closeSending();
    /// Ends every wait in this connection.
    void close();

private:
    [[nodiscard]] Error unavailable(std::string_view detail) const;

    asio::basic_stream_socket<asio::local::stream_protocol, Executor> m_socket;
    Executor m_executor;
    std::string m_path;
    SocketDecoder m_decoder;
};

/// Opens a connection, asks one thing and closes it: the way for everything but installations and events.
[[nodiscard]] Task<Result<Json>> askInstaller(Executor executor, std::filesystem::path socket,
                                              SocketMessage request);

} // namespace fieldfare::agent
