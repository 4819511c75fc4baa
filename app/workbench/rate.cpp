// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/rate.h"

#include "app/text/amounts.h"

#include <QCoreApplication>

#include <algorithm>

namespace fieldfare::app {

void Rate::begin(std::uint64_t doneBytes, Time now) {
    m_bytesPerSecond = 0;
    m_measuredAt = now;
    m_measuredBytes = doneBytes;
}

void Rate::update(std::uint64_t doneBytes, Time now) {
    constexpr double weightOfNew = 0.3;
    const double seconds = std::chrono::duration<double>(now - m_measuredAt).count();
    if (seconds < 0.5) {
        return;
    }
    const double current = static_cast<double>(doneBytes - m_measuredBytes) / seconds;
    m_bytesPerSecond =
        m_bytesPerSecond < 1 ? current : m_bytesPerSecond * (1 - weightOfNew) + current * weightOfNew;
    m_measuredAt = now;
    m_measuredBytes = doneBytes;
}

QString Rate::text(std::uint64_t doneBytes, std::uint64_t totalBytes) const {
    if (m_bytesPerSecond < 1) {
        return {};
    }
    const std::uint64_t left = totalBytes - std::min(totalBytes, doneBytes);
    const auto seconds =
        std::chrono::seconds(static_cast<long long>(static_cast<double>(left) / m_bytesPerSecond));
    return QCoreApplication::translate("Rate", "%1, %2 left")
        .arg(speedText(m_bytesPerSecond), durationText(seconds));
}

} // namespace fieldfare::app
