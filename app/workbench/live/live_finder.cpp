// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_finder.h"

namespace fieldfare::app {

LiveFinder::LiveFinder(MakeDiscovery make, std::chrono::milliseconds retry)
    : m_make(std::move(make)) {
    m_retry.setSingleShot(true);
    m_retry.setInterval(retry);
    connect(&m_retry, &QTimer::timeout, this, &LiveFinder::search);
}

void LiveFinder::start() {
    m_started = true;
    if (m_on) {
        search();
    }
}

void LiveFinder::setOn(bool on) {
    if (std::exchange(m_on, on) == on || !m_started) {
        return;
    }
    if (on) {
        search();
        return;
    }
    m_retry.stop();
    if (m_discovery) {
        m_discovery.release()->deleteLater();
    }
    for (const QString& service : std::exchange(m_found, {})) {
        Q_EMIT vanished(service);
    }
    Q_EMIT availableChanged(true); // nothing is missing: it is not wanted
}

void LiveFinder::search() {
    if (m_discovery) {
        m_discovery.release()->deleteLater();
    }
    m_discovery = m_make();
    Discovery* current = m_discovery.get();
    Discovery::Observer observer;
    observer.changed = [this, current](const FoundDevice& device) {
        if (current != m_discovery.get() || device.addresses.empty()) {
            return;
        }
        Q_EMIT availableChanged(true);
        m_found.insert(device.name);
        Q_EMIT found(
            {device.name, device.id, device.model, device.release, device.addresses.front().toString()});
    };
    observer.lost = [this, current](const QString& name) {
        if (current == m_discovery.get()) {
            m_found.remove(name);
            Q_EMIT vanished(name);
        }
    };
    observer.failed = [this, current](const Error&) {
        if (current == m_discovery.get()) {
            m_retry.start();
            Q_EMIT availableChanged(false);
        }
    };
    Q_EMIT availableChanged(true);
    m_discovery->start(std::move(observer));
}

} // namespace fieldfare::app
