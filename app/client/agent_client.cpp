// SPDX-License-Identifier: Apache-2.0
#include "app/client/agent_client.h"

#include "app/client/event_stream_parser.h"

#include <QUrl>

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr JsonLimits replyLimits{std::size_t{4} << 20, 16};
constexpr auto eventSilence = std::chrono::seconds(15);
constexpr auto actionSilence = std::chrono::seconds(60);
/// Planning may read a whole slot before the device answers.
constexpr auto planningSilence = std::chrono::minutes(5);

Error badReply(const char* detail) {
    return Error(ErrorCode::BadMessage, {{"detail", std::string(detail)}});
}

Result<Json> jsonOf(const HttpReply& reply) {
    auto json = parseJson(reply.body, replyLimits);
    if (reply.status >= 200 && reply.status < 300) {
        return json ? std::move(json) : badReply("the answer is not JSON");
    }
    if (json && json->is_object() && json->contains("error")) {
        return errorFromJson((*json)["error"]);
    }
    return Error(ErrorCode::RemoteError, {{"detail", "HTTP " + std::to_string(reply.status)}});
}

QByteArray installationTarget(const std::string& id, const char* tail) {
    return "/v1/installations/" + QUrl::toPercentEncoding(QString::fromStdString(id)) + tail;
}

const Json& member(const Json& json, const char* key) {
    static const Json nothing;
    return json.is_object() && json.contains(key) ? json[key] : nothing;
}

Result<Offer> offerOf(const Json& json) {
    Offer offer;
    FF_TRY(offer.installation, installationStatusFromJson(member(json, "installation")));
    FF_TRY(offer.needed, neededRangesFromJson(member(json, "needed")));
    return offer;
}

Result<PutProgress> putProgressOf(const Json& json) {
    constexpr auto anyNumber = std::uint64_t{1} << 62;
    JsonReader reader(json, "answer");
    PutProgress progress;
    progress.received = reader.number("received", anyNumber);
    progress.durable = reader.number("durable", anyNumber);
    progress.totalBytes = reader.number("totalBytes", anyNumber);
    progress.maxPutBytes = reader.numberOr("maxPutBytes", anyNumber, 0);
    progress.complete = reader.boolean("complete");
    const auto state = installationStateFromName(reader.text("state", 64));
    const Result<> finished = reader.finish();
    if (!finished && !(finished.error() == ErrorCode::UnknownKey)) { // a newer device may say more
        return finished.error();
    }
    if (!state || progress.received > progress.totalBytes || progress.durable > progress.received) {
        return badReply("the positions contradict each other");
    }
    progress.state = *state;
    return progress;
}

template <typename T>
AgentClient::Done<Json> parsed(Result<T> (*parse)(const Json&), AgentClient::Done<T> done) {
    return [parse, done = std::move(done)](Result<Json> json) {
        done(json ? parse(*json) : Result<T>(std::move(json).error()));
    };
}

} // namespace

AgentClient::AgentClient(DeviceAddress address, std::shared_ptr<const Identity> identity,
                         std::string expectedId, QObject* parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_identity(std::move(identity))
    , m_expectedId(std::move(expectedId))
    , m_label(m_address.toString().toStdString())
    , m_requests(m_address, m_identity, [this](const auto& chain) { return checkPeer(chain); })
    , m_events(m_address, m_identity, [this](const auto& chain) { return checkPeer(chain); }) {}

Result<> AgentClient::checkPeer(const std::vector<Certificate>& chain) {
    FF_CHECK(m_identity->trust().verifyPeer(chain, Role::Device, laptopTimePolicy(SystemClock())));
    const std::string id = chain.front().commonName();
    const std::string& wanted = m_expectedId.empty() ? m_deviceId : m_expectedId;
    if (id.empty() || (!wanted.empty() && id != wanted)) {
        return Error(ErrorCode::WrongDevice, {{"have", id}, {"want", wanted}});
    }
    m_deviceId = id;
    m_deviceChain = chain;
    return {};
}

void AgentClient::abort() {
    abortPuts();
    m_requests.abort();
    m_events.abort();
}

void AgentClient::abortPuts() {
    m_queue.clear();
    m_queuedUnderWay = false;
    if (m_requests.busy() || !m_requests.isOpen()) {
        m_requests.abort();
    }
    for (const auto& lane : m_lanes) {
        lane->abort();
    }
}

std::uint64_t AgentClient::bodyBytesSent() const {
    std::uint64_t sent = m_requests.bodyBytesSent();
    for (const auto& lane : m_lanes) {
        sent += lane->bodyBytesSent();
    }
    return sent;
}

/// The one with the fewest puts; a new one rather than a second put on any.
HttpConnection& AgentClient::nextLane() {
    const bool requestsToo = m_queue.empty() && !m_queuedUnderWay;
    HttpConnection* best = requestsToo ? &m_requests : nullptr;
    for (const auto& lane : m_lanes) {
        best = best == nullptr || lane->underWay() < best->underWay() ? lane.get() : best;
    }
    if ((best == nullptr || best->busy()) && (m_lanes.size() + 1 < m_putConnections || best == nullptr)) {
        m_lanes.push_back(std::make_unique<HttpConnection>(
            m_address, m_identity, [this](const auto& chain) { return checkPeer(chain); }));
        best = m_lanes.back().get();
    }
    return *best;
}

void AgentClient::enqueue(HttpRequest request, HttpConnection::Done done) {
    m_queue.push_back({std::move(request), std::move(done)});
    startNext();
}

void AgentClient::startNext() {
    if (m_requests.busy() || m_queue.empty()) {
        return;
    }
    Queued next = std::move(m_queue.front());
    m_queue.pop_front();
    m_queuedUnderWay = true;
    m_requests.send(std::move(next.request), [this, done = std::move(next.done)](Result<HttpReply> reply) {
        m_queuedUnderWay = false;
        startNext();
        done(std::move(reply));
    });
}

void AgentClient::sendJson(HttpRequest request, Done<Json> done) {
    enqueue(std::move(request), [this, done = std::move(done)](Result<HttpReply> reply) {
        Result<Json> json = reply ? jsonOf(*reply) : Result<Json>(std::move(reply).error());
        done(std::move(json).with("device", m_label));
    });
}

Result<DeviceStatus> AgentClient::checkedStatus(const Json& json) const {
    FF_TRY(DeviceStatus status, deviceStatusFromJson(json));
    if (status.apiVersion != 1) {
        return Error(ErrorCode::NotSupported,
                     {{"detail", "API version " + std::to_string(status.apiVersion)}});
    }
    if (status.id != m_deviceId) {
        return badReply("the device calls itself otherwise than its certificate");
    }
    return status;
}

void AgentClient::device(Done<DeviceStatus> done) {
    HttpRequest request;
    request.target = "/v1/device";
    request.silence = m_silence;
    sendJson(std::move(request), [this, done = std::move(done)](Result<Json> json) {
        Result<DeviceStatus> status =
            json ? checkedStatus(*json) : Result<DeviceStatus>(std::move(json).error());
        done(std::move(status).with("device", m_label));
    });
}

void AgentClient::offer(BodySource head, std::uint64_t headBytes, OlderVersions older, Done<Offer> done) {
    HttpRequest request;
    request.method = "POST";
    request.target = older == OlderVersions::Allow ? "/v1/installations?allowOlder=1" : "/v1/installations";
    request.contentType = "application/octet-stream";
    request.bodySource = std::move(head);
    request.bodyBytes = headBytes;
    request.silence = planningSilence;
    sendJson(std::move(request), parsed<Offer>(offerOf, std::move(done)));
}

void AgentClient::resume(const std::string& id, Done<Offer> done) {
    HttpRequest request;
    request.method = "POST";
    request.target = installationTarget(id, "/resume");
    request.silence = planningSilence;
    sendJson(std::move(request), parsed<Offer>(offerOf, std::move(done)));
}

void AgentClient::installation(const std::string& id, Done<InstallationStatus> done) {
    HttpRequest request;
    request.target = installationTarget(id, "");
    request.silence = m_silence;
    sendJson(std::move(request), parsed<InstallationStatus>(installationStatusFromJson, std::move(done)));
}

void AgentClient::needed(const std::string& id, Done<NeededRanges> done) {
    HttpRequest request;
    request.target = installationTarget(id, "/needed");
    sendJson(std::move(request), parsed<NeededRanges>(neededRangesFromJson, std::move(done)));
}

void AgentClient::put(const std::string& id, std::uint64_t position, BodySource body, std::uint64_t bytes,
                      Done<PutProgress> done) {
    HttpRequest request;
    request.method = "PUT";
    request.target =
        installationTarget(id, "/data?position=") + QByteArray::number(static_cast<qulonglong>(position));
    request.contentType = "application/octet-stream";
    request.bodySource = std::move(body);
    request.bodyBytes = bytes;
    request.silence = m_silence;
    HttpConnection& lane = nextLane();
    const bool onRequests = &lane == &m_requests;
    lane.send(std::move(request),
              [this, onRequests,
               taken = parsed<PutProgress>(putProgressOf, std::move(done))](Result<HttpReply> reply) {
                  if (onRequests) {
                      startNext();
                  }
                  Result<Json> json = reply ? jsonOf(*reply) : Result<Json>(std::move(reply).error());
                  taken(std::move(json).with("device", m_label));
              });
}

void AgentClient::steer(const std::string& id, const char* verb, Done<InstallationStatus> done) {
    HttpRequest request;
    request.method = "POST";
    request.target = installationTarget(id, "/") + verb;
    request.silence = actionSilence;
    sendJson(std::move(request), parsed<InstallationStatus>(installationStatusFromJson, std::move(done)));
}

void AgentClient::act(const char* verb, Done<Json> done) {
    HttpRequest request;
    request.method = "POST";
    request.target = QByteArray("/v1/") + verb;
    request.silence = actionSilence;
    sendJson(std::move(request), std::move(done));
}

void AgentClient::setClock(UnixTime time, Done<Json> done) {
    HttpRequest request;
    request.method = "PUT";
    request.target = "/v1/clock";
    request.contentType = "application/json";
    request.body = QByteArray::fromStdString(Json{{"unixTime", time.time_since_epoch().count()}}.dump());
    sendJson(std::move(request), std::move(done));
}

void AgentClient::setRevocations(std::string json, const Bytes& cms, Done<Json> done) {
    const QByteArray encoded =
        QByteArray::fromRawData(reinterpret_cast<const char*>(cms.data()), static_cast<qsizetype>(cms.size()))
            .toBase64();
    HttpRequest request;
    request.method = "PUT";
    request.target = "/v1/revocations";
    request.contentType = "application/json";
    request.body =
        QByteArray::fromStdString(Json{{"json", std::move(json)}, {"cms", encoded.toStdString()}}.dump());
    sendJson(std::move(request), std::move(done));
}

void AgentClient::logs(int lines, bool follow, OnText onText, Done<Json> done) {
    HttpRequest request;
    request.target = "/v1/logs?lines=" + QByteArray::number(lines) + (follow ? "&follow=1" : "&follow=0");
    request.onBody = std::move(onText);
    request.silence = follow ? std::chrono::hours(24) : std::chrono::milliseconds(actionSilence);
    enqueue(std::move(request), [this, done = std::move(done)](Result<HttpReply> reply) {
        Result<Json> outcome = !reply                 ? Result<Json>(std::move(reply).error())
                               : reply->status == 200 ? Result<Json>(Json::object())
                                                      : jsonOf(*reply);
        done(std::move(outcome).with("device", m_label));
    });
}

void AgentClient::watch(OnEvent onEvent, Done<Json> done) {
    const auto fault = std::make_shared<std::optional<Error>>();
    const auto parser = std::make_shared<EventStreamParser>(
        [onEvent = std::move(onEvent), fault](std::string_view name, std::string_view data) {
            const auto json = parseJson(data, replyLimits);
            if (json) {
                onEvent(std::string(name), *json);
            } else if (!*fault) {
                *fault = badReply("an event is not JSON");
            }
        });
    HttpRequest request;
    request.target = "/v1/events";
    request.silence = eventSilence;
    const auto finished = std::make_shared<Done<Json>>([this, done = std::move(done)](Result<Json> outcome) {
        done(std::move(outcome).with("device", m_label));
    });
    request.onBody = [this, parser, fault, finished](std::string_view bytes) {
        const Result<> fed = parser->feed(bytes);
        if (!fed || *fault) {
            const Error error = !fed ? fed.error() : **fault;
            m_events.abort();
            QMetaObject::invokeMethod(
                this, [finished, error] { (*finished)(error); }, Qt::QueuedConnection);
        }
    };
    m_events.send(std::move(request), [finished](Result<HttpReply> reply) {
        if (reply && reply->status != 200) {
            (*finished)(jsonOf(*reply));
        } else {
            (*finished)(reply ? Error(ErrorCode::LinkLost) : std::move(reply).error());
        }
    });
}

} // namespace fieldfare::app
