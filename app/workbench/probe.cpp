// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/probe.h"

#include "app/workbench/item_tree.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QQuickWindow>

#include <algorithm>

#include <unistd.h>

namespace fieldfare::app {

namespace {

/// How long this process has been running.
double processAgeMs() {
    QFile stat(QStringLiteral("/proc/self/stat"));
    QFile uptime(QStringLiteral("/proc/uptime"));
    if (!stat.open(QIODevice::ReadOnly) || !uptime.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QByteArray text = stat.readAll();
    const QByteArrayList fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const double startedSeconds = fields.value(19).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (uptime.readAll().split(' ').value(0).toDouble() - startedSeconds) * 1000;
}

} // namespace

Probe::Probe(QQuickWindow& window)
    : m_window(window) {
    m_pulse.setTimerType(Qt::PreciseTimer);
    m_pulse.setInterval(2);
    connect(&m_pulse, &QTimer::timeout, this, &Probe::turn);
    connect(&m_window, &QQuickWindow::frameSwapped, this, [this] {
        if (m_firstFrameMs <= 0) {
            m_firstFrameMs = processAgeMs();
        }
    });
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* client = m_server.nextPendingConnection()) {
            connect(client, &QLocalSocket::readyRead, this, [this, client] { answer(client); });
            connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
        }
    });
}

void Probe::start() {
    const QString path = qEnvironmentVariable("FIELDFARE_WINDOW_PROBE");
    if (path.isEmpty()) {
        return;
    }
    if (!m_server.listen(path)) {
        qCritical("probe: %s", qPrintable(m_server.errorString()));
    }
    (void)m_schedule.open(QIODevice::ReadOnly | QIODevice::Unbuffered); // without it no wait is taken off
    m_waitedMs = waitedForProcessorMs();
    m_sinceTurn.start();
    m_pulse.start();
}

double Probe::waitedForProcessorMs() {
    // "time on a processor, time waited for one, slices", in nanoseconds
    return m_schedule.isOpen() && m_schedule.seek(0)
               ? m_schedule.read(96).split(' ').value(1).toDouble() / 1e6
               : 0;
}

void Probe::turn() {
    const double gapMs = static_cast<double>(m_sinceTurn.nsecsElapsed()) / 1e6;
    const double waitedMs = waitedForProcessorMs();
    m_gapsMs.push_back(gapMs);
    m_heldMaxMs = std::max(m_heldMaxMs, gapMs - (waitedMs - m_waitedMs));
    m_waitedMs = waitedMs;
    m_sinceTurn.restart();
}

void Probe::answer(QLocalSocket* client) {
    while (client->canReadLine()) {
        const QString line = QString::fromUtf8(client->readLine()).trimmed();
        const QJsonObject reply = line.startsWith(u"find ") ? find(line.mid(5))
                                  : line == u"metrics"      ? metrics()
                                                            : state();
        client->write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
    }
}

QJsonObject Probe::find(const QString& name) const {
    for (QQuickItem* item : itemsBelow(m_window.contentItem())) {
        const QString text = item->property("text").toString();
        const bool shown = item->isVisible() && item->width() > 0 && item->height() > 0;
        if (!shown || (item->objectName() != name && text != name)) {
            continue;
        }
        const qreal scale = m_window.effectiveDevicePixelRatio();
        const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
        return {{"found", true},
                {"x", place.x() * scale},
                {"y", place.y() * scale},
                {"width", place.width() * scale},
                {"height", place.height() * scale},
                {"text", text},
                {"title", item->property("title").toString()},
                {"enabled", item->isEnabled()},
                {"checked", item->property("checked").toBool()},
                {"focus", item->hasActiveFocus()}};
    }
    return {{"found", false}};
}

QJsonObject Probe::metrics() {
    std::ranges::sort(m_gapsMs);
    const auto share = [this](double part) {
        const auto at = static_cast<std::size_t>(part * static_cast<double>(m_gapsMs.size()));
        return m_gapsMs.empty() ? 0 : m_gapsMs[std::min(at, m_gapsMs.size() - 1)];
    };
    const QJsonObject reply{{"firstFrameMs", m_firstFrameMs}, {"turns", static_cast<qint64>(m_gapsMs.size())},
                            {"gapP50Ms", share(0.5)},         {"gapP99Ms", share(0.99)},
                            {"gapMaxMs", share(1)},           {"heldMaxMs", m_heldMaxMs}};
    m_gapsMs.clear();
    m_heldMaxMs = 0;
    return reply;
}

QJsonObject Probe::state() const {
    const QQuickItem* focus = m_window.activeFocusItem();
    return {{"page", m_window.property("page").toString()},
            {"focus", focus == nullptr ? QString() : focus->objectName()},
            {"active", m_window.isActive()}};
}

} // namespace fieldfare::app
