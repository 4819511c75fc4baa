// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/e2e/display.h"
#include "tests/e2e/workshop.h"

#include <QLocalSocket>

#include <atomic>
#include <thread>

namespace fieldfare::test {

/// The real window on a display of its own, steered with real mouse and key events as a person would. Where
/// things are it asks the window (app/workbench/probe.h); whatever it waits for that does not come fails with
/// a picture of the screen beside the test's report.
class WindowDriver {
public:
    WindowDriver(const Workshop& workshop, const Display& display);
    /// On a computer of which all folders are in `home`, and that knows no fleet.
    WindowDriver(const QTemporaryDir& home, const Display& display);
    ~WindowDriver();

    /// Whose laptop it is: named by the environment, or looked for where identities are installed.
    enum class Identity { Named, Installed };
    /// Starts the window and waits until it has the keyboard.
    void open(Identity identity = Identity::Named);
    /// Starts the program once more with these arguments, as a double click does; true if it hands them over
    /// and ends.
    [[nodiscard]] bool startAgain(const QStringList& arguments);
    /// As with the button of the window manager; does not wait.
    void pressCloseButton();
    /// True once the program has ended by itself with exit code 0.
    [[nodiscard]] bool hasEnded(int withinMs = 60'000);
    /// SIGKILL.
    void kill();

    /// The first visible item of that objectName or text; {"found": false} if there is none.
    [[nodiscard]] QJsonObject find(const QString& name);
    [[nodiscard]] bool shows(const QString& name) { return find(name)["found"].toBool(); }
    [[nodiscard]] QString textOf(const QString& name) { return find(name)["text"].toString(); }
    /// First frame and gaps of the event loop, as the probe says.
    [[nodiscard]] QJsonObject metrics() { return ask("metrics"); }
    /// Watches over the window: false if its event loop stood for more than a second since metrics were last
    /// asked for. Time in which the window could not run because others had the processors does not count.
    [[nodiscard]] bool neverHeldUp();
    [[nodiscard]] qint64 processId() const { return m_window.processId(); }
    /// objectName of what has the keyboard.
    [[nodiscard]] QString focus();
    /// Waits until `name` is shown, enabled and stands still, and clicks it; false if it never comes.
    [[nodiscard]] bool click(const QString& name);
    [[nodiscard]] bool waitFor(const QString& name, int withinMs = 60'000);
    [[nodiscard]] bool waitForText(const QString& name, const QString& part, int withinMs = 90'000);
    /// Clicks a field and types; false if the text does not arrive there.
    [[nodiscard]] bool fill(const QString& name, const QString& text);
    void type(const QString& text);
    void press(const QString& key); ///< As xdotool names it: "Return", "Tab", "ctrl+a".
    /// Notes the failure by a picture; always false.
    bool fail(const QString& what);

private:
    [[nodiscard]] QJsonObject ask(const QString& line);
    const Display& m_display;
    QProcessEnvironment m_environment;
    QString m_socket;
    QProcess m_window;
    QLocalSocket m_probe;
    QString m_id;
};

/// Slows a program of a device down by stopping and continuing it, so that a test comes in between without
/// depending on the machine's speed.
class SlowMotion {
public:
    SlowMotion(const RunningDevice& device, const QString& program);
    ~SlowMotion();
    SlowMotion(const SlowMotion&) = delete;
    SlowMotion& operator=(const SlowMotion&) = delete;

private:
    QList<qint64> m_processes;
    std::atomic_bool m_on{true};
    std::thread m_pulse;
};

} // namespace fieldfare::test
