// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/device_page.h"

#include "app/text/amounts.h"
#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace fieldfare::app {

namespace {

QString releaseText(const ReleaseId& release) {
    return sanitized(release.name, 64) + u' ' + sanitized(release.version, 64);
}

} // namespace

DevicePage::DevicePage(DeviceBook& book, ConnectionChecks& checks, PushRecords* records, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_records(records)
    , m_check(checks) {
    connect(&book, &DeviceBook::changed, this, [this](int row) {
        if (m_book.at(row).serial == m_serial) {
            hearLink();
            Q_EMIT changed();
        }
    });
    connect(&book, &DeviceBook::removed, this, [this] {
        if (m_serial != 0 && entry() == nullptr) {
            show(0);
        }
    });
}

void DevicePage::show(int serial) {
    if (serial == m_serial) {
        return;
    }
    followLog(false);
    m_serial = serial;
    m_heard = nullptr;
    m_acting = false;
    m_note.clear();
    m_actionError.reset();
    m_logError.reset();
    m_log.clear();
    m_check.clear();
    hearLink();
    readHistory();
    Q_EMIT changed();
    Q_EMIT actionChanged();
    Q_EMIT logChanged();
}

const DeviceEntry* DevicePage::entry() const {
    const int row = m_book.rowOf(m_serial);
    return row < 0 ? nullptr : &m_book.at(row);
}

/// The book makes a new link whenever it connects again: listen to the one that is there now.
void DevicePage::hearLink() {
    DeviceLink* link = m_book.link(m_serial);
    if (link == m_heard) {
        return;
    }
    m_heard = link;
    if (m_acting) {
        m_acting = false;
        Q_EMIT actionChanged();
    }
    if (m_followingLog) {
        m_followingLog = false;
        Q_EMIT logChanged();
    }
    if (link == nullptr) {
        return;
    }
    const auto ours = [this, serial = m_serial] { return m_serial == serial; };
    connect(link, &DeviceLink::actionDone, this, [this, ours](DeviceAction action) {
        if (ours()) {
            onDone(action);
            Q_EMIT acted(action, entry()->id, {});
        }
    });
    connect(link, &DeviceLink::actionFailed, this, [this, ours](DeviceAction action, const Error& error) {
        if (ours()) {
            onFailed(error);
            Q_EMIT acted(action, entry()->id, QString::fromStdString(std::string(errorSlug(error.code()))));
        }
    });
    connect(link, &DeviceLink::logArrived, this, [this, ours](const QStringList& lines) {
        if (ours() && m_followingLog) {
            m_log.append(lines);
        }
    });
    connect(link, &DeviceLink::logEnded, this, [this, ours](const Error& error) {
        if (ours() && m_followingLog) {
            m_followingLog = false;
            m_logError = error;
            Q_EMIT logChanged();
        }
    });
}

bool DevicePage::connected() const {
    const DeviceEntry* device = entry();
    return device != nullptr && device->link == LinkState::Connected;
}

QString DevicePage::name() const {
    const DeviceEntry* device = entry();
    return device == nullptr        ? QString()
           : device->name.isEmpty() ? sanitized(device->address, 128)
                                    : device->name;
}

QString DevicePage::subtitle() const {
    const DeviceEntry* device = entry();
    if (device == nullptr) {
        return {};
    }
    QStringList parts{device->model, sanitized(device->address, 128)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" \u00b7 "));
}

QVariantMap DevicePage::stateWords() const {
    const DeviceEntry* device = entry();
    const StateWords state = device == nullptr ? StateWords{"neutral", "empty", {}} : deviceState(*device);
    return {{"kind", state.kind}, {"icon", state.icon}, {"text", state.text}};
}

QString DevicePage::activity() const {
    const DeviceEntry* device = entry();
    return device == nullptr ? QString() : deviceActivity(*device);
}

double DevicePage::progress() const {
    const DeviceEntry* device = entry();
    return device == nullptr ? -1 : deviceProgress(*device);
}

QVariantList DevicePage::slotGroups() const {
    const DeviceEntry* device = entry();
    if (device == nullptr || !device->status) {
        return {};
    }
    QStringList groups;
    for (const SlotStatus& slot : device->status->slots) {
        const QString group = QString::fromStdString(slot.group);
        if (!groups.contains(group)) {
            slot.booted ? groups.prepend(group) : groups.append(group);
        }
    }
    QVariantList shown;
    for (const QString& group : groups) {
        QVariantList cards;
        for (const SlotStatus& slot : device->status->slots) {
            if (QString::fromStdString(slot.group) == group) {
                cards.append(slotMap(slot));
            }
        }
        shown.append(QVariantMap{{"group", sanitized(group, 64)}, {"cards", cards}});
    }
    return shown;
}

QVariantList DevicePage::facts() const {
    const DeviceEntry* device = entry();
    QVariantList rows;
    const auto add = [&rows](const QString& label, const QString& value) {
        if (!value.isEmpty()) {
            rows.append(QVariantMap{{"label", label}, {"value", value}});
        }
    };
    if (device == nullptr) {
        return rows;
    }
    add(tr("Name"), device->name);
    add(tr("Identity"), device->id);
    add(tr("Address"), sanitized(device->address, 128));
    add(tr("Model"), device->model);
    add(tr("Group"), sanitized(device->group));
    add(tr("Note"), sanitized(device->note));
    add(tr("Last seen"), lastSeenText(*device, QDateTime::currentDateTime()));
    if (!device->status) {
        return rows;
    }
    const DeviceStatus& status = *device->status;
    add(tr("Hardware revision"), sanitized(status.hardwareRevision, 64));
    add(tr("Running release"), releaseText(status.release));
    add(tr("Epoch floor"), QString::number(status.epochFloor));
    add(tr("Fieldfare on the device"), sanitized(status.softwareVersion, 64));
    add(tr("Up for"), durationText(std::chrono::seconds(status.uptimeSeconds)));
    add(tr("Revocation list"),
        status.revocationNumber == 0 ? tr("none") : QString::number(status.revocationNumber));
    add(tr("Clock"), QDateTime::fromSecsSinceEpoch(status.clock.unixTime, QTimeZone::utc())
                             .toString(QStringLiteral("yyyy-MM-dd HH:mm")) +
                         u' ' +
                         (status.clock.trusted ? tr("UTC, synchronised") : tr("UTC, not synchronised")));
    return rows;
}

QVariantList DevicePage::health() const {
    const DeviceEntry* device = entry();
    QVariantList rows;
    if (device != nullptr && device->status && device->status->installation) {
        for (const HealthResult& result : device->status->installation->health) {
            rows.append(QVariantMap{{"name", sanitized(result.name, 64)},
                                    {"passed", result.passed},
                                    {"message", sanitized(result.message)}});
        }
    }
    return rows;
}

QVariant DevicePage::linkError() const {
    const DeviceEntry* device = entry();
    return errorOrNull(device == nullptr || device->link == LinkState::Connected ? std::nullopt
                                                                                 : device->error);
}

QVariant DevicePage::trustError() const {
    if (!connected() || !entry()->status->revocationsDamaged) {
        return errorOrNull(std::nullopt);
    }
    return errorOrNull(Error(ErrorCode::RevocationsDamaged,
                             {{"detail", std::to_string(entry()->status->revocationNumber)}}));
}

bool DevicePage::canCommit() const {
    return connected() && entry()->status->onTrial;
}

const SlotStatus* DevicePage::otherGoodSlot() const {
    const DeviceEntry* device = entry();
    if (device == nullptr || !device->status) {
        return nullptr;
    }
    const auto& slots = device->status->slots;
    const auto booted = std::ranges::find_if(slots, [](const SlotStatus& slot) { return slot.booted; });
    const auto other = std::ranges::find_if(slots, [&](const SlotStatus& slot) {
        return booted != slots.end() && !slot.booted && slot.group == booted->group &&
               slot.state == SlotState::Good &&
               (!slot.release || slot.release->epoch >= device->status->epochFloor);
    });
    return other == slots.end() ? nullptr : &*other;
}

bool DevicePage::canRollBack() const {
    return connected() && otherGoodSlot() != nullptr;
}

QString DevicePage::rollBackTarget() const {
    const SlotStatus* slot = otherGoodSlot();
    return slot == nullptr || !slot->release ? tr("the release in the other slot")
                                             : releaseText(*slot->release);
}

QString DevicePage::runningRelease() const {
    const DeviceEntry* device = entry();
    return device == nullptr || !device->status ? QString() : releaseText(device->status->release);
}

QString DevicePage::sshCommand() const {
    const DeviceEntry* device = entry();
    if (device == nullptr) {
        return {};
    }
    // HOST, HOST:PORT or [IPv6]:PORT: the host alone, and only if a shell reads it as one word.
    static const QRegularExpression bracketed(R"(^\[([^\]]+)\](:\d+)?$)");
    static const QRegularExpression withPort(R"(^([^:]+):\d+$)");
    static const QRegularExpression harmless(R"(^[A-Za-z0-9][A-Za-z0-9.:%_-]*$)");
    QString host = device->address;
    for (const QRegularExpression& form : {bracketed, withPort}) {
        if (const auto match = form.match(host); match.hasMatch()) {
            host = match.captured(1);
            break;
        }
    }
    return harmless.match(host).hasMatch() ? QStringLiteral("ssh root@") + host : QString();
}

QVariant DevicePage::actionError() const {
    return errorOrNull(m_actionError);
}

QVariant DevicePage::logError() const {
    return errorOrNull(m_logError);
}

void DevicePage::setLogFilter(const QString& text) {
    if (m_logFilter != text) {
        m_logFilter = text;
        m_log.setFilter(text);
        Q_EMIT logChanged();
    }
}

void DevicePage::act(DeviceAction action) {
    DeviceLink* link = m_book.link(m_serial);
    if (link == nullptr || !connected() || m_acting) {
        return;
    }
    hearLink();
    m_acting = true;
    m_note.clear();
    m_actionError.reset();
    Q_EMIT actionChanged();
    link->perform(action);
}

void DevicePage::onDone(DeviceAction action) {
    m_acting = false;
    switch (action) {
    case DeviceAction::Reboot:
        m_note = tr("The device restarts. It comes back to this list by itself.");
        break;
    case DeviceAction::Commit:
        m_note = tr("%1 is committed: the device keeps it.").arg(runningRelease());
        break;
    case DeviceAction::RollBack:
        m_note = tr("The device restarts into the release before.");
        break;
    case DeviceAction::Identify:
        m_note = tr("The device shows itself now.");
        break;
    }
    Q_EMIT actionChanged();
}

void DevicePage::onFailed(const Error& error) {
    m_acting = false;
    m_actionError = error;
    Q_EMIT actionChanged();
}

void DevicePage::dismissNote() {
    m_note.clear();
    m_actionError.reset();
    Q_EMIT actionChanged();
}

void DevicePage::followLog(bool follow) {
    DeviceLink* link = m_book.link(m_serial);
    if (follow == m_followingLog || (follow && (link == nullptr || !connected()))) {
        return;
    }
    m_followingLog = follow;
    if (follow) {
        hearLink();
        m_logError.reset();
        m_log.clear();
        link->followLog();
    } else if (link != nullptr) {
        link->stopLog();
    }
    Q_EMIT logChanged();
}

void DevicePage::startCheck() {
    if (const DeviceEntry* device = entry()) {
        m_check.start(device->address);
    }
}

QString DevicePage::factsText() const {
    QString text;
    for (const QVariant& row : facts()) {
        text += row.toMap().value("label").toString() + QStringLiteral(": ") +
                row.toMap().value("value").toString() + u'\n';
    }
    return text;
}

} // namespace fieldfare::app
