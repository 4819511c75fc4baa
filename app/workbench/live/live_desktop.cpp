// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_desktop.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace fieldfare::app {

LiveDesktop::LiveDesktop(QDBusConnection session, QDBusConnection system, QObject* parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_system(std::move(system)) {}

void LiveDesktop::notify(const QString& title, const QString& text, bool failed) {
    if (!m_session.isConnected()) {
        return;
    }
    // https://specifications.freedesktop.org/notification-spec: the body may be taken for markup.
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    constexpr uchar normal = 1;
    constexpr uchar critical = 2;
    const QVariantMap hints{{"desktop-entry", QStringLiteral("fieldfare-workbench")},
                            {"urgency", QVariant::fromValue(failed ? critical : normal)}};
    call << QStringLiteral("Fieldfare") << 0U << QStringLiteral("fieldfare-workbench") << title
         << text.toHtmlEscaped() << QStringList() << hints << -1;
    m_session.asyncCall(call);
}

void LiveDesktop::keepAwake(const QString& reason) {
    m_awake = true;
    const quint64 wish = ++m_wanted;
    if (!m_system.isConnected()) {
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep:idle") << QStringLiteral("Fieldfare") << reason << QStringLiteral("block");
    auto* watcher = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, wish](QDBusPendingCallWatcher* finished) {
                const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *finished;
                if (reply.isValid() && m_awake && wish == m_wanted) {
                    m_inhibitor = reply.value();
                }
                finished->deleteLater();
            });
}

void LiveDesktop::letSleep() {
    m_awake = false;
    m_inhibitor = QDBusUnixFileDescriptor(); // the last one that holds it closes it
}

} // namespace fieldfare::app
