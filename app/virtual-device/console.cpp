// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/console.h"

#include <filesystem>

namespace fieldfare::app {

namespace {
constexpr qint64 maxLogBytes = 1 << 20;
}

Console::Console(const std::filesystem::path& log, Line line, Event event)
    : m_log(QString::fromStdString(log.string()))
    , m_line(std::move(line))
    , m_event(std::move(event)) {
    m_clock.start();
    m_log.open(QIODevice::WriteOnly | QIODevice::Append);
}

double Console::seconds() const {
    return static_cast<double>(m_clock.elapsed()) / 1000.0;
}

void Console::keep(const QString& line) {
    if (m_log.size() > maxLogBytes) {
        m_log.close();
        const QString older = m_log.fileName() + ".1";
        QFile::remove(older);
        QFile::rename(m_log.fileName(), older);
        m_log.open(QIODevice::WriteOnly | QIODevice::Append);
    }
    m_log.write(line.toUtf8() + '\n');
    m_log.flush();
}

void Console::print(const std::string& source, const std::string& text) {
    const QString line = QString("[%1] %2 %3")
                             .arg(seconds(), 8, 'f', 3)
                             .arg(QString::fromStdString(source) + ':', -10)
                             .arg(QString::fromStdString(text));
    keep(line);
    m_line(line);
    m_event(Json{{"event", "log"}, {"source", source}, {"text", text}, {"seconds", seconds()}});
}

void Console::report(const std::string& event, const Json& fields, const std::string& text) {
    const QString line = QString("[%1] %2").arg(seconds(), 8, 'f', 3).arg(QString::fromStdString(text));
    keep(line);
    m_line(line);
    Json document = fields;
    document["event"] = event;
    document["seconds"] = seconds();
    m_event(document);
}

} // namespace fieldfare::app
