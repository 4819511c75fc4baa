// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/exchange.h"
#include "device-agent/agent/tls_context.h"

#include <memory>

namespace fieldfare::agent {

/// Who answers the requests.
class RequestHandler {
public:
    virtual ~RequestHandler() = default;
    /// Answers `exchange`; a handler that returns without an answer is answered for with an error.
    [[nodiscard]] virtual Task<> handle(Exchange& exchange) = 0;
    virtual void connectionOpened(const Peer& peer) = 0;
    virtual void connectionClosed(const Peer& peer) = 0;
};

struct ServerLimits {
    std::size_t maxConnections = 16; ///< Of admitted technicians.
    std::size_t maxHandshakes =
        16; ///< Connections that are not admitted yet; the oldest makes room for the newest.
    std::size_t maxRefusals = 4; ///< Connections beyond the limit that are told so.
    std::chrono::seconds handshake{10};
    std::chrono::seconds header{10};
    std::chrono::seconds idle{60};
    std::chrono::seconds body{30};  ///< Without a byte.
    std::chrono::seconds write{30}; ///< For one piece of an answer.
};

/// HTTP/1.1 over TLS: connections, limits and time limits; knows nothing of updates. One thread, that of the
/// io_context.
class HttpServer {
public:
    /// All three must outlive the server.
    HttpServer(Executor executor, const TlsContext& tls, const PeerTrust& trust, RequestHandler& handler,
               ServerLimits limits);
    ~HttpServer();

    /// Listens on `address` ("::" takes both families) and `port` (0: any). Errors: Io, BadValue.
    [[nodiscard]] Result<> listen(const std::string& address, std::uint16_t port);
    /// Takes a listening TCP socket that a service manager opened. Errors: Io.
    [[nodiscard]] Result<> adopt(int listeningSocket);
    /// The port of the first socket.
    [[nodiscard]] std::uint16_t port() const;
    /// Stops listening and ends every connection.
    void stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace fieldfare::agent
