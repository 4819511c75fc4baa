// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/progress_line.h"

#include <cstdio>

namespace fieldfare::installer {
namespace {

constexpr double mebi = 1024.0 * 1024.0;
constexpr auto redrawEvery = std::chrono::milliseconds(200);

std::string sized(double bytes) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MiB", bytes / mebi);
    return text.data();
}

std::string timeLeft(double seconds) {
    std::array<char, 32> text{};
    const long whole = static_cast<long>(seconds) + 1;
    std::snprintf(text.data(), text.size(), "%ld:%02ld left", whole / 60, whole % 60);
    return text.data();
}

} // namespace

void ProgressLine::changed(const InstallationStatus& status) {
    if (m_style == Style::Silent) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (m_state != status.state) {
        endLine();
        m_state = status.state;
        m_start = now;
        m_firstReceived = status.receivedBytes;
        const std::string state(toString(status.state));
        std::fprintf(stderr, "%s: %s %s\n", state.c_str(), status.release.name.c_str(),
                     status.release.version.c_str());
    }
    if (m_style == Style::Terminal && status.state == InstallationState::Receiving &&
        now - m_drawn >= redrawEvery) {
        m_drawn = now;
        draw(status);
    }
}

void ProgressLine::draw(const InstallationStatus& status) {
    const std::chrono::duration<double> elapsed = m_drawn - m_start;
    const auto got =
        static_cast<double>(status.receivedBytes - std::min(m_firstReceived, status.receivedBytes));
    const double speed = elapsed.count() > 0 ? got / elapsed.count() : 0;
    const auto left =
        static_cast<double>(status.neededBytes - std::min(status.receivedBytes, status.neededBytes));
    std::string line = sized(static_cast<double>(status.receivedBytes)) + " of " +
                       sized(static_cast<double>(status.neededBytes)) + ", " + sized(speed) + "/s";
    if (speed > 0) {
        line += ", " + timeLeft(left / speed);
    }
    std::fprintf(stderr, "\r\033[K  %s", line.c_str());
    std::fflush(stderr);
    m_lineOpen = true;
}

void ProgressLine::endLine() {
    if (m_lineOpen) {
        std::fputs("\n", stderr);
        m_lineOpen = false;
    }
}

} // namespace fieldfare::installer
