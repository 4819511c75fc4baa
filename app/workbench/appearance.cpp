// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/appearance.h"

#include "app/text/translations.h"

#include <QSettings>

#include <algorithm>

namespace fieldfare::app {

namespace {

const QStringList themes{"system", "light", "dark"};

QString oneOf(const QStringList& allowed, const QString& value) {
    return allowed.contains(value) ? value : allowed.first();
}

/// "" is the desktop's.
QString knownLanguage(const QString& value) {
    return languages().contains(value) ? value : QString();
}

} // namespace

Appearance::Appearance(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_theme(oneOf(themes, settings.value("appearance/theme").toString()))
    , m_language(knownLanguage(settings.value("appearance/language").toString()))
    , m_textPercent(std::clamp(settings.value("appearance/textPercent", 100).toInt(), 100, 200))
    , m_comfortable(settings.value("appearance/comfortable").toBool())
    , m_reducedMotion(settings.value("appearance/reducedMotion").toBool()) {}

void Appearance::keep(const QString& key, const QVariant& value) {
    m_settings.setValue(QStringLiteral("appearance/") + key, value);
    Q_EMIT changed();
}

void Appearance::setTheme(const QString& theme) {
    if (const QString valid = oneOf(themes, theme); valid != m_theme) {
        m_theme = valid;
        keep(QStringLiteral("theme"), valid);
    }
}

void Appearance::setSystemIsDark(bool dark) {
    if (dark != m_systemIsDark) {
        m_systemIsDark = dark;
        Q_EMIT changed();
    }
}

void Appearance::setComfortable(bool comfortable) {
    if (comfortable != m_comfortable) {
        m_comfortable = comfortable;
        keep(QStringLiteral("comfortable"), comfortable);
    }
}

void Appearance::setReducedMotion(bool reduced) {
    if (reduced != m_reducedMotion) {
        m_reducedMotion = reduced;
        keep(QStringLiteral("reducedMotion"), reduced);
    }
}

void Appearance::setTextPercent(int percent) {
    if (const int valid = std::clamp(percent, 100, 200); valid != m_textPercent) {
        m_textPercent = valid;
        keep(QStringLiteral("textPercent"), valid);
    }
}

void Appearance::setLanguage(const QString& language) {
    if (const QString valid = knownLanguage(language); valid != m_language) {
        m_language = valid;
        keep(QStringLiteral("language"), valid);
        Q_EMIT languageChanged(valid);
    }
}

} // namespace fieldfare::app
