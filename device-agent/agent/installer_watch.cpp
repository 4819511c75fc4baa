// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/installer_watch.h"

#include "core/base/base64.h"
#include "device-agent/agent/log.h"

namespace fieldfare::agent {

namespace {

constexpr std::chrono::milliseconds firstPause{100};
constexpr std::chrono::milliseconds longestPause{2000};
constexpr std::chrono::seconds subscribeLimit{30};

} // namespace

InstallerWatch::InstallerWatch(Executor executor, std::filesystem::path socket, std::string deviceId,
                               EventHub& hub, PeerTrust& trust, Listeners listeners)
    : m_executor(executor)
    , m_socket(std::move(socket))
    , m_deviceId(std::move(deviceId))
    , m_hub(hub)
    , m_trust(trust)
    , m_listeners(std::move(listeners)) {}

Task<> InstallerWatch::run() {
    auto pause = firstPause;
    for (;;) {
        const bool wasAvailable = m_available.value_or(false);
        const auto ended = co_await follow();
        if (wasAvailable || m_available.value_or(true)) {
            logError("The installer is away", ended.error());
            pause = firstPause;
        }
        setAvailable(false);
        co_await sleepFor(m_executor, pause);
        pause = std::min(pause * 2, longestPause);
    }
}

/// One connection's life; returns only with an error.
Task<Result<>> InstallerWatch::follow() {
    auto opened = co_await InstallerConnection::open(m_executor, m_socket);
    if (!opened.ok()) {
        co_return std::move(opened).error();
    }
    const auto connection = std::move(opened).value();
    auto subscribed = co_await connection->ask(socketRequest("subscribe"), subscribeLimit);
    if (!subscribed.ok()) {
        co_return std::move(subscribed).error();
    }
    setAvailable(true);
    co_await loadRevocations();
    for (;;) {
        auto message = co_await connection->receive();
        if (!message.ok()) {
            co_return std::move(message).error();
        }
        if (!message->has_value()) {
            co_return Error(ErrorCode::InstallerUnavailable,
                            {{"path", m_socket.string()}, {"detail", "it ended"}});
        }
        if ((*message)->type == SocketFrame::Event) {
            take((*message)->json);
            const auto name = (*message)->json.find("event");
            if (name != (*message)->json.end() && *name == "revocations") {
                co_await loadRevocations();
            }
        }
    }
}

void InstallerWatch::setAvailable(bool available) {
    if (m_available == available) {
        return;
    }
    m_available = available;
    Json data = Json::object();
    data["available"] = available;
    m_hub.publish("installer", data);
}

void InstallerWatch::take(const Json& event) {
    const auto name = event.find("event");
    const auto data = event.find("data");
    if (name == event.end() || data == event.end() || !name->is_string() || !data->is_object()) {
        return;
    }
    if (*name == "device") {
        takeDevice(*data);
        return;
    }
    if (*name == "installation" && m_listeners.installation) {
        m_listeners.installation(*data);
    }
    m_hub.publish(name->get_ref<const std::string&>(), *data);
}

void InstallerWatch::takeDevice(Json device) {
    device["id"] = m_deviceId;
    if (const auto status = deviceStatusFromJson(device); status.ok()) {
        m_trust.raiseFloor(UnixTime(std::chrono::seconds(status->clock.floor)));
        if (status->revocationsDamaged && !m_trust.revocationsDamaged()) {
            logLine("The list of revoked keys is damaged: only looking and a new list are allowed");
        }
        m_trust.setRevocationsDamaged(status->revocationsDamaged);
    }
    m_hub.publish("device", device);
    if (const auto installation = device.find("installation"); installation != device.end()) {
        if (m_listeners.installation) {
            m_listeners.installation(*installation);
        }
        m_hub.publish("installation", *installation);
    }
    if (m_listeners.device) {
        m_listeners.device(device);
    }
}

Task<> InstallerWatch::loadRevocations() {
    const auto reply = co_await askInstaller(m_executor, m_socket, socketRequest("get-revocations"));
    if (!reply.ok()) {
        logError("The revocations cannot be read", reply.error());
        co_return;
    }
    const auto json = reply->find("json");
    const auto cms = reply->find("cms");
    if (json == reply->end() || cms == reply->end() || !json->is_string() || !cms->is_string()) {
        co_return; // there is no list
    }
    const auto signature = fromBase64(cms->get_ref<const std::string&>());
    const auto taken =
        signature.ok() ? m_trust.offerRevocations(asBytes(json->get_ref<const std::string&>()), *signature)
                       : Result<>(signature.error());
    if (!taken.ok()) {
        logError("The installer's revocations are not valid", taken.error());
    }
}

} // namespace fieldfare::agent
