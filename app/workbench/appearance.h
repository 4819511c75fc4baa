// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

class QSettings;

namespace fieldfare::app {

/// How the window looks; kept in the settings file.
class Appearance : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
    Q_PROPERTY(bool dark READ dark NOTIFY changed)
    Q_PROPERTY(bool comfortable READ comfortable WRITE setComfortable NOTIFY changed)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed)
    Q_PROPERTY(int textPercent READ textPercent WRITE setTextPercent NOTIFY changed)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)

public:
    explicit Appearance(QSettings& settings, QObject* parent = nullptr);

    /// "system", "light" or "dark".
    [[nodiscard]] QString theme() const { return m_theme; }
    void setTheme(const QString& theme);
    [[nodiscard]] bool dark() const { return m_theme == u"dark" || (m_theme == u"system" && m_systemIsDark); }
    /// What the desktop wants.
    void setSystemIsDark(bool dark);
    [[nodiscard]] bool comfortable() const { return m_comfortable; }
    void setComfortable(bool comfortable);
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    [[nodiscard]] int textPercent() const { return m_textPercent; }
    void setTextPercent(int percent); ///< 100 to 200.
    /// "" for the desktop's, else one of languages().
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString& language);

Q_SIGNALS:
    void changed();
    void languageChanged(const QString& language);

private:
    void keep(const QString& key, const QVariant& value);
    QSettings& m_settings;
    QString m_theme;
    QString m_language;
    int m_textPercent = 100;
    bool m_comfortable = false;
    bool m_reducedMotion = false;
    bool m_systemIsDark = false;
};

} // namespace fieldfare::app
