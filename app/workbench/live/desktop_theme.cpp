// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/desktop_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace fieldfare::app {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString group = QStringLiteral("org.freedesktop.appearance");
const QString key = QStringLiteral("color-scheme");
constexpr uint preferDark = 1;

} // namespace

void DesktopTheme::start() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    call << group << key;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* finished) {
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (reply.isValid()) {
            // Read() wraps the value twice.
            const QVariant inner = reply.value().variant();
            onSettingChanged(group, key,
                             inner.canConvert<QDBusVariant>() ? inner.value<QDBusVariant>()
                                                              : QDBusVariant(inner));
        }
        finished->deleteLater();
    });
}

void DesktopTheme::onSettingChanged(const QString& changedGroup, const QString& changedKey,
                                    const QDBusVariant& value) {
    if (changedGroup == group && changedKey == key) {
        Q_EMIT darkChanged(value.variant().toUInt() == preferDark);
    }
}

} // namespace fieldfare::app
