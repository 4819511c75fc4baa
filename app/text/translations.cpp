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

const QStringList& languages() {
    static const QStringList all{QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("zh_CN")};
    return all;
}

bool loadTranslation(QTranslator& translator, const QLocale& locale, const QString& name,
                     const QString& folder) {
    linkResources();
    for (const QString& language : locale.uiLanguages()) {
        // "zh-Hans-CN" is zh_CN; but "zh" alone, which follows a "zh-TW", is nobody's choice of a region.
        const QString file = language.contains(u'-') ? QLocale(language).name() : language;
        if (file == u"en" || file.startsWith(u"en_")) {
            return false; // QTranslator would go on to what the person reads second
        }
        if (translator.load(name + u'_' + file, folder, QStringLiteral("_"))) {
            return true;
        }
    }
    return false;
}

bool installTranslation(QCoreApplication& application, const QLocale& locale) {
    auto* translator = new QTranslator(&application);
    if (loadTranslation(*translator, locale, QStringLiteral("fieldfare"))) {
        return QCoreApplication::installTranslator(translator);
    }
    delete translator;
    return false;
}

} // namespace fieldfare::app
