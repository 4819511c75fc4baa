// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/display.h"

#include <QStandardPaths>

namespace fieldfare::test {

namespace {
constexpr int readyWithinMs = 60'000;
}

bool Display::available() {
    for (const char* program : {"Xvfb", "openbox", "xdotool"}) {
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            return false;
        }
    }
    return true;
}

Display::Display() {
    m_server.start("Xvfb",
                   {"-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"});
    while (m_name.isEmpty()) {
        if (!m_server.waitForReadyRead(readyWithinMs)) {
            qFatal("Xvfb does not start: %s", m_server.readAllStandardError().constData());
        }
        if (m_server.canReadLine()) {
            m_name = ":" + QString::fromLatin1(m_server.readLine()).trimmed();
        }
    }
    m_manager.setProcessEnvironment(environment(QProcessEnvironment::systemEnvironment()));
    m_manager.start("openbox", {"--sm-disable"});
    if (!m_manager.waitForStarted()) {
        qFatal("openbox does not start");
    }
}

Display::~Display() {
    for (QProcess* process : {&m_manager, &m_server}) {
        process->terminate();
        if (!process->waitForFinished(10'000)) {
            process->kill();
            process->waitForFinished();
        }
    }
}

QProcessEnvironment Display::environment(QProcessEnvironment base) const {
    base.insert("DISPLAY", m_name);
    base.insert("XDG_RUNTIME_DIR", m_runtime.path());
    base.insert("QT_QPA_PLATFORM", "xcb");
    base.insert("QT_QUICK_BACKEND", "software");
    base.insert("LC_ALL", "C.UTF-8");
    base.remove("WAYLAND_DISPLAY");
    // No desktop and no Avahi: what others announce here is nothing to these tests.
    base.insert("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    base.insert("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
    return base;
}

QString Display::ask(const QStringList& arguments) const {
    QProcess process;
    process.setProcessEnvironment(environment(QProcessEnvironment::systemEnvironment()));
    process.start("xdotool", arguments);
    const bool done = process.waitForFinished(readyWithinMs) && process.exitCode() == 0;
    return done ? QString::fromUtf8(process.readAllStandardOutput()).trimmed() : QString();
}

void Display::xdotool(const QStringList& arguments) const {
    QProcess process;
    process.setProcessEnvironment(environment(QProcessEnvironment::systemEnvironment()));
    process.start("xdotool", arguments);
    if (!process.waitForFinished(readyWithinMs) || process.exitCode() != 0) {
        qFatal("xdotool %s: %s", qPrintable(arguments.join(' ')), process.readAllStandardError().constData());
    }
}

void Display::photograph(const QString& path) const {
    QProcess process;
    process.setProcessEnvironment(environment(QProcessEnvironment::systemEnvironment()));
    process.start("import", {"-window", "root", path});
    process.waitForFinished(readyWithinMs);
}

} // namespace fieldfare::test
