// SPDX-License-Identifier: Apache-2.0
#include "app/text/translations.h"

#include <QCoreApplication>
#include <QTranslator>

namespace fieldfare::app {

bool installTranslation(QCoreApplication& application, const QLocale& locale) {
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, QStringLiteral("fieldfare"), QStringLiteral("_"),
                         QStringLiteral(":/i18n"))) {
        return QCoreApplication::installTranslator(translator);
    }
    delete translator;
    return false;
}

} // namespace fieldfare::app
