// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/natural_order.h"

#include <QCollator>
#include <QLocale>

namespace fieldfare::app {

int naturalOrder(const QString& a, const QString& b) {
    static const QCollator collator = [] {
        // The C locale knows no numbers within words.
        QCollator made(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
        made.setNumericMode(true);
        made.setCaseSensitivity(Qt::CaseInsensitive);
        return made;
    }();
    return collator.compare(a, b);
}

} // namespace fieldfare::app
