// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/agent_client.h"
#include "app/client/known_devices.h"
#include "app/workbench/device_link.h"
#include "app/workbench/live/technician.h"

namespace fieldfare::app {

/// A link over the LAN API: one client for requests and events, another for the log, which occupies its
/// connection.
class LiveLink final : public DeviceLink {
    Q_OBJECT

public:
    /// `known` and `technician` must outlive the link.
    LiveLink(QString address, QString expectedId, Technician& technician, KnownDevices* known);
    ~LiveLink() override;
    void open() override;
    void perform(DeviceAction action) override;
    void followLog() override;
    void stopLog() override;

private:
    [[nodiscard]] Result<std::unique_ptr<AgentClient>> makeClient() const;
    void onEvent(const std::string& name, const Json& data);
    void onLogText(std::string_view text);
    void onDevice(const DeviceStatus& status);
    void lose(Error error);

    QString m_address;
    QString m_expectedId;
    Technician& m_technician;
    KnownDevices* m_known;
    std::unique_ptr<AgentClient> m_client;
    std::unique_ptr<AgentClient> m_logClient;
    QByteArray m_logRest;
    bool m_seen = false;
};

class LiveLinks final : public DeviceLinks {
public:
    LiveLinks(Technician& technician, KnownDevices* known)
        : m_technician(technician)
        , m_known(known) {}
    [[nodiscard]] std::unique_ptr<DeviceLink> make(const QString& address,
                                                   const QString& expectedId) override;

private:
    Technician& m_technician;
    KnownDevices* m_known;
};

} // namespace fieldfare::app
