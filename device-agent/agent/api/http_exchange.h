// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/http_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace fieldfare::agent {

using TcpStream = boost::beast::basic_stream<asio::ip::tcp, Executor>;
using TlsStream = asio::ssl::stream<TcpStream>;
using RequestParser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

/// Read from a connection that is refused before it is closed, so that the answer is not lost in a reset.
inline constexpr std::uint64_t lingerBytes = std::uint64_t{1} << 20;

enum class Keep { Open, Closed };

/// A request on the connection, as the handler sees it.
class HttpExchange final : public Exchange {
public:
    HttpExchange(TlsStream& stream, boost::beast::flat_buffer& buffer, RequestParser& parser,
                 const Peer& peer, const ServerLimits& limits)
        : m_stream(stream)
        , m_buffer(buffer)
        , m_parser(parser)
        , m_peer(peer)
        , m_limits(limits) {}

    [[nodiscard]] const RoutedRequest& request() const override { return m_request; }
    [[nodiscard]] const Peer& peer() const override { return m_peer; }
    [[nodiscard]] std::optional<std::uint64_t> bodyBytes() const override {
        const auto length = m_parser.content_length();
        return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
    }
    [[nodiscard]] Task<Result<std::size_t>> readBody(MutableBytes into) override;
    [[nodiscard]] Task<Result<>> reply(int status, std::string json) override;
    [[nodiscard]] Task<Result<>> beginStream(std::string_view contentType) override;
    [[nodiscard]] Task<Result<>> writeStream(std::string text) override;
    [[nodiscard]] bool peerGone() override;
    void whenPeerGone(std::function<void()> then) override;

    /// Understands the request line; on failure the exchange can only be refused.
    [[nodiscard]] Result<> route();
    /// Answers with an error; `status` 0 takes the one that goes with its code.
    [[nodiscard]] Task<> refuse(Error error, int status = 0);
    /// Ends the answer. Whether the connection can take another request.
    [[nodiscard]] Task<Keep> finish();
    void closeAfterwards() { m_keep = Keep::Closed; }

private:
    [[nodiscard]] Task<> drain();
    [[nodiscard]] Task<Result<>> write(std::string bytes);
    [[nodiscard]] std::string head(int status, std::string_view contentType) const;
    [[nodiscard]] std::uint64_t bodyLimit() const {
        return m_request.route != nullptr ? m_request.route->bodyLimitBytes : lingerBytes;
    }
    [[nodiscard]] Error lost() {
        m_keep = Keep::Closed;
        m_broken = true;
        return Error(ErrorCode::LinkLost);
    }

    TlsStream& m_stream;
    boost::beast::flat_buffer& m_buffer;
    RequestParser& m_parser;
    const Peer& m_peer;
    const ServerLimits& m_limits;
    RoutedRequest m_request;
    std::string m_allow;
    std::uint64_t m_bodyRead = 0;
    Keep m_keep = Keep::Open;
    bool m_broken = false;
    bool m_answered = false;
    bool m_streaming = false;
    bool m_continued = false;
    std::shared_ptr<std::function<void()>> m_whenPeerGone;
};

} // namespace fieldfare::agent
