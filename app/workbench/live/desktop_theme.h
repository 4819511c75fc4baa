// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace fieldfare::app {

/// Whether the desktop wants dark windows: org.freedesktop.appearance color-scheme of the settings portal
/// (https://flatpak.github.io/xdg-desktop-portal). Says nothing where there is no portal.
class DesktopTheme : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void start();

Q_SIGNALS:
    void darkChanged(bool dark);

private Q_SLOTS:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace fieldfare::app
