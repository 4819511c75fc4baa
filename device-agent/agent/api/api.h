// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/http_server.h"
#include "device-agent/agent/event_hub.h"
#include "device-agent/agent/installer_watch.h"
#include "device-agent/agent/push.h"

namespace fieldfare::agent {

/// The LAN API: what each request does (docs/PROTOCOL.md). One thread.
class Api final : public RequestHandler {
public:
    /// Everything must outlive this.
    Api(Executor executor, std::filesystem::path socket, std::string deviceId, EventHub& hub,
        InstallerWatch& watch, PeerTrust& trust, Push& push);

    [[nodiscard]] Task<> handle(Exchange& exchange) override;
    void connectionOpened(const Peer& peer) override;
    void connectionClosed(const Peer& peer) override;

private:
    [[nodiscard]] Task<Result<Json>> answer(Exchange& exchange);
    [[nodiscard]] Task<Result<Json>> device(Exchange& exchange);
    [[nodiscard]] Task<Result<Json>> offer(Exchange& exchange);
    [[nodiscard]] Task<Result<Json>> put(Exchange& exchange);
    [[nodiscard]] Task<Result<Json>> installation(Exchange& exchange, std::string_view what);
    [[nodiscard]] Task<Result<Json>> act(Exchange& exchange, std::string_view what);
    [[nodiscard]] Task<Result<Json>> setClock(Exchange& exchange);
    [[nodiscard]] Task<Result<Json>> setRevocations(Exchange& exchange);
    [[nodiscard]] Task<Result<Json>> ask(const Exchange& exchange, std::string_view what, Json params);
    [[nodiscard]] Task<> events(Exchange& exchange);
    [[nodiscard]] Task<> logs(Exchange& exchange);

    Executor m_executor;
    std::filesystem::path m_socket;
    std::string m_deviceId;
    EventHub& m_hub;
    InstallerWatch& m_watch;
    PeerTrust& m_trust;
    Push& m_push;
};

} // namespace fieldfare::agent
