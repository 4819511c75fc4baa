// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/service.h"

#include <QProcessEnvironment>

#include <array>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {
constexpr int restartAfterMs = 200;
constexpr int stopWithinMs = 1000;
} // namespace

Service::Service(Options options, std::function<void(const std::string&)> print)
    : m_options(std::move(options))
    , m_print(std::move(print)) {
    m_restart.setSingleShot(true);
    m_restart.setInterval(restartAfterMs);
    connect(&m_restart, &QTimer::timeout, this, &Service::start);
    connect(&m_process, &QProcess::readyRead, this, &Service::readLines);
    connect(&m_process, &QProcess::finished, this, &Service::ended);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setWorkingDirectory(QString::fromStdString(m_options.workingFolder.string()));
    const pid_t parent = ::getpid();
    m_process.setChildProcessModifier([parent] {
        ::setsid(); // Ctrl-C is for the runner, which switches the device off in order
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) {
            ::_exit(1);
        }
    });
}

Service::~Service() {
    m_process.disconnect(this);
    stop();
    if (!m_options.notifySocket.empty()) {
        ::unlink(m_options.notifySocket.c_str());
    }
}

Result<> Service::openNotifySocket() {
    sockaddr_un address{};
    const std::string path = m_options.notifySocket.string();
    if (path.size() >= sizeof(address.sun_path)) {
        return ioError("bind", path, ENAMETOOLONG);
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    ::unlink(path.c_str());
    m_notify = UniqueFd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!m_notify ||
        ::bind(m_notify.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        return ioError("bind", path, errno);
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_notify.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Service::readNotifications);
    return {};
}

void Service::start() {
    m_stopping = false;
    if (!m_options.notifySocket.empty() && !m_notify) {
        if (const auto opened = openNotifySocket(); !opened.ok()) {
            m_print(describeLine(opened.error()));
        }
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove("NOTIFY_SOCKET");
    if (m_notify) {
        environment.insert("NOTIFY_SOCKET", QString::fromStdString(m_options.notifySocket.string()));
    }
    m_process.setProcessEnvironment(environment);
    m_process.start(QString::fromStdString(m_options.program.string()), m_options.arguments);
    if (!m_process.waitForStarted()) {
        m_print("cannot be started: " + m_process.errorString().toStdString());
        m_restart.start();
        return;
    }
    if (m_options.notifySocket.empty()) {
        m_ready = true;
        Q_EMIT becameReady();
    }
}

void Service::stop() {
    m_stopping = true;
    m_restart.stop();
    if (m_process.state() == QProcess::NotRunning) {
        return;
    }
    m_process.terminate();
    if (!m_process.waitForFinished(stopWithinMs)) {
        m_process.kill();
        m_process.waitForFinished(stopWithinMs);
    }
    m_ready = false;
}

void Service::readNotifications() {
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t length = ::recv(m_notify.get(), buffer.data(), buffer.size(), 0);
        if (length <= 0) {
            return;
        }
        const QByteArray text(buffer.data(), static_cast<qsizetype>(length));
        if (!m_ready && text.split('\n').contains("READY=1")) {
            m_ready = true;
            Q_EMIT becameReady();
        }
    }
}

void Service::readLines() {
    m_rest += m_process.readAll();
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
        m_print(m_rest.left(end).toStdString());
        m_rest.remove(0, end + 1);
    }
    if (m_rest.size() > 65536) {
        m_rest.clear();
    }
}

void Service::ended(int exitCode, QProcess::ExitStatus status) {
    readLines();
    m_ready = false;
    if (m_stopping) {
        return;
    }
    const bool well = status == QProcess::NormalExit && exitCode == 0;
    if (well && m_options.restart == Restart::OnFailure) {
        Q_EMIT done();
        return;
    }
    m_print(status == QProcess::CrashExit
                ? "was killed, starting it again"
                : "ended with status " + std::to_string(exitCode) + ", starting it again");
    m_restart.start();
}

} // namespace fieldfare::app
