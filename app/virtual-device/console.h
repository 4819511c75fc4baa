// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <QElapsedTimer>
#include <QFile>

#include <functional>

namespace fieldfare::app {

/// The virtual device's serial console: what it does, as lines for people and as events for programs. All of
/// it is also kept in a file (the device's log), at most 1 MiB and one file before it.
class Console {
public:
    using Line = std::function<void(const QString&)>;
    using Event = std::function<void(const Json&)>;
    Console(const std::filesystem::path& log, Line line, Event event);

    /// A line of `source` ("u-boot", "kernel", "agent", ...); an event {"event":"log","source","text"} for
    /// programs.
    void print(const std::string& source, const std::string& text);
    /// Something that happened: `fields` with "event" and "seconds" (since power-on) for programs, `text` for
    /// people.
    void report(const std::string& event, const Json& fields, const std::string& text);
    void startClock() { m_clock.start(); }
    [[nodiscard]] double seconds() const;

private:
    void keep(const QString& line);
    QFile m_log;
    Line m_line;
    Event m_event;
    QElapsedTimer m_clock;
};

} // namespace fieldfare::app
