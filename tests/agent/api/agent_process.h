// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/test_fleet.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace fieldfare::test {

/// Descriptors that a service manager passes (sd_listen_fds(3)).
struct PassedSockets {
    std::vector<int> descriptors;
    bool forAnotherProcess = false; ///< $LISTEN_PID names somebody else.
};

/// The real fieldfare-agent, with a configuration of its own in a temporary folder, on a free port of the
/// loopback.
class AgentProcess {
public:
    /// `extra` are lines for the section [network].
    explicit AgentProcess(TestFleet& fleet, const QString& extra = {});
    ~AgentProcess();

    /// Starts it and waits until it listens. False with its output in log() if it ended.
    [[nodiscard]] bool start(const PassedSockets& passed = {});
    /// SIGTERM; the exit status.
    int stop();
    void kill();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::filesystem::path socket() const;
    [[nodiscard]] QString configPath() const { return m_folder.filePath("device.toml"); }
    [[nodiscard]] const TestIdentity& identity() const { return m_identity; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] QString log();

private:
    QTemporaryDir m_folder;
    TestIdentity m_identity;
    QProcess m_process;
    QByteArray m_log;
    std::uint16_t m_port = 0;
};

} // namespace fieldfare::test
