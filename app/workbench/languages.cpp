// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/languages.h"

#include "app/text/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace fieldfare::app {

Languages::Languages() = default;

Languages::~Languages() {
    use(QStringLiteral("en"));
}

void Languages::use(const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    for (QTranslator* translator : {&m_window, &m_common, &m_qt}) {
        QCoreApplication::removeTranslator(translator);
    }
    const auto install = [](QTranslator& translator, bool loaded) {
        if (loaded) {
            QCoreApplication::installTranslator(&translator);
        }
    };
    install(m_qt, loadTranslation(m_qt, locale, QStringLiteral("qtbase"),
                                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)));
    install(m_common, loadTranslation(m_common, locale, QStringLiteral("fieldfare")));
    install(m_window, loadTranslation(m_window, locale, QStringLiteral("workbench")));
}

} // namespace fieldfare::app
