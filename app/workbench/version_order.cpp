// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/version_order.h"

#include <QVersionNumber>

namespace fieldfare::app {

int compareVersions(const QString& a, const QString& b) {
    qsizetype endA = 0;
    qsizetype endB = 0;
    const QVersionNumber numberA = QVersionNumber::fromString(a, &endA);
    const QVersionNumber numberB = QVersionNumber::fromString(b, &endB);
    if (const int order = QVersionNumber::compare(numberA.normalized(), numberB.normalized()); order != 0) {
        return order;
    }
    const QString restA = a.mid(endA);
    const QString restB = b.mid(endB);
    const auto rank = [](const QString& rest) {
        return rest.startsWith(u'-') || rest.startsWith(u'~') ? 0 : 1;
    };
    if (rank(restA) != rank(restB)) {
        return rank(restA) - rank(restB); // a pre-release is below its release
    }
    return restA.compare(restB);
}

} // namespace fieldfare::app
