// SPDX-License-Identifier: Apache-2.0
#include "app/text/amounts.h"

#include <QCoreApplication>

namespace fieldfare::app {

QString bytesText(std::uint64_t bytes) {
    static constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit > 0 && value < 9.95 ? 1 : 0;
    return QString::number(value, 'f', decimals) + u' ' + QLatin1String(units[unit]);
}

QString speedText(double bytesPerSecond) {
    return bytesText(static_cast<std::uint64_t>(std::max(bytesPerSecond, 0.0))) + QStringLiteral("/s");
}

QString durationText(std::chrono::seconds duration) {
    const auto total = std::max<long long>(duration.count(), 0);
    if (total < 60) {
        return QCoreApplication::translate("Amounts", "%1 s").arg(total);
    }
    if (total < 3600) {
        return QCoreApplication::translate("Amounts", "%1 min %2 s").arg(total / 60).arg(total % 60);
    }
    return QCoreApplication::translate("Amounts", "%1 h %2 min").arg(total / 3600).arg(total % 3600 / 60);
}

} // namespace fieldfare::app
