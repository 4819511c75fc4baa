// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/http_server.h"

#include "device-agent/agent/api/http_session.h"
#include "device-agent/agent/log.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <list>
#include <netinet/tcp.h>

namespace fieldfare::agent {

using boost::asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Socket = asio::basic_stream_socket<tcp, Executor>;

namespace {

constexpr int keepAliveIdleSeconds = 10;
constexpr int userTimeoutMilliseconds = 20'000;
constexpr std::chrono::milliseconds acceptPause{200};

Error listenError(const std::string& address, const error_code& error) {
    return Error(ErrorCode::Io, {{"operation", "listen"}, {"path", address}, {"detail", error.message()}});
}

bool isListening(int socket) {
    int listens = 0;
    socklen_t length = sizeof(listens);
    return ::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens == 1;
}

/// A cable that was pulled is noticed within 20 s, whether we wait for the peer or it for us.
void watchLink(Socket& socket) {
    const int fd = socket.native_handle();
    const int on = 1;
    (void)::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    (void)::setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    (void)::setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &keepAliveIdleSeconds, sizeof(int));
    (void)::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &userTimeoutMilliseconds, sizeof(int));
}

} // namespace

struct HttpServer::State : SessionOwner, std::enable_shared_from_this<State> {
    State(Executor executorIn, const TlsContext& tls, const PeerTrust& trustIn, RequestHandler& handlerIn,
          ServerLimits limitsIn)
        : executor(executorIn)
        , tlsContext(tls)
        , peerTrust(trustIn)
        , requestHandler(handlerIn)
        , serverLimits(limitsIn) {}

    [[nodiscard]] const PeerTrust& trust() const override { return peerTrust; }
    [[nodiscard]] RequestHandler& handler() override { return requestHandler; }
    [[nodiscard]] const ServerLimits& limits() const override { return serverLimits; }

    Admission admit(const HttpSession& session) override {
        handshaking.remove_if([&](const auto& other) { return other.get() == &session; });
        if (admitted.size() < serverLimits.maxConnections) {
            admitted.push_back(session.shared());
            return Admission::Serve;
        }
        return admitted.size() + refusals < serverLimits.maxConnections + serverLimits.maxRefusals &&
                       ++refusals > 0
                   ? Admission::Refuse
                   : Admission::Close;
    }
    void ended(const HttpSession& session, Admission admission) override {
        const auto isIt = [&](const auto& other) { return other.get() == &session; };
        handshaking.remove_if(isIt);
        admitted.remove_if(isIt);
        refusals -= admission == Admission::Refuse ? 1 : 0;
    }

    Task<> acceptAll(std::shared_ptr<Acceptor> acceptor) {
        const auto self = shared_from_this();
        while (acceptor->is_open()) {
            error_code error;
            Socket socket(executor);
            co_await acceptor->async_accept(socket, awaitInto(error));
            if (error == asio::error::operation_aborted) {
                co_return;
            }
            if (error) { // out of descriptors, or the peer is gone already
                co_await sleepFor(executor, acceptPause);
                continue;
            }
            begin(std::move(socket));
        }
    }
    void begin(Socket socket) {
        watchLink(socket);
        if (handshaking.size() >= serverLimits.maxHandshakes) {
            handshaking.front()->close();
            handshaking.pop_front();
        }
        handshaking.push_back(HttpSession::start(std::move(socket), tlsContext, shared_from_this()));
    }
    void accept(const std::shared_ptr<Acceptor>& acceptor) {
        acceptors.push_back(acceptor);
        spawn(executor, acceptAll(acceptor));
    }

    Executor executor;
    const TlsContext& tlsContext;
    const PeerTrust& peerTrust;
    RequestHandler& requestHandler;
    ServerLimits serverLimits;
    std::vector<std::shared_ptr<Acceptor>> acceptors;
    std::list<std::shared_ptr<HttpSession>> handshaking;
    std::list<std::shared_ptr<HttpSession>> admitted;
    std::size_t refusals = 0;
};

HttpServer::HttpServer(Executor executor, const TlsContext& tls, const PeerTrust& trust,
                       RequestHandler& handler, ServerLimits limits)
    : m_state(std::make_shared<State>(executor, tls, trust, handler, limits)) {}

HttpServer::~HttpServer() {
    stop();
}

Result<> HttpServer::listen(const std::string& address, std::uint16_t port) {
    error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) {
        return Error(ErrorCode::BadValue,
                     {{"key", "network.listen"}, {"detail", "not an address: " + address}});
    }
    const tcp::endpoint endpoint(ip, port);
    auto acceptor = std::make_shared<Acceptor>(m_state->executor);
    acceptor->open(endpoint.protocol(), error);
    if (error == asio::error::address_family_not_supported && ip.is_unspecified()) {
        return listen("0.0.0.0", port); // a kernel without IPv6
    }
    if (!error) {
        acceptor->set_option(asio::socket_base::reuse_address(true), error);
    }
    if (!error && ip.is_v6()) {
        acceptor->set_option(asio::ip::v6_only(!ip.is_unspecified()), error);
    }
    if (!error) {
        acceptor->bind(endpoint, error);
    }
    if (!error) {
        acceptor->listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        return listenError(address + " port " + std::to_string(port), error);
    }
    m_state->accept(acceptor);
    return {};
}

Result<> HttpServer::adopt(int listeningSocket) {
    sockaddr_storage address{};
    socklen_t length = sizeof(address);
    error_code error;
    auto acceptor = std::make_shared<Acceptor>(m_state->executor);
    if (::getsockname(listeningSocket, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        return ioError("getsockname", "the passed socket", errno);
    }
    if ((address.ss_family != AF_INET && address.ss_family != AF_INET6) || !isListening(listeningSocket)) {
        return Error(ErrorCode::Io, {{"operation", "listen"},
                                     {"path", "the passed socket"},
                                     {"detail", "it is not a listening TCP socket"}});
    }
    acceptor->assign(address.ss_family == AF_INET6 ? tcp::v6() : tcp::v4(), listeningSocket, error);
    if (error) {
        return listenError("the passed socket", error);
    }
    m_state->accept(acceptor);
    return {};
}

std::uint16_t HttpServer::port() const {
    error_code ignored;
    return m_state->acceptors.empty() ? std::uint16_t{0}
                                      : m_state->acceptors.front()->local_endpoint(ignored).port();
}

void HttpServer::stop() {
    for (const auto& acceptor : m_state->acceptors) {
        error_code ignored;
        acceptor->close(ignored);
    }
    for (const auto& session : m_state->handshaking) {
        session->close();
    }
    for (const auto& session : m_state->admitted) {
        session->close();
    }
}

} // namespace fieldfare::agent
