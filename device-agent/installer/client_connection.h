// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unique_fd.h"
#include "core/protocol/installer_socket.h"

namespace fieldfare::installer {

/// One client of the installer's socket: bytes in, messages out, never blocking. One thread.
class ClientConnection {
public:
    /// Takes a connected socket that does not block.
    explicit ClientConnection(UniqueFd fd)
        : m_fd(std::move(fd)) {}

    [[nodiscard]] int fd() const { return m_fd.get(); }
    /// Reads what is there, at most one piece. Errors: LinkLost, BadMessage.
    [[nodiscard]] Result<> receive();
    /// The client said that nothing more comes.
    [[nodiscard]] bool ended() const { return m_ended; }
    /// The next message, or nothing yet. Errors: BadMessage.
    [[nodiscard]] Result<std::optional<SocketMessage>> next() { return m_decoder.next(); }

    void send(const SocketMessage& message);
    /// Sends what waits, as far as the socket takes it; drops it if the client has left. Errors: LinkLost.
    [[nodiscard]] Result<> flush();
    [[nodiscard]] bool hasOutput() const { return m_sent < m_output.size(); }
    /// True for a client that does not read what it asked for.
    [[nodiscard]] bool isTooSlow() const;

private:
    UniqueFd m_fd;
    SocketDecoder m_decoder;
    Bytes m_input;
    Bytes m_output;
    std::size_t m_sent = 0;
    bool m_ended = false;
    bool m_deaf = false; ///< It reads no more; what it said before that still counts.
};

/// Whether the process at the other end may use the socket: root, our own user, or a member of `group`.
[[nodiscard]] bool isTrustedPeer(int fd, const char* group);

} // namespace fieldfare::installer
