// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

/// The words of errors lie in a static library, whose resources are linked only if they are named; the macro
/// works outside of namespaces only.
static void linkResources() {
    Q_INIT_RESOURCE(fieldfare_i18n);
}

namespace fieldfare::app {

Languages::Languages() {
    linkResources();
}

Languages::~Languages() {
    use(QStringLiteral("en"));
}

void Languages::use(const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    const QString folder = QStringLiteral(":/i18n");
    for (QTranslator* translator : {&m_window, &m_common, &m_qt}) {
        QCoreApplication::removeTranslator(translator);
    }
    const auto install = [](QTranslator& translator, bool loaded) {
        if (loaded) {
            QCoreApplication::installTranslator(&translator);
        }
    };
    install(m_qt, m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)));
    install(m_common, m_common.load(locale, QStringLiteral("fieldfare"), QStringLiteral("_"), folder));
    install(m_window, m_window.load(locale, QStringLiteral("workbench"), QStringLiteral("_"), folder));
}

} // namespace fieldfare::app
