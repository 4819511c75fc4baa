// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/http_session.h"

#include "device-agent/agent/api/http_exchange.h"
#include "device-agent/agent/log.h"

#include <boost/beast/http/read.hpp>
#include <openssl/ssl.h>

namespace fieldfare::agent {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::uint32_t maxHeaderBytes = 16U << 10;
constexpr std::size_t readBufferBytes = std::size_t{32} << 10;
constexpr std::chrono::seconds lingerTime{2};
constexpr std::size_t lingerChunk = 4096;

asio::ssl::context shareContext(const TlsContext& tls) {
    SSL_CTX_up_ref(tls.native());
    return asio::ssl::context(tls.native());
}

class TlsSession final : public HttpSession, public std::enable_shared_from_this<TlsSession> {
public:
    TlsSession(asio::basic_stream_socket<asio::ip::tcp, Executor> socket, const TlsContext& tls,
               std::shared_ptr<SessionOwner> owner)
        : m_context(shareContext(tls))
        , m_stream(TcpStream(std::move(socket)), m_context)
        , m_buffer(readBufferBytes)
        , m_owner(std::move(owner)) {}

    void close() override { m_stream.next_layer().close(); }
    [[nodiscard]] std::shared_ptr<HttpSession> shared() const override {
        return std::const_pointer_cast<TlsSession>(shared_from_this());
    }
    /// Static, so that the coroutine itself keeps the session from its first moment on.
    [[nodiscard]] static Task<> run(std::shared_ptr<TlsSession> self);

private:
    struct Refusal {
        Error error;
        int status;
    };
    [[nodiscard]] Task<Result<>> handshake();
    [[nodiscard]] Task<> serve();
    [[nodiscard]] Task<Keep> serveRequest();
    [[nodiscard]] Task<error_code> readHeader(RequestParser& parser);
    [[nodiscard]] std::optional<Refusal> refusalOf(const error_code& readError);
    [[nodiscard]] Task<> shutDown();

    asio::ssl::context m_context;
    TlsStream m_stream;
    beast::flat_buffer m_buffer;
    std::shared_ptr<SessionOwner> m_owner;
    Peer m_peer;
    std::uint64_t m_generation = 0;
    Admission m_admission = Admission::None;
};

Task<Result<>> TlsSession::handshake() {
    m_stream.next_layer().expires_after(m_owner->limits().handshake);
    error_code error;
    co_await m_stream.async_handshake(asio::ssl::stream_base::server, awaitInto(error));
    if (error) {
        co_return Error(ErrorCode::TlsFailed, {{"detail", error.message()}});
    }
    auto chain = peerChain(m_stream.native_handle());
    if (!chain.ok()) {
        co_return std::move(chain).error();
    }
    auto peer = m_owner->trust().admit(std::move(chain).value());
    if (!peer.ok()) {
        co_return std::move(peer).error();
    }
    m_peer = std::move(peer).value();
    m_generation = m_owner->trust().generation();
    co_return Result<>();
}

std::optional<TlsSession::Refusal> TlsSession::refusalOf(const error_code& readError) {
    if (readError) {
        const int status = readError == http::error::header_limit ? 431 : 400;
        return Refusal{Error(ErrorCode::BadRequest, {{"detail", readError.message()}}), status};
    }
    if (m_admission == Admission::Refuse) {
        return Refusal{Error(ErrorCode::TooManyConnections), 0};
    }
    if (m_generation == m_owner->trust().generation()) {
        return std::nullopt;
    }
    m_generation = m_owner->trust().generation();
    auto admitted = m_owner->trust().stillAdmits(m_peer);
    return admitted.ok() ? std::nullopt : std::optional<Refusal>({std::move(admitted).error(), 403});
}

Task<error_code> TlsSession::readHeader(RequestParser& parser) {
    error_code error;
    if (m_buffer.size() == 0) {
        m_stream.next_layer().expires_after(m_owner->limits().idle);
        const std::size_t count = co_await m_stream.async_read_some(m_buffer.prepare(4096), awaitInto(error));
        m_buffer.commit(count);
        if (error) {
            co_return http::make_error_code(http::error::end_of_stream);
        }
    }
    m_stream.next_layer().expires_after(m_owner->limits().header);
    co_await http::async_read_header(m_stream, m_buffer, parser, awaitInto(error));
    co_return error;
}

Task<Keep> TlsSession::serveRequest() {
    RequestParser parser;
    parser.header_limit(maxHeaderBytes);
    parser.body_limit(UINT64_MAX); // routes have their own, judged by HttpExchange
    const error_code error = co_await readHeader(parser);
    if (error.category() != http::make_error_code(http::error::end_of_stream).category() && error) {
        co_return Keep::Closed; // the link, or its time limit
    }
    if (error == http::error::end_of_stream || error == http::error::partial_message) {
        co_return Keep::Closed;
    }
    HttpExchange exchange(m_stream, m_buffer, parser, m_peer, m_owner->limits());
    if (auto refusal = refusalOf(error)) {
        exchange.closeAfterwards();
        co_await exchange.refuse(std::move(refusal->error), refusal->status);
    } else if (auto understood = exchange.route(); !understood.ok()) {
        co_await exchange.refuse(std::move(understood).error());
    } else {
        co_await m_owner->handler().handle(exchange);
    }
    co_return co_await exchange.finish();
}

Task<> TlsSession::serve() {
    Keep keep = Keep::Open;
    while (keep == Keep::Open) {
        keep = co_await serveRequest();
    }
}

/// Says goodbye, and reads what is still on its way: a connection closed with unread data is reset, and the
/// peer could lose the last answer.
Task<> TlsSession::shutDown() {
    error_code error;
    auto& tcp = m_stream.next_layer();
    tcp.expires_after(lingerTime);
    co_await m_stream.async_shutdown(awaitInto(error));
    tcp.socket().shutdown(asio::socket_base::shutdown_send, error);
    std::uint64_t dropped = 0;
    Bytes scratch(lingerChunk);
    while (!error && dropped < lingerBytes) {
        dropped +=
            co_await tcp.async_read_some(asio::buffer(scratch.data(), scratch.size()), awaitInto(error));
    }
    tcp.close();
}

Task<> TlsSession::run(std::shared_ptr<TlsSession> self) {
    const auto admitted = co_await self->handshake();
    if (admitted.ok()) {
        self->m_admission = self->m_owner->admit(*self);
        if (self->m_admission == Admission::Serve) {
            self->m_owner->handler().connectionOpened(self->m_peer);
        }
        if (self->m_admission != Admission::Close) {
            co_await self->serve();
        }
        co_await self->shutDown();
        if (self->m_admission == Admission::Serve) {
            self->m_owner->handler().connectionClosed(self->m_peer);
        }
    } else {
        logError("A connection was refused", admitted.error());
    }
    self->m_owner->ended(*self, self->m_admission);
}

} // namespace

std::shared_ptr<HttpSession> HttpSession::start(asio::basic_stream_socket<asio::ip::tcp, Executor> socket,
                                                const TlsContext& tls, std::shared_ptr<SessionOwner> owner) {
    const Executor executor = socket.get_executor();
    auto session = std::make_shared<TlsSession>(std::move(socket), tls, std::move(owner));
    spawn(executor, TlsSession::run(session));
    return session;
}

} // namespace fieldfare::agent
