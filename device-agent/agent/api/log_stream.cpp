// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/log_stream.h"

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxLineBytes = 4096;

std::string linesOf(const Json& event) {
    std::string text;
    const auto data = event.find("data");
    if (data == event.end() || !data->is_object()) {
        return text;
    }
    const auto lines = data->find("lines");
    if (lines == data->end() || !lines->is_array()) {
        return text;
    }
    for (const Json& line : *lines) {
        if (const auto* string = line.get_ptr<const std::string*>()) {
            text += string->substr(0, maxLineBytes);
            text += '\n';
        }
    }
    return text;
}

/// Sends lines until the installer ends, the peer is gone or the link breaks.
Task<> copyLines(Exchange& exchange, std::shared_ptr<InstallerConnection> connection,
                 std::optional<SocketMessage> message) {
    while (message && message->type == SocketFrame::Event) {
        std::string text = linesOf(message->json);
        if (!text.empty()) {
            const auto sent = co_await exchange.writeStream(std::move(text));
            if (!sent.ok()) {
                co_return;
            }
        }
        auto next = co_await connection->receive();
        if (!next.ok()) {
            co_return;
        }
        message = std::move(next).value();
    }
}

} // namespace

Task<Result<>> streamLogs(Exchange& exchange, Executor executor, std::filesystem::path socket,
                          LogRequest request) {
    auto opened = co_await InstallerConnection::open(executor, std::move(socket));
    if (!opened.ok()) {
        co_return std::move(opened).error();
    }
    const auto connection = std::move(opened).value();
    Json params = Json::object();
    params["lines"] = request.lines;
    params["follow"] = request.follow;
    params["by"] = request.by;
    auto asked = co_await connection->send(socketRequest("logs", std::move(params)));
    if (!asked.ok()) {
        co_return std::move(asked).error();
    }
    // A log that nobody reads does not wait for its next line.
    exchange.whenPeerGone([connection] { connection->close(); });
    auto first = co_await connection->receive();
    if (!first.ok()) {
        co_return std::move(first).error();
    }
    if (first->has_value() && (*first)->type == SocketFrame::Reply) {
        if (auto reply = openReply(**first); !reply.ok()) {
            co_return std::move(reply).error();
        }
    }
    const auto begun = co_await exchange.beginStream("text/plain; charset=utf-8");
    if (begun.ok()) {
        co_await copyLines(exchange, connection, std::move(first).value());
    }
    co_return Result<>();
}

} // namespace fieldfare::agent
