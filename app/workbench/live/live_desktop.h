// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/job_watch.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>

namespace fieldfare::app {

/// The desktop over D-Bus: org.freedesktop.Notifications on the session's bus, and an inhibitor of
/// org.freedesktop.login1 on the system's, which keeps the computer awake for as long as its descriptor is
/// open and so never outlives this program. Nothing in it blocks; where a service is missing, nothing
/// happens.
class LiveDesktop final : public QObject, public Desktop {
    Q_OBJECT

public:
    LiveDesktop(QDBusConnection session, QDBusConnection system, QObject* parent = nullptr);
    void notify(const QString& title, const QString& text, bool failed) override;
    void keepAwake(const QString& reason) override;
    void letSleep() override;

private:
    QDBusConnection m_session;
    QDBusConnection m_system;
    QDBusUnixFileDescriptor m_inhibitor;
    quint64 m_wanted = 0; ///< Counts the wishes, so that a late answer to an older one is let go.
    bool m_awake = false;
};

} // namespace fieldfare::app
