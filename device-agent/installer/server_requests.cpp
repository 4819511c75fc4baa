// SPDX-License-Identifier: Apache-2.0
// What the server does for each request, and the streams of installations.
#include "device-agent/installer/server.h"

#include "core/base/base64.h"
#include "device-agent/installer/device_report.h"
#include "device-agent/installer/head_store.h"

#include <sys/eventfd.h>

namespace fieldfare::installer {
namespace {

constexpr std::size_t maxByBytes = 64;
constexpr std::size_t maxIdBytes = 64;
constexpr std::uint64_t maxLogLines = 10'000;
constexpr std::uint64_t defaultLogLines = 200;

Json installationJson(const InstallationStatus& status) {
    return {{"installation", toJson(status)}};
}

Error badRequest(const Error& why) {
    return Error(ErrorCode::BadMessage,
                 {{"detail", describe(why).happened}, {"path", std::string("request")}});
}

/// Reads one member of a request and takes `do` and `by` for granted.
template <typename Read>
auto member(const Json& json, Read read) -> Result<decltype(read(std::declval<JsonReader&>()))> {
    JsonReader reader(json, "request");
    reader.ignore("do");
    reader.ignore("by");
    auto value = read(reader);
    if (auto finished = reader.finish(); !finished.ok()) {
        return badRequest(finished.error());
    }
    return value;
}

Result<std::string> idOf(const Json& json) {
    return member(json, [](JsonReader& reader) { return reader.text("id", maxIdBytes); });
}

std::string byOf(const Json& json) {
    const auto by = json.find("by");
    return by != json.end() && by->is_string() ? by->get<std::string>().substr(0, maxByBytes) : std::string();
}

} // namespace

void Server::take(Client& client, SocketMessage message) {
    if (message.type == SocketFrame::Request && !client.streams) {
        takeRequest(client, message.json);
        return;
    }
    Result<> taken;
    if (message.type == SocketFrame::Head && &client == m_sender && m_head) {
        taken = takeHead(message);
    } else if (message.type == SocketFrame::Data && &client == m_sender && m_job) {
        taken = m_job->source().push(message.position, std::move(message.data));
    } else if (message.type == SocketFrame::Head || message.type == SocketFrame::Data) {
        return; // under way when the installation was refused or ended
    } else {
        taken = Error(ErrorCode::BadMessage,
                      {{"detail", std::string("it was not expected now")}, {"path", std::string("socket")}});
    }
    if (!taken.ok()) {
        refuse(client, taken.error());
    }
}

/// The last words on a stream.
void Server::refuse(Client& client, const Error& error) {
    client.connection.send(socketReply(error));
    client.closeWhenSent = true;
    if (&client == m_sender) {
        m_head.reset();
    }
}

void Server::takeRequest(Client& client, const Json& json) {
    const auto what = json.find("do");
    const std::string name =
        what != json.end() && what->is_string() ? what->get<std::string>() : std::string();
    if (name == "install" || name == "resume") {
        client.streams = true;
        if (auto begun = name == "install" ? beginInstall(client, json) : beginResume(client, json);
            !begun.ok()) {
            refuse(client, begun.error());
        }
        return;
    }
    if (name == "subscribe") {
        subscribe(client);
        return;
    }
    const auto reply = answer(client, name, json);
    if (!reply.ok()) {
        client.connection.send(socketReply(reply.error()));
    } else if (name != "logs") { // whose reply comes after its lines
        client.connection.send(socketReply(*reply));
    }
}

void Server::subscribe(Client& client) {
    client.connection.send(socketReply());
    client.subscribed = true;
    if (const auto status = reportDevice(m_services, running()); status.ok()) {
        client.connection.send(socketEvent("device", toJson(*status)));
        if (status->installation) {
            client.connection.send(socketEvent("installation", toJson(*status->installation)));
        }
    }
    if (m_outside.empty()) {
        announceDevice();
    }
}

Result<Json> Server::device() {
    FF_TRY(const DeviceStatus status, reportDevice(m_services, running()));
    return Json{{"device", toJson(status)}};
}

Result<Json> Server::answer(Client& client, const std::string& what, const Json& json) {
    if (what == "status") {
        return device();
    }
    if (what == "installation") {
        FF_TRY(const std::string id, idOf(json));
        const auto status = running();
        if (status && status->id == id) {
            return installationJson(*status);
        }
        FF_TRY(const InstallationStatus kept, m_control.installation(id));
        return installationJson(kept);
    }
    if (what == "pause" || what == "unpause" || what == "cancel") {
        FF_TRY(const std::string id, idOf(json));
        return wish(what == "pause" ? Wish::Pause : (what == "unpause" ? Wish::GoOn : Wish::Cancel), id);
    }
    if (what == "commit") {
        FF_CHECK(m_control.commit());
        announceDevice();
        return Json::object();
    }
    if (what == "rollback") {
        FF_TRY(const Restart restart, m_control.rollBack());
        m_restartWanted = restart == Restart::Needed;
        announceDevice();
        return Json::object();
    }
    if (what == "reboot") {
        if (m_job) {
            return Error(ErrorCode::InstallRunning, {{"id", running() ? running()->id : std::string()}});
        }
        m_restartWanted = true;
        return Json::object();
    }
    if (what == "identify") {
        FF_CHECK(m_control.identify());
        return Json::object();
    }
    if (what == "set-clock") {
        FF_TRY(const std::int64_t time,
               member(json, [](JsonReader& reader) { return reader.signedNumber("unixTime"); }));
        FF_CHECK(m_control.setClock(time));
        announceDevice();
        return Json::object();
    }
    if (what == "set-revocations") {
        using Texts = std::pair<std::string, std::string>;
        FF_TRY(const Texts texts, member(json, [](JsonReader& reader) {
                   return Texts{reader.text("json", maxRevocationBytes),
                                reader.text("cms", 2 * maxRevocationBytes)};
               }));
        FF_TRY(const std::uint64_t number, m_control.setRevocations(texts.first, texts.second));
        broadcast("revocations", Json{{"number", number}});
        return Json{{"number", number}};
    }
    if (what == "get-revocations") {
        return m_control.revocations();
    }
    if (what == "logs") {
        return startLog(client, json);
    }
    return Error(ErrorCode::BadMessage, {{"detail", "the request is not known: " + what.substr(0, 32)},
                                         {"path", std::string("request")}});
}

Result<Json> Server::startLog(Client& client, const Json& json) {
    using Wanted = std::pair<std::uint64_t, bool>;
    FF_TRY(const Wanted wanted, member(json, [](JsonReader& reader) {
               return Wanted{reader.numberOr("lines", maxLogLines, defaultLogLines),
                             reader.booleanOr("follow", false)};
           }));
    FF_TRY(client.log, LogReader::start(m_services.config.logCommand, wanted.first,
                                        wanted.second ? LogReader::Follow::Yes : LogReader::Follow::No));
    return Json::object();
}

Result<Json> Server::wish(Wish wish, const std::string& id) {
    const auto status = running();
    if (m_job && m_job->phase() == InstallJob::Phase::Installing && status && status->id == id) {
        m_job->want(wish);
        InstallationStatus seen = *m_job->status();
        if (wish == Wish::Cancel) {
            seen.state = InstallationState::Cancelled;
        }
        return installationJson(seen);
    }
    FF_TRY(const InstallationStatus changed, wish == Wish::Pause  ? m_control.pause(id)
                                             : wish == Wish::GoOn ? m_control.unpause(id)
                                                                  : m_control.cancel(id));
    m_told = changed;
    broadcast("installation", toJson(changed));
    m_outside.clear();
    return installationJson(changed);
}

Result<> Server::beginInstall(Client& client, const Json& json) {
    struct Wanted {
        std::uint64_t headBytes;
        bool older;
        bool reboot;
    };
    FF_TRY(const Wanted wanted, member(json, [](JsonReader& reader) {
               return Wanted{reader.number("headBytes", maxHeadBytes), reader.booleanOr("allowOlder", false),
                             reader.booleanOr("reboot", false)};
           }));
    if (m_job || m_head) {
        return Error(ErrorCode::InstallRunning, {{"id", running() ? running()->id : std::string()}});
    }
    FF_TRY(InstanceLock lock, InstanceLock::take(m_services.config.stateFolder));
    FF_TRY(const InstallationLog log, InstallationLog::open(m_services.state));
    FF_CHECK(dropUnusedHeads(m_services.state, log));
    FF_TRY(const std::string name, HeadStore(m_services.state).begin(wanted.headBytes));
    InstallRequest request;
    request.older = wanted.older ? OlderVersions::Allow : OlderVersions::Refuse;
    request.after = wanted.reboot ? AfterInstall::Reboot : AfterInstall::Stay;
    request.by = byOf(json);
    m_head.emplace(HeadInFlight{std::move(lock), name, wanted.headBytes, 0, std::move(request)});
    m_sender = &client;
    return {};
}

Result<> Server::beginResume(Client& client, const Json& json) {
    FF_TRY(const std::string id, idOf(json));
    if (m_job || m_head) {
        return Error(ErrorCode::InstallRunning, {{"id", running() ? running()->id : std::string()}});
    }
    FF_TRY(InstanceLock lock, InstanceLock::take(m_services.config.stateFolder));
    InstallJob::Order order;
    order.id = id;
    order.request.by = byOf(json);
    m_sender = &client;
    startJob(std::move(lock), std::move(order));
    return {};
}

Result<> Server::takeHead(const SocketMessage& message) {
    HeadInFlight& head = *m_head;
    if (message.position != head.received || message.data.size() > head.bytes - head.received) {
        return Error(ErrorCode::WrongPosition,
                     {{"have", message.position}, {"need", head.received}, {"id", std::string()}});
    }
    FF_CHECK(HeadStore(m_services.state).append(head.name, message.data));
    head.received += message.data.size();
    if (head.received == head.bytes) {
        InstallJob::Order order{head.name, {}, head.request};
        InstanceLock lock = std::move(head.lock);
        m_head.reset();
        startJob(std::move(lock), std::move(order));
    }
    return {};
}

void Server::startJob(InstanceLock lock, InstallJob::Order order) {
    m_lastAck = {};
    const int wake = m_wake.get();
    m_job = std::make_unique<InstallJob>(m_open, std::move(lock), std::move(order),
                                         [wake] { (void)::eventfd_write(wake, 1); });
}

void Server::endJob() {
    const Result<>& outcome = m_job->outcome();
    const auto status = m_job->status();
    if (m_sender != nullptr) {
        const bool ok = outcome.ok() && status;
        m_sender->connection.send(ok ? socketReply(installationJson(*status)) : socketReply(outcome.error()));
        m_sender->closeWhenSent = true;
    }
    if (m_job->wasRefused() && !outcome.ok()) {
        broadcast("refused", Json{{"error", toJson(outcome.error())}, {"by", m_job->by()}});
    }
    m_restartWanted = m_restartWanted || m_job->wantsReboot();
    m_job.reset();
    announceDevice();
}

} // namespace fieldfare::installer
