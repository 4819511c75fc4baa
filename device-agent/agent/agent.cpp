// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/agent.h"

#include "core/base/service_notify.h"
#include "device-agent/agent/api/api.h"
#include "device-agent/agent/discovery/announcer.h"
#include "device-agent/agent/log.h"
#include "device-agent/agent/startup_memory.h"

#include <boost/asio/signal_set.hpp>
#include <csignal>

namespace fieldfare::agent {

namespace {

constexpr int firstListenSocket = 3; // sd_listen_fds(3)
constexpr std::chrono::seconds startupTime{2};

Task<> feedWatchdog(Executor executor, std::chrono::milliseconds interval) {
    for (;;) {
        notifyService("WATCHDOG=1");
        co_await sleepFor(executor, interval);
    }
}

/// By then the bus and the installer have been found, too.
Task<> releaseMemorySoon(Executor executor) {
    co_await sleepFor(executor, startupTime);
    releaseStartupMemory();
}

Result<> openSockets(HttpServer& server, const device::NetworkConfig& network) {
    const int passed = takeListenSockets();
    for (int i = 0; i < passed; ++i) {
        FF_CHECK(server.adopt(firstListenSocket + i));
    }
    return passed > 0 ? Result<>() : server.listen(network.listen, network.port);
}

std::string textOf(const Json& json, const char* name) {
    const auto member = json.find(name);
    const auto* text = member == json.end() ? nullptr : member->get_ptr<const std::string*>();
    return text == nullptr ? std::string() : *text;
}

Announcement announcementOf(const Json& device, const std::string& id, std::uint16_t port) {
    Announcement announcement{id, textOf(device, "model"), {}, port};
    if (const auto release = device.find("release"); release != device.end()) {
        announcement.release = textOf(*release, "name") + " " + textOf(*release, "version");
    }
    return announcement;
}

} // namespace

Result<Identity> loadIdentity(const device::DeviceConfig& config, const Clock& clock) {
    FF_TRY(TrustStore store, TrustStore::fromPemFile(config.trust.root));
    auto trust = std::make_unique<PeerTrust>(std::move(store), clock, config.trust.trustClock);
    FF_TRY(TlsContext tls, TlsContext::create(config.network.certificate, config.network.key, *trust));
    const auto own = trust->store().verifyPeer(tls.chain(), Role::Device, trust->timePolicy());
    if (!own.ok()) {
        logError("The device's own certificate will not be accepted", own.error());
    }
    return Identity{std::move(trust), std::move(tls)};
}

Result<> runAgent(const device::DeviceConfig& config, Identity identity) {
    asio::io_context io(1);
    const Executor executor = io.get_executor();
    const std::string id = identity.id();
    EventHub hub(executor);
    Push push(executor, config.socket, PushLimits());
    std::unique_ptr<Announcer> announcer = config.network.announce ? makeAvahiAnnouncer(executor) : nullptr;
    std::uint16_t port = 0;
    InstallerWatch watch(
        executor, config.socket, id, hub, *identity.trust,
        {.device =
             [&](const Json& device) {
                 if (announcer) {
                     announcer->publish(announcementOf(device, id, port));
                 }
             },
         .installation = [&](const Json& installation) { push.noteInstallation(installation); }});
    Api api(executor, config.socket, id, hub, watch, *identity.trust, push);
    ServerLimits limits;
    limits.maxConnections = config.network.maxConnections;
    HttpServer server(executor, identity.tls, *identity.trust, api, limits);
    FF_CHECK(openSockets(server, config.network));
    port = server.port();

    spawn(executor, watch.run());
    spawn(executor, push.watchHolder());
    spawn(executor, releaseMemorySoon(executor));
    if (announcer) {
        announcer->publish({id, config.model, {}, port});
        spawn(executor, announcer->run());
    }
    if (const auto interval = watchdogInterval()) {
        spawn(executor, feedWatchdog(executor, *interval));
    }
    asio::basic_signal_set<Executor> signals(executor, SIGTERM, SIGINT);
    signals.async_wait([&](const error_code&, int) { io.stop(); });
    logLine("Device " + id + " listens on port " + std::to_string(port));
    notifyService("READY=1");
    io.run();
    notifyService("STOPPING=1");
    server.stop();
    return {};
}

} // namespace fieldfare::agent
