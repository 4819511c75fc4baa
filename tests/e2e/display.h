// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace fieldfare::test {

/// An X server of its own with a window manager, on a display number that is free.
class Display {
public:
    Display();
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    /// True if this computer has what it takes: Xvfb, openbox, xdotool.
    [[nodiscard]] static bool available();
    /// What a program needs to draw there.
    [[nodiscard]] QProcessEnvironment environment(QProcessEnvironment base) const;
    /// Runs xdotool; ends the test program if that fails.
    void xdotool(const QStringList& arguments) const;
    /// The same, and what it printed; empty if it failed.
    [[nodiscard]] QString ask(const QStringList& arguments) const;
    /// The whole screen as a PNG, for a test that failed.
    void photograph(const QString& path) const;

private:
    QTemporaryDir m_runtime;
    QProcess m_server;
    QProcess m_manager;
    QString m_name;
};

} // namespace fieldfare::test
