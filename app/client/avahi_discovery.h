// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/discovery.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace fieldfare::app {

/// Discovery through avahi-daemon on the system bus (interface org.freedesktop.Avahi.Server and
/// ServiceBrowser, as in Avahi's own introspection files); DBUS_SYSTEM_BUS_ADDRESS names another bus.
class AvahiDiscovery final : public Discovery {
    Q_OBJECT
public:
    explicit AvahiDiscovery(QObject* parent = nullptr);
    ~AvahiDiscovery() override;
    void start(Observer observer) override;

private Q_SLOTS:
    void onItemNew(const QDBusMessage& message);
    void onItemRemove(const QDBusMessage& message);
    void onBrowserFailure(const QDBusMessage& message);

private:
    void fail(const QString& detail);
    void onResolved(const QString& key, const QDBusMessage& reply);

    QString m_connectionName;
    QDBusConnection m_bus;
    QString m_browserPath;
    Observer m_observer;
    bool m_failed = false;
    /// What is there, by instance name, and from which of its announcements (interface and protocol) each
    /// address came.
    std::map<QString, FoundDevice> m_devices;
    std::map<QString, FoundDevice> m_announcements; ///< Key: name, interface, protocol.
};

} // namespace fieldfare::app
