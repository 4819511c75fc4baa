// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/unique_fd.h"

#include <QProcess>
#include <QSocketNotifier>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>

namespace fieldfare::app {

/// What a service manager does for one program: starts it, starts it again when it dies, hears its READY=1,
/// and passes its output on line by line. The program dies with this process (PR_SET_PDEATHSIG), as
/// everything does in a power cut.
class Service : public QObject {
    Q_OBJECT
public:
    enum class Restart { Always, OnFailure };
    struct Options {
        std::string name;
        std::filesystem::path program;
        QStringList arguments;
        std::filesystem::path workingFolder;
        std::filesystem::path notifySocket; ///< Empty: it is ready when started.
        Restart restart = Restart::Always;
    };

    Service(Options options, std::function<void(const std::string&)> print);
    ~Service() override;

    void start();
    /// SIGTERM, and SIGKILL after a second. No restart afterwards.
    void stop();
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    void becameReady();
    /// It ended well and is not started again.
    void done();

private:
    [[nodiscard]] Result<> openNotifySocket();
    void readNotifications();
    void readLines();
    void ended(int exitCode, QProcess::ExitStatus status);

    Options m_options;
    std::function<void(const std::string&)> m_print;
    QProcess m_process;
    QByteArray m_rest;
    QTimer m_restart;
    UniqueFd m_notify;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_ready = false;
    bool m_stopping = false;
};

} // namespace fieldfare::app
