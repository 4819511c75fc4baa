// SPDX-License-Identifier: Apache-2.0
#include "app/client/avahi_discovery.h"

#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QUuid>

#include <net/if.h>

namespace fieldfare::app {

namespace {

const QString service = QStringLiteral("org.freedesktop.Avahi");
const QString serverInterface = QStringLiteral("org.freedesktop.Avahi.Server");
const QString browserInterface = QStringLiteral("org.freedesktop.Avahi.ServiceBrowser");
const QString serviceType = QStringLiteral("_fieldfare._tcp");
constexpr int anyInterface = -1; // AVAHI_IF_UNSPEC
constexpr int anyProtocol = -1;  // AVAHI_PROTO_UNSPEC
constexpr std::size_t maxAnnouncements = 4096;
constexpr int callTimeoutMs = 10'000;

QString zoneName(int index) {
    char name[IF_NAMESIZE] = {};
    return index > 0 && ::if_indextoname(static_cast<unsigned>(index), name) != nullptr
               ? QString::fromLatin1(name)
               : QString();
}

/// The arguments of ItemNew and ItemRemove: interface, protocol, name, type, domain, flags.
QString keyOf(const QList<QVariant>& item) {
    return item[2].toString() + QChar(0) + item[0].toString() + QChar(0) + item[1].toString();
}

QDBusMessage serverCall(const QString& method, const QList<QVariant>& arguments) {
    QDBusMessage call = QDBusMessage::createMethodCall(service, QStringLiteral("/"), serverInterface, method);
    call.setArguments(arguments);
    return call;
}

} // namespace

AvahiDiscovery::AvahiDiscovery(QObject* parent)
    : Discovery(parent)
    , m_connectionName(QUuid::createUuid().toString())
    , m_bus(QDBusConnection::connectToBus(QDBusConnection::SystemBus, m_connectionName)) {}

AvahiDiscovery::~AvahiDiscovery() {
    QDBusConnection::disconnectFromBus(m_connectionName); // the daemon frees the browser with its client
}

void AvahiDiscovery::start(Observer observer) {
    m_observer = std::move(observer);
    if (!m_bus.isConnected()) {
        QMetaObject::invokeMethod(
            this, [this] { fail(m_bus.lastError().message()); }, Qt::QueuedConnection);
        return;
    }
    // Signals may come before the call's reply, so they are awaited from any browser object.
    const auto listen = [this](const char* signal, const char* slot) {
        m_bus.connect(service, QString(), browserInterface, QLatin1String(signal), this, slot);
    };
    listen("ItemNew", SLOT(onItemNew(QDBusMessage)));
    listen("ItemRemove", SLOT(onItemRemove(QDBusMessage)));
    listen("Failure", SLOT(onBrowserFailure(QDBusMessage)));
    const QDBusMessage call = serverCall(QStringLiteral("ServiceBrowserNew"),
                                         {anyInterface, anyProtocol, serviceType, QString(), 0U});
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, callTimeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError()) {
            fail(reply.error().message());
        }
    });
}

void AvahiDiscovery::fail(const QString& detail) {
    if (!std::exchange(m_failed, true)) {
        m_observer.failed(Error(ErrorCode::DiscoveryUnavailable, {{"detail", detail.toStdString()}}));
    }
}

void AvahiDiscovery::onBrowserFailure(const QDBusMessage& message) {
    fail(message.arguments().value(0).toString());
}

void AvahiDiscovery::onItemNew(const QDBusMessage& message) {
    const QList<QVariant> item = message.arguments();
    if (item.size() != 6 || item[3].toString() != serviceType || m_announcements.size() >= maxAnnouncements) {
        return;
    }
    const QString key = keyOf(item);
    const QDBusMessage call = serverCall(QStringLiteral("ResolveService"),
                                         {item[0], item[1], item[2], item[3], item[4], item[1], 0U});
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, callTimeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        watcher->deleteLater();
        if (!watcher->isError()) { // a service that cannot be resolved has just gone
            onResolved(key, watcher->reply());
        }
    });
}

void AvahiDiscovery::onResolved(const QString& key, const QDBusMessage& reply) {
    // interface, protocol, name, type, domain, host, address protocol, address, port, TXT, flags
    const QList<QVariant> values = reply.arguments();
    if (values.size() != 11) {
        return;
    }
    const RawAnnouncement raw{values[2].toString(), values[0].toInt(), values[7].toString(),
                              static_cast<quint16>(values[8].toUInt()),
                              qdbus_cast<QByteArrayList>(values[9])};
    const auto announcement = readAnnouncement(raw, zoneName);
    if (!announcement) {
        return;
    }
    m_announcements[key] = *announcement;
    FoundDevice& device = m_devices[announcement->name];
    device.name = announcement->name;
    if (mergeAnnouncement(device, *announcement)) {
        m_observer.changed(device);
    }
}

void AvahiDiscovery::onItemRemove(const QDBusMessage& message) {
    const QList<QVariant> item = message.arguments();
    const auto gone = item.size() == 6 ? m_announcements.find(keyOf(item)) : m_announcements.end();
    if (gone == m_announcements.end()) {
        return;
    }
    const QString name = gone->second.name;
    m_announcements.erase(gone);
    FoundDevice left;
    left.name = name;
    for (const auto& [key, announcement] : m_announcements) {
        if (announcement.name == name) {
            mergeAnnouncement(left, announcement);
        }
    }
    if (left.addresses.empty()) {
        m_devices.erase(name);
        m_observer.lost(name);
    } else {
        m_devices[name] = left;
        m_observer.changed(left);
    }
}

} // namespace fieldfare::app
