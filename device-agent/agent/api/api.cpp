// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/api.h"

#include "core/base/base64.h"
#include "device-agent/agent/api/http_status.h"
#include "device-agent/agent/api/log_stream.h"
#include "device-agent/agent/api/query.h"
#include "device-agent/agent/api/request_body.h"
#include "device-agent/agent/log.h"

namespace fieldfare::agent {

namespace {

constexpr std::chrono::seconds heartbeat{5};

int successStatusOf(Operation operation) {
    switch (operation) {
    case Operation::Offer:
        return 201;
    case Operation::Reboot:
    case Operation::Rollback:
        return 202;
    default:
        return 200;
    }
}

Result<> checkNoQuery(const Exchange& exchange) {
    return QueryReader(exchange.request().query).finish();
}

/// What stands under this name in the installer's reply.
Result<Json> memberOf(const Result<Json>& reply, const char* name) {
    if (!reply.ok()) {
        return reply;
    }
    const auto member = reply->find(name);
    if (member == reply->end()) {
        return Error(ErrorCode::BadMessage, {{"detail", "the installer's reply"}});
    }
    return *member;
}

/// The answer where there is nothing to tell but that it is done.
Result<Json> doneIf(const Result<Json>& reply) {
    return reply.ok() ? Result<Json>(Json::object()) : reply;
}

/// What a technician may do whom the device would not know to be revoked: see what is wrong, and mend it.
bool isAllowedToTheRevoked(Operation operation) {
    switch (operation) {
    case Operation::Device:
    case Operation::Installation:
    case Operation::Needed:
    case Operation::SetClock:
    case Operation::SetRevocations:
        return true;
    default:
        return false;
    }
}

} // namespace

Task<Result<std::string>> readWholeBody(Exchange& exchange) {
    std::string body;
    Bytes chunk(4096);
    for (;;) {
        const auto count = co_await exchange.readBody(chunk);
        if (!count.ok()) {
            co_return count.error();
        }
        if (*count == 0) {
            co_return body;
        }
        body += asText(ByteView(chunk).first(*count));
    }
}

Api::Api(Executor executor, std::filesystem::path socket, std::string deviceId, EventHub& hub,
         InstallerWatch& watch, PeerTrust& trust, Push& push)
    : m_executor(executor)
    , m_socket(std::move(socket))
    , m_deviceId(std::move(deviceId))
    , m_hub(hub)
    , m_watch(watch)
    , m_trust(trust)
    , m_push(push) {}

void Api::connectionOpened(const Peer& peer) {
    m_push.connectionOpened(peer);
}

void Api::connectionClosed(const Peer& peer) {
    m_push.connectionClosed(peer);
}

Task<> Api::handle(Exchange& exchange) {
    const Operation operation = exchange.request().route->operation;
    if (operation == Operation::Events) {
        co_return co_await events(exchange);
    }
    if (operation == Operation::Logs) {
        co_return co_await logs(exchange);
    }
    const auto result = co_await answer(exchange);
    const int status = result.ok() ? successStatusOf(operation) : httpStatusOf(result.error().code());
    std::string body = result.ok() ? jsonText(*result) : errorBody(result.error());
    const auto sent = co_await exchange.reply(status, std::move(body));
    (void)sent.ok(); // a peer that is gone is noticed by the session
}

Task<Result<Json>> Api::answer(Exchange& exchange) {
    const Operation operation = exchange.request().route->operation;
    if (m_trust.revocationsDamaged() && !isAllowedToTheRevoked(operation)) {
        co_return Error(ErrorCode::RevocationsDamaged, {{"detail", "the installer says so"}, {"path", ""}});
    }
    if (operation == Operation::Offer) {
        co_return co_await offer(exchange);
    }
    if (operation == Operation::Data) {
        co_return co_await put(exchange);
    }
    auto query = checkNoQuery(exchange);
    if (!query.ok()) {
        co_return std::move(query).error();
    }
    switch (operation) {
    case Operation::Device:
        co_return co_await device(exchange);
    case Operation::Installation:
        co_return co_await installation(exchange, "installation");
    case Operation::Needed:
        co_return co_await m_push.needed(exchange.request().id);
    case Operation::Resume:
        co_return co_await m_push.resume(exchange);
    case Operation::Pause:
        co_return co_await installation(exchange, "pause");
    case Operation::Unpause:
        co_return co_await installation(exchange, "unpause");
    case Operation::Cancel:
        co_return co_await installation(exchange, "cancel");
    case Operation::Reboot:
        co_return co_await act(exchange, "reboot");
    case Operation::Commit:
        co_return co_await act(exchange, "commit");
    case Operation::Rollback:
        co_return co_await act(exchange, "rollback");
    case Operation::Identify:
        co_return co_await act(exchange, "identify");
    case Operation::SetClock:
        co_return co_await setClock(exchange);
    case Operation::SetRevocations:
        co_return co_await setRevocations(exchange);
    case Operation::Offer:
    case Operation::Data:
    case Operation::Events:
    case Operation::Logs:
        break;
    }
    co_return Error(ErrorCode::NotSupported, {{"detail", "this request"}, {"path", ""}});
}

Task<Result<Json>> Api::ask(const Exchange& exchange, std::string_view what, Json params) {
    params["by"] = exchange.peer().name;
    co_return co_await askInstaller(m_executor, m_socket, socketRequest(what, std::move(params)));
}

Task<Result<Json>> Api::device(Exchange& exchange) {
    const auto reply = co_await ask(exchange, "status", Json::object());
    auto status = memberOf(reply, "device");
    if (status.ok() && status->is_object()) {
        (*status)["id"] = m_deviceId;
    }
    co_return status;
}

Task<Result<Json>> Api::offer(Exchange& exchange) {
    QueryReader query(exchange.request().query);
    Push::Offer wanted;
    wanted.allowOlder = query.flag("allowOlder");
    wanted.reboot = query.flag("reboot");
    auto understood = query.finish();
    if (!understood.ok()) {
        co_return std::move(understood).error();
    }
    auto answered = co_await m_push.offer(exchange, wanted);
    logLine(exchange.peer().name + " offers a bundle: " +
            (answered.ok() ? std::string("accepted") : std::string(errorSlug(answered.error().code()))));
    co_return answered;
}

Task<Result<Json>> Api::put(Exchange& exchange) {
    QueryReader query(exchange.request().query);
    const std::uint64_t position = query.number("position", INT64_MAX);
    auto understood = query.finish();
    if (!understood.ok()) {
        co_return std::move(understood).error();
    }
    co_return co_await m_push.put(exchange, position);
}

Task<Result<Json>> Api::installation(Exchange& exchange, std::string_view what) {
    Json params = Json::object();
    params["id"] = exchange.request().id;
    const auto reply = co_await ask(exchange, what, std::move(params));
    auto status = memberOf(reply, "installation");
    if (status.ok()) {
        m_push.noteInstallation(*status);
    }
    co_return status;
}

Task<Result<Json>> Api::act(Exchange& exchange, std::string_view what) {
    const auto reply = co_await ask(exchange, what, Json::object());
    logLine(exchange.peer().name + " asks for " + std::string(what) + ": " +
            (reply.ok() ? std::string("done") : std::string(errorSlug(reply.error().code()))));
    co_return doneIf(reply);
}

Task<Result<Json>> Api::setClock(Exchange& exchange) {
    const auto body = co_await readWholeBody(exchange);
    if (!body.ok()) {
        co_return body.error();
    }
    const auto time = readClockBody(*body);
    if (!time.ok()) {
        co_return time.error();
    }
    Json params = Json::object();
    params["unixTime"] = *time;
    const auto reply = co_await ask(exchange, "set-clock", std::move(params));
    co_return doneIf(reply);
}

Task<Result<Json>> Api::setRevocations(Exchange& exchange) {
    const auto body = co_await readWholeBody(exchange);
    if (!body.ok()) {
        co_return body.error();
    }
    const auto list = readRevocationsBody(*body);
    if (!list.ok()) {
        co_return list.error();
    }
    // Asked before the installer, so that it is not bothered with texts that no root signed.
    const auto opened = openRevocations(asBytes(list->json), list->cms, m_trust.store());
    if (!opened.ok()) {
        co_return opened.error();
    }
    Json params = Json::object();
    params["json"] = list->json;
    params["cms"] = toBase64(list->cms);
    const auto reply = co_await ask(exchange, "set-revocations", std::move(params));
    if (!reply.ok()) {
        co_return reply.error();
    }
    const auto taken = m_trust.offerRevocations(asBytes(list->json), list->cms);
    if (!taken.ok()) {
        co_return taken.error();
    }
    Json answered = Json::object();
    answered["number"] = m_trust.store().revocations().number;
    co_return answered;
}

Task<> Api::events(Exchange& exchange) {
    const auto reader = m_hub.subscribe();
    auto sent = co_await exchange.beginStream("text/event-stream");
    exchange.whenPeerGone([reader] { reader->wake(); });
    while (sent.ok() && !reader->tooSlow() && !exchange.peerGone()) {
        std::string event = co_await reader->next(heartbeat);
        if (event.empty()) {
            event = ":\n\n";
        }
        sent = co_await exchange.writeStream(std::move(event));
    }
}

Task<> Api::logs(Exchange& exchange) {
    QueryReader query(exchange.request().query);
    LogRequest wanted;
    wanted.lines = query.numberOr("lines", maxLogLines, defaultLogLines);
    wanted.follow = query.flag("follow");
    wanted.by = exchange.peer().name;
    auto understood = query.finish();
    const auto ignored = co_await readWholeBody(exchange);
    if (understood.ok() && !ignored.ok()) {
        understood = ignored.error();
    }
    if (understood.ok()) {
        understood = co_await streamLogs(exchange, m_executor, m_socket, std::move(wanted));
    }
    if (!understood.ok()) {
        std::string body = errorBody(understood.error());
        const auto sent = co_await exchange.reply(httpStatusOf(understood.error().code()), std::move(body));
        (void)sent.ok();
    }
}

} // namespace fieldfare::agent
