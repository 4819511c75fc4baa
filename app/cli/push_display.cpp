// SPDX-License-Identifier: Apache-2.0
#include "app/cli/push_display.h"

#include "app/cli/terminal_text.h"
#include "app/text/amounts.h"
#include "app/text/device_words.h"
#include "app/text/error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr auto plainLineEvery = std::chrono::seconds(10);
constexpr int barColumns = 22;
constexpr std::size_t maxRows =
    20; ///< More devices than this share summary lines, so that a terminal is not flooded.

QString text(const char* source) {
    return QCoreApplication::translate("Cli", source);
}

QString phaseWord(PushPhase phase) {
    switch (phase) {
    case PushPhase::Waiting:
    case PushPhase::Away: // the command line does not wait for devices that are away
        return text(QT_TRANSLATE_NOOP("Cli", "waiting"));
    case PushPhase::Connecting:
        return text(QT_TRANSLATE_NOOP("Cli", "connecting"));
    case PushPhase::Offering:
        return text(QT_TRANSLATE_NOOP("Cli", "offering; the device checks and plans"));
    case PushPhase::Sending:
        return text(QT_TRANSLATE_NOOP("Cli", "sending"));
    case PushPhase::Paused:
        return text(QT_TRANSLATE_NOOP("Cli", "paused by a person"));
    case PushPhase::LinkLost:
        return text(QT_TRANSLATE_NOOP("Cli", "link lost, trying again"));
    case PushPhase::Writing:
        return text(QT_TRANSLATE_NOOP("Cli", "writing and reading back"));
    case PushPhase::Restarting:
        return text(QT_TRANSLATE_NOOP("Cli", "restarting"));
    case PushPhase::OnTrial:
        return text(QT_TRANSLATE_NOOP("Cli", "on trial, health is checked"));
    case PushPhase::Finished:
        return text(QT_TRANSLATE_NOOP("Cli", "done"));
    }
    return {};
}

} // namespace

std::string_view stateName(PushState state) {
    switch (state) {
    case PushState::NotStarted:
        return "not-started";
    case PushState::Installed:
        return "installed";
    case PushState::Restarted:
        return "restarted";
    case PushState::Committed:
        return "committed";
    case PushState::RolledBack:
        return "rolled-back";
    case PushState::FellBack:
        return "fell-back";
    case PushState::Failed:
        return "failed";
    case PushState::Stopped:
        return "stopped";
    }
    return "failed";
}

QString outcomeSentence(const PushOutcome& outcome, const ReleaseId& release) {
    const QString name = releaseText(release);
    switch (outcome.state) {
    case PushState::NotStarted:
        return text(QT_TRANSLATE_NOOP("Cli", "Not started."));
    case PushState::Installed:
        return text(QT_TRANSLATE_NOOP("Cli", "%1 is installed and starts at the next restart.")).arg(name);
    case PushState::Restarted:
        return text(QT_TRANSLATE_NOOP("Cli", "%1 runs on trial.")).arg(name);
    case PushState::Committed:
        return text(QT_TRANSLATE_NOOP("Cli", "%1 runs and is committed.")).arg(name);
    case PushState::Stopped:
        return text(QT_TRANSLATE_NOOP(
            "Cli", "Stopped here. Push again to go on, or end it with: fieldfare devices cancel."));
    case PushState::RolledBack:
    case PushState::FellBack:
    case PushState::Failed:
        break;
    }
    return outcome.error ? errorMessage(*outcome.error).oneLine() : QString();
}

PushDisplay::PushDisplay(std::vector<DeviceAddress> devices, ProgressStyle style, std::FILE* stream)
    : m_style(style)
    , m_stream(stream) {
    for (const DeviceAddress& device : devices) {
        m_rows.push_back({device.toString(), {}, {}, {}, {}});
        m_nameColumns = std::max(m_nameColumns, columnsOf(m_rows.back().name));
    }
    m_nameColumns = std::min(m_nameColumns, 40);
    if (m_style == ProgressStyle::Redrawn) {
        connect(&m_redraw, &QTimer::timeout, this, &PushDisplay::redraw);
        m_redraw.start(std::chrono::milliseconds(200));
    }
}

PushDisplay::~PushDisplay() {
    end();
}

void PushDisplay::end() {
    if (m_style == ProgressStyle::Redrawn) {
        redraw();
        m_redraw.stop();
        m_style = ProgressStyle::Silent;
    }
}

void PushDisplay::update(std::size_t device, const PushProgress& progress) {
    Row& row = m_rows.at(device);
    const bool newPhase = row.progress.phase != progress.phase;
    if (newPhase) {
        row.rate = RateMeter();
    }
    row.progress = progress;
    row.rate.update(progress.doneBytes, std::chrono::steady_clock::now());
    if (m_style == ProgressStyle::PlainLines && progress.phase != PushPhase::Finished) {
        printPlain(row, newPhase);
    }
}

void PushDisplay::finished(std::size_t device, const PushOutcome& outcome) {
    Row& row = m_rows.at(device);
    row.result = outcome.succeeded() ? text(QT_TRANSLATE_NOOP("Cli", "done")) : QString();
    if (!outcome.succeeded()) {
        row.result =
            outcome.error ? errorMessage(*outcome.error).happened : text(QT_TRANSLATE_NOOP("Cli", "stopped"));
    }
    if (m_style == ProgressStyle::PlainLines) {
        printPlain(row, true);
    }
}

QString PushDisplay::rowText(const Row& row, bool withBar) const {
    QString line = padded(elided(row.name, m_nameColumns), m_nameColumns) + QStringLiteral("  ");
    if (!row.result.isEmpty()) {
        return line + row.result;
    }
    const PushProgress& progress = row.progress;
    const bool moves = progress.phase == PushPhase::Sending || progress.phase == PushPhase::Writing;
    if (moves && progress.totalBytes > 0) {
        const auto percent =
            static_cast<int>(100.0 * static_cast<double>(std::min(progress.doneBytes, progress.totalBytes)) /
                             static_cast<double>(progress.totalBytes));
        line +=
            (withBar ? progressBar(progress.doneBytes, progress.totalBytes, barColumns) + u' ' : QString()) +
            QStringLiteral("%1%  ").arg(percent, 3) + phaseWord(progress.phase) +
            QStringLiteral("  %1 / %2").arg(bytesText(progress.doneBytes), bytesText(progress.totalBytes));
        if (row.rate.bytesPerSecond() >= 1) {
            line += QStringLiteral("  ") + speedText(row.rate.bytesPerSecond());
        }
        const QString left = row.rate.timeLeft(progress.doneBytes, progress.totalBytes);
        return left.isEmpty()
                   ? line
                   : line + QStringLiteral("  ") + QCoreApplication::translate("Cli", "%1 left").arg(left);
    }
    return line + phaseWord(progress.phase);
}

void PushDisplay::printPlain(Row& row, bool force) {
    const auto now = std::chrono::steady_clock::now();
    if (force || now - row.printed >= plainLineEvery) {
        row.printed = now;
        std::fputs((rowText(row, false) + u'\n').toUtf8().constData(), m_stream);
        std::fflush(m_stream);
    }
}

void PushDisplay::redraw() {
    QString screen = m_drawnLines > 0 ? QStringLiteral("\x1b[%1A").arg(m_drawnLines) : QString();
    const int columns = terminalColumns(::fileno(m_stream)) - 1;
    m_drawnLines = 0;
    std::size_t hidden = 0;
    for (const Row& row : m_rows) {
        const bool worthARow =
            m_rows.size() <= maxRows || (row.result.isEmpty() && row.progress.phase != PushPhase::Waiting);
        if (!worthARow || static_cast<std::size_t>(m_drawnLines) >= maxRows) {
            ++hidden;
            continue;
        }
        screen += u'\r' + elided(rowText(row, true), columns) + QStringLiteral("\x1b[K\n");
        ++m_drawnLines;
    }
    if (hidden > 0) {
        screen +=
            u'\r' + text(QT_TRANSLATE_NOOP("Cli", "and %1 more")).arg(hidden) + QStringLiteral("\x1b[K\n");
        ++m_drawnLines;
    }
    screen += QStringLiteral("\x1b[J");
    std::fputs(screen.toUtf8().constData(), m_stream);
    std::fflush(m_stream);
}

} // namespace fieldfare::app
