// SPDX-License-Identifier: Apache-2.0
#include "app/text/translations.h"

#include <QCoreApplication>
#include <QTranslator>

/// A static library's resources are linked only if they are named; the macro works outside of namespaces
/// only.
static void linkResources() {
    Q_INIT_RESOURCE(fieldfare_i18n);
}

namespace fieldfare::app {

bool installTranslation(QCoreApplication& application, const QLocale& locale) {
    linkResources();
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, QStringLiteral("fieldfare"), QStringLiteral("_"),
                         QStringLiteral(":/i18n"))) {
        return QCoreApplication::installTranslator(translator);
    }
    delete translator;
    return false;
}

} // namespace fieldfare::app
