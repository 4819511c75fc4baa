// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QLocalServer>
#include <QTimer>

#include <vector>

class QQuickWindow;

namespace fieldfare::app {

/// For the end-to-end tests only, and compiled only with them: tells over a local socket where things are in
/// the window, so that a test can move the real mouse there. It can look, and change nothing.
///
/// One line in, one JSON object out. `find NAME`: the first visible item of that objectName or text, with its
/// rectangle in device pixels of the window, its text and whether it is enabled, checked or has the keyboard.
/// `state`: page and focus of the window. `metrics`: when the first frame was drawn, and the longest times
/// between two turns of the event loop since metrics were last asked for; `heldMaxMs` is the longest of them
/// without the time in which this thread waited for a processor that others had (schedstat of the kernel).
class Probe : public QObject {
    Q_OBJECT

public:
    explicit Probe(QQuickWindow& window);
    /// Listens where the environment variable FIELDFARE_WINDOW_PROBE says; does nothing without it.
    void start();

private:
    void answer(QLocalSocket* client);
    [[nodiscard]] QJsonObject find(const QString& name) const;
    [[nodiscard]] QJsonObject state() const;
    [[nodiscard]] QJsonObject metrics();
    [[nodiscard]] double waitedForProcessorMs();
    void turn();
    QQuickWindow& m_window;
    QLocalServer m_server;
    QTimer m_pulse;
    QElapsedTimer m_sinceTurn;
    QFile m_schedule{QStringLiteral("/proc/thread-self/schedstat")};
    double m_waitedMs = 0; ///< For a processor, up to the last turn.
    double m_heldMaxMs = 0;
    std::vector<double> m_gapsMs;
    double m_firstFrameMs = 0; ///< After the process was started.
};

} // namespace fieldfare::app
