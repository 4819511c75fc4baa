// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/window_driver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

namespace fieldfare::test {

namespace {
constexpr int readyWithinMs = 60'000;
}

WindowDriver::WindowDriver(const Workshop& workshop, const Display& display)
    : m_display(display)
    , m_environment(workshop.environment())
    , m_socket(workshop.path("probe")) {
    m_window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

WindowDriver::WindowDriver(const QTemporaryDir& home, const Display& display)
    : m_display(display)
    , m_environment(QProcessEnvironment::systemEnvironment())
    , m_socket(home.filePath("probe")) {
    m_window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    for (const char* name : {"KEY", "CERT", "TRUST", "PASSPHRASE"}) {
        m_environment.remove(QStringLiteral("FIELDFARE_") + name);
    }
    m_environment.insert("HOME", home.path());
    m_environment.insert("XDG_DATA_HOME", home.filePath("data"));
    m_environment.insert("XDG_CONFIG_HOME", home.filePath("config"));
}

WindowDriver::~WindowDriver() {
    kill();
}

void WindowDriver::open(Identity identity) {
    QFile::remove(m_socket);
    QProcessEnvironment environment = m_display.environment(m_environment);
    environment.insert("FIELDFARE_WINDOW_PROBE", m_socket);
    if (identity == Identity::Installed) {
        for (const char* name : {"KEY", "CERT", "TRUST", "PASSPHRASE"}) {
            environment.remove(QStringLiteral("FIELDFARE_") + name);
        }
    }
    m_window.setProcessEnvironment(environment);
    m_window.start(QString(FIELDFARE_BIN_DIR) + "/fieldfare-workbench", QStringList());
    QElapsedTimer waited;
    waited.start();
    while (!m_probe.waitForConnected(50)) {
        if (waited.elapsed() > readyWithinMs || m_window.state() == QProcess::NotRunning) {
            qFatal("the window does not open");
        }
        QTest::qWait(20);
        if (m_probe.state() == QLocalSocket::UnconnectedState && QFileInfo::exists(m_socket)) {
            m_probe.connectToServer(m_socket);
        }
    }
    m_id.clear();
    while (m_id.isEmpty() || !ask("state")["active"].toBool()) {
        if (waited.elapsed() > readyWithinMs) {
            qFatal("the window does not get the keyboard");
        }
        QTest::qWait(50);
        const QString all = m_display.ask({"search", "--onlyvisible", "--pid",
                                           QString::number(m_window.processId()), "--name", "Fieldfare"});
        m_id = all.section('\n', 0, 0);
    }
}

bool WindowDriver::startAgain(const QStringList& arguments) {
    QProcess second;
    second.setProcessEnvironment(m_window.processEnvironment());
    second.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    second.start(QString(FIELDFARE_BIN_DIR) + "/fieldfare-workbench", arguments);
    const bool ended = second.waitForFinished(readyWithinMs);
    return (ended && second.exitStatus() == QProcess::NormalExit && second.exitCode() == 0) ||
           fail("a second start opens a window of its own");
}

void WindowDriver::pressCloseButton() {
    // What the window manager sends when its button is clicked; where the button is depends on its theme.
    m_display.xdotool({"windowactivate", m_id, "key", "--clearmodifiers", "alt+F4"});
}

bool WindowDriver::hasEnded(int withinMs) {
    const bool ended = m_window.state() == QProcess::NotRunning || m_window.waitForFinished(withinMs);
    m_probe.abort();
    return (ended && m_window.exitStatus() == QProcess::NormalExit && m_window.exitCode() == 0) ||
           fail("the window has not ended");
}

void WindowDriver::kill() {
    m_probe.abort();
    if (m_window.state() != QProcess::NotRunning) {
        m_window.kill();
        m_window.waitForFinished();
    }
}

QJsonObject WindowDriver::ask(const QString& line) {
    m_probe.write(line.toUtf8() + '\n');
    while (!m_probe.canReadLine()) {
        if (!m_probe.waitForReadyRead(readyWithinMs)) {
            return {};
        }
    }
    return QJsonDocument::fromJson(m_probe.readLine()).object();
}

QJsonObject WindowDriver::find(const QString& name) {
    return ask("find " + name);
}

QString WindowDriver::focus() {
    return ask("state")["focus"].toString();
}

bool WindowDriver::waitFor(const QString& name, int withinMs) {
    return QTest::qWaitFor([&] { return shows(name); }, withinMs) || fail(name + " is not shown");
}

bool WindowDriver::waitForText(const QString& name, const QString& part, int withinMs) {
    return QTest::qWaitFor([&] { return textOf(name).contains(part); }, withinMs) ||
           fail(name + " says \"" + textOf(name) + "\" and not \"" + part + '"');
}

bool WindowDriver::click(const QString& name) {
    QJsonObject before;
    const bool still = QTest::qWaitFor(
        [&] {
            const QJsonObject now = find(name);
            const bool same = now == before;
            before = now;
            QTest::qWait(60);
            return same && now["found"].toBool() && now["enabled"].toBool();
        },
        readyWithinMs);
    if (!still) {
        return fail(name + " cannot be clicked");
    }
    const auto middle = [&](const char* from, const char* size) {
        return QString::number(static_cast<int>(before[QLatin1String(from)].toDouble() +
                                                before[QLatin1String(size)].toDouble() / 2));
    };
    m_display.xdotool({"mousemove", "--window", m_id, middle("x", "width"), middle("y", "height")});
    m_display.xdotool({"click", "1"});
    return true;
}

bool WindowDriver::fill(const QString& name, const QString& text) {
    if (!click(name) || !QTest::qWaitFor([&] { return find(name)["focus"].toBool(); }, readyWithinMs)) {
        return fail(name + " does not get the keyboard");
    }
    press("ctrl+a");
    type(text);
    return QTest::qWaitFor([&] { return textOf(name) == text; }, readyWithinMs) ||
           fail(name + " holds \"" + textOf(name) + '"');
}

void WindowDriver::type(const QString& text) {
    m_display.xdotool({"type", "--delay", "5", text});
}

void WindowDriver::press(const QString& key) {
    m_display.xdotool({"key", key});
}

bool WindowDriver::neverHeldUp() {
    const QJsonObject seen = metrics();
    const double heldMs = seen["heldMaxMs"].toDouble();
    return (seen["turns"].toInt() > 0 && heldMs <= 1000) ||
           fail(QString("the event loop stood for %1 ms").arg(heldMs));
}

bool WindowDriver::fail(const QString& what) {
    const QString picture = QCoreApplication::applicationDirPath() + "/../" +
                            QFileInfo(QCoreApplication::applicationFilePath()).fileName() + ".png";
    m_display.photograph(picture);
    qWarning("%s; see %s", qPrintable(what), qPrintable(QFileInfo(picture).canonicalFilePath()));
    return false;
}

SlowMotion::SlowMotion(const RunningDevice& device, const QString& program)
    : m_processes(device.processes(program))
    , m_pulse([this] {
        const auto tell = [this](int signalNumber) {
            for (const qint64 id : m_processes) {
                ::kill(static_cast<pid_t>(id), signalNumber);
            }
        };
        while (m_on) {
            tell(SIGSTOP);
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
            tell(SIGCONT);
            std::this_thread::sleep_for(std::chrono::milliseconds(4));
        }
    }) {}

SlowMotion::~SlowMotion() {
    m_on = false;
    m_pulse.join();
}

} // namespace fieldfare::test
