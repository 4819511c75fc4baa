// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/http_exchange.h"

#include "device-agent/agent/api/http_status.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <cerrno>
#include <cstdio>

namespace fieldfare::agent {

namespace http = boost::beast::http;

namespace {

std::string_view reasonOf(int status) {
    const auto known = http::obsolete_reason(static_cast<http::status>(status));
    return known.empty() ? std::string_view("Error") : std::string_view(known.data(), known.size());
}

std::string_view toView(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

} // namespace

Result<> HttpExchange::route() {
    const auto& message = m_parser.get();
    if (!m_parser.keep_alive()) {
        m_keep = Keep::Closed;
    }
    if (message.version() != 11) {
        return Error(ErrorCode::BadRequest, {{"detail", "not HTTP/1.1"}});
    }
    // Only browsers send it: a page from elsewhere must not use a technician's certificate.
    if (message.find(http::field::origin) != message.end()) {
        return Error(ErrorCode::NotPermitted, {{"detail", "requests from web pages"}});
    }
    auto routed = routeRequest(toView(message.method_string()), toView(message.target()));
    if (!routed.ok()) {
        if (const ErrorValue* allow = routed.error().find("allow")) {
            m_allow = toString(*allow);
        }
        return std::move(routed).error();
    }
    m_request = std::move(routed).value();
    if (const auto length = bodyBytes(); length && *length > m_request.route->bodyLimitBytes) {
        return Error(ErrorCode::TooLarge, {{"have", *length}, {"limit", m_request.route->bodyLimitBytes}});
    }
    return {};
}

Task<Result<std::size_t>> HttpExchange::readBody(MutableBytes into) {
    if (m_parser.is_done() || m_broken) {
        co_return std::size_t{0};
    }
    if (!m_continued && m_parser.get()[http::field::expect] == "100-continue") {
        m_continued = true;
        auto sent = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
        if (!sent.ok()) {
            co_return std::move(sent).error();
        }
    }
    auto& body = m_parser.get().body();
    body.data = into.data();
    body.size = into.size();
    while (!m_parser.is_done() && body.size == into.size()) {
        m_stream.next_layer().expires_after(m_limits.body);
        error_code error;
        co_await http::async_read_some(m_stream, m_buffer, m_parser, awaitInto(error));
        if (error && error != http::error::need_buffer) {
            co_return lost();
        }
    }
    const std::size_t count = into.size() - body.size;
    m_bodyRead += count;
    if (m_bodyRead > bodyLimit()) {
        m_keep = Keep::Closed;
        co_return Error(ErrorCode::TooLarge, {{"have", m_bodyRead}, {"limit", bodyLimit()}});
    }
    co_return count;
}

/// Reads what is left of the body, so that the answer is not lost in a reset connection.
Task<> HttpExchange::drain() {
    if (!m_parser.is_header_done()) {
        m_keep =
            Keep::Closed; // what follows is not a body; the session reads some of it while it says goodbye
        co_return;
    }
    const bool bounded = m_keep == Keep::Open && bodyBytes().value_or(0) <= bodyLimit();
    Bytes scratch(std::size_t{16} << 10);
    const std::uint64_t most = bounded ? bodyLimit() : lingerBytes;
    std::uint64_t dropped = 0;
    while (!m_parser.is_done() && !m_broken && dropped <= most) {
        auto count = co_await readBody(scratch);
        if (!count.ok() && count.error().code() == ErrorCode::LinkLost) {
            co_return;
        }
        dropped += count.ok() ? *count : scratch.size();
    }
    if (!m_parser.is_done()) {
        m_keep = Keep::Closed;
    }
}

Task<Result<>> HttpExchange::write(std::string bytes) {
    if (m_broken) {
        co_return lost();
    }
    m_stream.next_layer().expires_after(m_limits.write);
    error_code error;
    co_await asio::async_write(m_stream, asio::buffer(bytes), awaitInto(error));
    co_return error ? Result<>(lost()) : Result<>();
}

std::string HttpExchange::head(int status, std::string_view contentType) const {
    std::string text = "HTTP/1.1 " + std::to_string(status) + " ";
    text += reasonOf(status);
    text += "\r\nContent-Type: ";
    text += contentType;
    text += "\r\nCache-Control: no-store\r\n";
    if (!m_allow.empty()) {
        text += "Allow: " + m_allow + "\r\n";
    }
    if (m_keep == Keep::Closed) {
        text += "Connection: close\r\n";
    }
    return text;
}

Task<Result<>> HttpExchange::reply(int status, std::string json) {
    m_answered = true;
    co_await drain();
    std::string answer = head(status, "application/json");
    answer += "Content-Length: " + std::to_string(json.size()) + "\r\n\r\n";
    answer += json;
    co_return co_await write(std::move(answer));
}

Task<> HttpExchange::refuse(Error error, int status) {
    std::string body = errorBody(error);
    auto sent = co_await reply(status != 0 ? status : httpStatusOf(error.code()), std::move(body));
    (void)sent.ok();
}

Task<Result<>> HttpExchange::beginStream(std::string_view contentType) {
    m_answered = true;
    m_streaming = true;
    co_await drain();
    co_return co_await write(head(200, contentType) + "Transfer-Encoding: chunked\r\n\r\n");
}

Task<Result<>> HttpExchange::writeStream(std::string text) {
    char size[20];
    std::snprintf(size, sizeof(size), "%zx\r\n", text.size());
    text.insert(0, size);
    text += "\r\n";
    co_return co_await write(std::move(text));
}

bool HttpExchange::peerGone() {
    if (m_broken) {
        return true;
    }
    char byte = 0;
    const auto count =
        ::recv(m_stream.next_layer().socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

void HttpExchange::whenPeerGone(std::function<void()> then) {
    m_whenPeerGone = std::make_shared<std::function<void()>>(std::move(then));
    m_stream.next_layer().socket().async_wait(
        asio::socket_base::wait_read, [weak = std::weak_ptr(m_whenPeerGone)](const error_code&) {
            if (const auto call = weak.lock()) { // also when we closed the connection ourselves
                (*call)();
            }
        });
}

Task<Keep> HttpExchange::finish() {
    if (std::exchange(m_whenPeerGone, nullptr)) {
        error_code ignored;
        m_stream.next_layer().socket().cancel(ignored);
    }
    if (!m_answered && !m_broken) {
        Error error(ErrorCode::Io, {{"operation", "answer"}, {"path", ""}, {"detail", "no answer"}});
        co_await refuse(std::move(error));
    }
    if (m_streaming) {
        auto sent = co_await write("0\r\n\r\n");
        (void)sent.ok();
    }
    co_return m_keep;
}

} // namespace fieldfare::agent
