// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/event_hub.h"
#include "device-agent/agent/installer_connection.h"
#include "device-agent/agent/peer_trust.h"

#include <functional>

namespace fieldfare::agent {

/// Keeps a subscription to the installer's events, across its restarts, and hands them on: to the event
/// stream, to the trust (floor of time, revocations) and to whoever else wants to know. One thread.
class InstallerWatch {
public:
    struct Listeners {
        std::function<void(const Json& device)> device;
        std::function<void(const Json& installation)> installation;
    };
    /// `hub` and `trust` must outlive this. `deviceId` goes into every DeviceStatus.
    InstallerWatch(Executor executor, std::filesystem::path socket, std::string deviceId, EventHub& hub,
                   PeerTrust& trust, Listeners listeners);

    /// Runs until the io_context ends.
    [[nodiscard]] Task<> run();
    /// Asks for the revocations again, e.g. after a list was accepted.
    [[nodiscard]] Task<> loadRevocations();

private:
    [[nodiscard]] Task<Result<>> follow();
    void take(const Json& event);
    void takeDevice(Json device);
    void setAvailable(bool available);

    Executor m_executor;
    std::filesystem::path m_socket;
    std::string m_deviceId;
    EventHub& m_hub;
    PeerTrust& m_trust;
    Listeners m_listeners;
    std::optional<bool> m_available;
};

} // namespace fieldfare::agent
