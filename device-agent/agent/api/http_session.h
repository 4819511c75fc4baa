// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/http_server.h"

#include <boost/asio/ip/tcp.hpp>

namespace fieldfare::agent {

class HttpSession;

/// What becomes of a connection after its handshake.
enum class Admission { None, Serve, Refuse, Close };

/// The server as its connections see it.
class SessionOwner {
public:
    virtual ~SessionOwner() = default;
    [[nodiscard]] virtual const PeerTrust& trust() const = 0;
    [[nodiscard]] virtual RequestHandler& handler() = 0;
    [[nodiscard]] virtual const ServerLimits& limits() const = 0;
    /// The handshake is over and the peer is a technician.
    [[nodiscard]] virtual Admission admit(const HttpSession& session) = 0;
    virtual void ended(const HttpSession& session, Admission admission) = 0;
};

/// One connection: handshake, then requests one after the other. Kept alive by its own coroutine.
class HttpSession {
public:
    virtual ~HttpSession() = default;
    [[nodiscard]] static std::shared_ptr<HttpSession>
    start(asio::basic_stream_socket<asio::ip::tcp, Executor> socket, const TlsContext& tls,
          std::shared_ptr<SessionOwner> owner);
    /// Ends it at once.
    virtual void close() = 0;
    [[nodiscard]] virtual std::shared_ptr<HttpSession> shared() const = 0;
};

} // namespace fieldfare::agent
