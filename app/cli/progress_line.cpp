// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progress_line.h"

#include "app/cli/terminal_text.h"
#include "app/text/amounts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fieldfare::app {

namespace {

constexpr auto redrawEvery = std::chrono::milliseconds(100);
constexpr auto plainLineEvery = std::chrono::seconds(10);
constexpr int barColumns = 26;

int percentOf(std::uint64_t done, std::uint64_t total) {
    const double share = total == 0 ? 0.0 : static_cast<double>(done) / static_cast<double>(total);
    return static_cast<int>(std::clamp(share, 0.0, 1.0) * 100);
}

} // namespace

QString progressBar(std::uint64_t done, std::uint64_t total, int columns) {
    const int cells = std::max(columns - 2, 1);
    const int full = percentOf(done, total) * cells / 100;
    return u'[' + QString(full, u'#') + QString(cells - full, u'-') + u']';
}

void RateMeter::update(std::uint64_t done, Time now) {
    if (m_last == Time{} || done < m_lastDone) {
        m_last = now;
        m_lastDone = done;
        return;
    }
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    if (seconds < 0.25) {
        return;
    }
    const double current = static_cast<double>(done - m_lastDone) / seconds;
    const double weight = m_rate == 0 ? 1.0 : std::min(1.0, seconds / 3.0);
    m_rate += (current - m_rate) * weight;
    m_last = now;
    m_lastDone = done;
}

QString RateMeter::timeLeft(std::uint64_t done, std::uint64_t total) const {
    if (m_rate < 1 || done >= total) {
        return {};
    }
    const double seconds = static_cast<double>(total - done) / m_rate;
    return seconds > 360'000 ? QString()
                             : durationText(std::chrono::seconds(std::llround(std::ceil(seconds))));
}

ProgressLine::ProgressLine(QString title, ProgressStyle style, std::FILE* stream)
    : m_title(std::move(title))
    , m_style(style)
    , m_stream(stream) {}

ProgressLine::~ProgressLine() {
    if (m_lineIsOpen) {
        std::fputs("\n", m_stream);
        std::fflush(m_stream);
    }
}

void ProgressLine::update(std::uint64_t done, std::uint64_t total) {
    draw(done, total, total != 0 && done >= total && m_style == ProgressStyle::Redrawn);
}

void ProgressLine::phase(const QString& words) {
    if (words == m_title || m_style == ProgressStyle::Silent) {
        return;
    }
    m_title = words;
    m_rate = RateMeter();
    draw(0, 0, true);
}

void ProgressLine::draw(std::uint64_t done, std::uint64_t total, bool force) {
    if (m_style == ProgressStyle::Silent) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    m_rate.update(done, now);
    const bool redrawn = m_style == ProgressStyle::Redrawn;
    if (!force && now - m_drawn < (redrawn ? std::chrono::milliseconds(redrawEvery) : plainLineEvery)) {
        return;
    }
    m_drawn = now;
    QString text = m_title;
    if (total > 0) {
        text += QStringLiteral("  ");
        text += redrawn ? progressBar(done, total, barColumns) + u' ' : QString();
        text += QStringLiteral("%1%  %2 / %3")
                    .arg(percentOf(done, total), 3)
                    .arg(bytesText(done), bytesText(total));
        if (m_rate.bytesPerSecond() >= 1) {
            text += QStringLiteral("  ") + speedText(m_rate.bytesPerSecond());
        }
        if (const QString left = m_rate.timeLeft(done, total); !left.isEmpty()) {
            text += QStringLiteral("  ") + QCoreApplication::translate("Cli", "%1 left").arg(left);
        }
    }
    if (redrawn) {
        text = u'\r' + elided(text, terminalColumns(::fileno(m_stream)) - 1) + QStringLiteral("\x1b[K");
        m_lineIsOpen = true;
    } else {
        text += u'\n';
    }
    std::fputs(text.toUtf8().constData(), m_stream);
    std::fflush(m_stream);
}

} // namespace fieldfare::app
