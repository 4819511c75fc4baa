// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/api/agent_process.h"

#include <QFile>
#include <QRegularExpression>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace fieldfare::test {

namespace {

int nextDevice = 1;
constexpr int firstPassed = 3;

/// In the child, before it becomes the agent. The descriptors are above those that are passed.
void passSockets(const PassedSockets& passed) {
    for (std::size_t i = 0; i < passed.descriptors.size(); ++i) {
        ::dup2(passed.descriptors[i], firstPassed + static_cast<int>(i));
    }
    const auto pid = passed.forAnotherProcess ? ::getppid() : ::getpid();
    ::setenv("LISTEN_PID", std::to_string(pid).c_str(), 1);
    ::setenv("LISTEN_FDS", std::to_string(passed.descriptors.size()).c_str(), 1);
}

} // namespace

AgentProcess::AgentProcess(TestFleet& fleet, const QString& extra)
    : m_identity(fleet.issue(Role::Device, "device-" + std::to_string(nextDevice++))) {
    ::chmod(m_identity.keyPath.c_str(), 0600);
    QFile config(configPath());
    if (!config.open(QIODevice::WriteOnly)) {
        qFatal("cannot write the configuration");
    }
    config.write(QString(R"([device]
model = "acme,gateway"
socket = "installer.sock"
state-folder = "state"
[[slot]]
name = "rootfs-a"
group = "rootfs"
boot-name = "a"
path = "a.img"
[[slot]]
name = "rootfs-b"
group = "rootfs"
boot-name = "b"
path = "b.img"
[trust]
root = "%1"
[network]
listen = "127.0.0.1"
port = 0
certificate = "%2"
key = "%3"
announce = false
%4
)")
                     .arg(QString::fromStdString(fleet.rootPath().string()),
                          QString::fromStdString(m_identity.certPath.string()),
                          QString::fromStdString(m_identity.keyPath.string()), extra)
                     .toUtf8());
}

AgentProcess::~AgentProcess() {
    kill();
}

bool AgentProcess::start(const PassedSockets& passed) {
    m_log.clear();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    if (!passed.descriptors.empty()) {
        m_process.setChildProcessModifier([passed] { passSockets(passed); });
    }
    m_process.start(FIELDFARE_BIN_DIR "/fieldfare-agent", {"--config", configPath()});
    static const QRegularExpression listens("listens on port (\\d+)");
    while (m_process.state() != QProcess::NotRunning) {
        if (const auto match = listens.match(log()); match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            return true;
        }
        m_process.waitForReadyRead(100);
    }
    return false;
}

int AgentProcess::stop() {
    m_process.terminate();
    return m_process.waitForFinished(20000) ? m_process.exitCode() : -1;
}

void AgentProcess::kill() {
    m_process.kill();
    m_process.waitForFinished(20000);
}

std::filesystem::path AgentProcess::socket() const {
    return m_folder.filePath("installer.sock").toStdString();
}

QString AgentProcess::log() {
    m_process.waitForReadyRead(0);
    m_log += m_process.readAll();
    return QString::fromUtf8(m_log);
}

} // namespace fieldfare::test
