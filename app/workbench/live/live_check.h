// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/agent_client.h"
#include "app/workbench/connection_check.h"
#include "app/workbench/live/technician.h"

#include <QTcpSocket>
#include <QTimer>

namespace fieldfare::app {

/// The connection check on the real network: name, port, then the real client for everything behind them.
class LiveCheck final : public ConnectionCheck {
    Q_OBJECT

public:
    LiveCheck(QString address, Technician& technician);
    ~LiveCheck() override;
    void start() override;

private:
    void lookUp();
    void knock();
    void ask();
    void onAnswer(const Result<DeviceStatus>& status);
    void checkClock(const DeviceStatus& status);

    QString m_text;
    DeviceAddress m_address;
    Technician& m_technician;
    QTcpSocket m_socket;
    QTimer m_limit;
    std::unique_ptr<AgentClient> m_client;
    int m_lookup = -1;
};

class LiveChecks final : public ConnectionChecks {
public:
    explicit LiveChecks(Technician& technician)
        : m_technician(technician) {}
    [[nodiscard]] std::unique_ptr<ConnectionCheck> make(const QString& address) override {
        return std::make_unique<LiveCheck>(address, m_technician);
    }

private:
    Technician& m_technician;
};

} // namespace fieldfare::app
