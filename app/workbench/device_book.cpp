// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/device_book.h"

#include "app/text/sanitize.h"
#include "app/workbench/version_order.h"

#include <QHash>

#include <algorithm>

namespace fieldfare::app {

namespace {

DeviceEntry recalled(const RememberedDevice& device) {
    DeviceEntry entry;
    entry.address = device.address;
    entry.id = sanitized(device.id, 128);
    entry.name = sanitized(device.name, 128);
    entry.model = sanitized(device.model, 128);
    entry.releaseName = sanitized(device.releaseName, 64);
    entry.release = sanitized(device.release, 64);
    entry.note = device.note;
    entry.group = device.group;
    entry.lastSeen = device.lastSeen;
    entry.remembered = true;
    return entry;
}

RememberedDevice memoryOf(const DeviceEntry& entry) {
    return {entry.address, entry.id,   entry.name,  entry.model,   entry.releaseName,
            entry.release, entry.note, entry.group, entry.lastSeen};
}

} // namespace

DeviceBook::DeviceBook(DeviceLinks& links, DeviceFinder& finder, DeviceMemory& memory, QObject* parent)
    : QObject(parent)
    , m_links(links)
    , m_finder(finder)
    , m_memory(memory) {
    m_retry.setInterval(std::chrono::seconds(5));
    connect(&m_retry, &QTimer::timeout, this, &DeviceBook::retryLost);
    connect(&m_finder, &DeviceFinder::found, this, &DeviceBook::onFound);
    connect(&m_finder, &DeviceFinder::vanished, this, &DeviceBook::onVanished);
    connect(&m_finder, &DeviceFinder::availableChanged, this, [this](bool available) {
        if (m_finderAvailable != available) {
            m_finderAvailable = available;
            Q_EMIT finderAvailableChanged();
        }
    });
}

DeviceBook::~DeviceBook() = default;

void DeviceBook::start() {
    if (auto remembered = m_memory.remembered()) {
        std::vector<DeviceEntry> entries;
        std::ranges::transform(*remembered, std::back_inserter(entries), recalled);
        place(std::move(entries));
        judgeVersions();
        openNext();
    } else {
        noteMemory(remembered.error());
    }
    m_finder.start();
    m_retry.start();
}

void DeviceBook::setRetryInterval(std::chrono::milliseconds interval) {
    m_retry.setInterval(interval);
}

int DeviceBook::rowOf(int serial) const {
    const auto found = std::ranges::find(m_entries, serial, &DeviceEntry::serial);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

DeviceLink* DeviceBook::link(int serial) const {
    const auto found = m_open.find(serial);
    return found == m_open.end() ? nullptr : found->second.get();
}

DeviceEntry* DeviceBook::entryOf(int serial) {
    const int row = rowOf(serial);
    return row < 0 ? nullptr : &m_entries[static_cast<std::size_t>(row)];
}

void DeviceBook::admitPractice(const QString& address, const QString& name, DeviceLinks& links) {
    dismissPractice();
    m_practiceLinks = &links;
    DeviceEntry entry;
    entry.address = address;
    entry.id = name;
    entry.name = name;
    entry.practice = true;
    insert(std::move(entry));
}

void DeviceBook::dismissPractice() {
    const auto there = std::ranges::find(m_entries, true, &DeviceEntry::practice);
    if (there != m_entries.end()) {
        remove(static_cast<int>(there - m_entries.begin()));
    }
}

int DeviceBook::add(const QString& address, const QString& note) {
    const auto there = std::ranges::find(m_entries, address, &DeviceEntry::address);
    if (there != m_entries.end()) {
        const int serial = there->serial;
        if (there->practice) {
            return serial;
        }
        there->remembered = true;
        there->note = note.isEmpty() ? there->note : note;
        remember(*there);
        if (there->link == LinkState::Stranger) {
            openLink(*there); // a person insists: try
        }
        notify(serial);
        return serial;
    }
    DeviceEntry entry;
    entry.address = address;
    entry.note = note;
    entry.remembered = true;
    remember(entry);
    const int serial = m_nextSerial;
    insert(std::move(entry));
    return serial;
}

void DeviceBook::forget(int serial) {
    DeviceEntry* entry = entryOf(serial);
    if (entry == nullptr || entry->practice) {
        return;
    }
    noteMemory(m_memory.forget(entry->address));
    entry->remembered = false;
    if (entry->service.isEmpty()) {
        remove(rowOf(serial));
    } else {
        notify(serial);
    }
}

void DeviceBook::place(std::vector<DeviceEntry> entries) {
    if (entries.empty()) {
        return;
    }
    Q_EMIT aboutToAdd(count(), count() + static_cast<int>(entries.size()) - 1);
    for (DeviceEntry& entry : entries) {
        entry.serial = m_nextSerial++;
        m_entries.push_back(std::move(entry));
    }
    Q_EMIT added();
}

/// Opens links of devices that have none yet, a few in this turn.
void DeviceBook::openNext() {
    int left = 16;
    for (DeviceEntry& entry : m_entries) {
        const bool waits = entry.link == LinkState::Connecting && !entry.trying;
        if (waits && left-- == 0) {
            QTimer::singleShot(0, this, &DeviceBook::openNext);
            return;
        }
        if (waits) {
            openLink(entry);
        }
    }
}

void DeviceBook::insert(DeviceEntry entry) {
    const int serial = m_nextSerial;
    std::vector<DeviceEntry> one;
    one.push_back(std::move(entry));
    place(std::move(one));
    DeviceEntry& placed = *entryOf(serial);
    if (placed.link != LinkState::Stranger) {
        openLink(placed);
    }
    judgeVersions();
}

void DeviceBook::remove(int row) {
    Q_EMIT aboutToRemove(row);
    closeLink(at(row).serial);
    m_entries.erase(m_entries.begin() + row);
    Q_EMIT removed();
    judgeVersions();
}

void DeviceBook::remember(const DeviceEntry& entry) {
    if (entry.practice) {
        return;
    }
    noteMemory(m_memory.remember({memoryOf(entry)}));
}

void DeviceBook::noteMemory(const Result<>& done) {
    if (done.ok() != m_memoryTrouble.has_value()) {
        return; // nothing new
    }
    m_memoryTrouble = done ? std::nullopt : std::optional(done.error());
    Q_EMIT ownTroubleChanged();
}

Result<> DeviceBook::addAll(const std::vector<RememberedDevice>& devices) {
    std::vector<RememberedDevice> after;
    for (const RememberedDevice& device : devices) {
        const auto there = std::ranges::find(m_entries, device.address, &DeviceEntry::address);
        if (there != m_entries.end() && there->practice) {
            continue;
        }
        after.push_back(there == m_entries.end() ? device : memoryOf(*there));
        after.back().note = device.note.isEmpty() ? after.back().note : device.note;
        after.back().group = device.group.isEmpty() ? after.back().group : device.group;
    }
    FF_CHECK(m_memory.remember(after));
    for (const RememberedDevice& device : after) {
        const auto there = std::ranges::find(m_entries, device.address, &DeviceEntry::address);
        if (there == m_entries.end()) {
            insert(recalled(device));
        } else {
            there->remembered = true;
            there->note = device.note;
            there->group = device.group;
            notify(there->serial);
        }
    }
    return {};
}

void DeviceBook::describe(int serial, const QString& note, const QString& group) {
    if (DeviceEntry* entry = entryOf(serial); entry != nullptr && !entry->practice) {
        entry->note = note;
        entry->group = group;
        entry->remembered = true;
        remember(*entry);
        notify(serial);
    }
}

QStringList DeviceBook::groups() const {
    QStringList found;
    for (const DeviceEntry& entry : m_entries) {
        if (!entry.group.isEmpty() && !found.contains(entry.group)) {
            found += entry.group;
        }
    }
    found.sort(Qt::CaseInsensitive);
    return found;
}

void DeviceBook::notify(int serial) {
    if (const int row = rowOf(serial); row >= 0) {
        Q_EMIT changed(row);
    }
}

void DeviceBook::retranslate() {
    for (int row = 0; row < count(); ++row) {
        Q_EMIT changed(row);
    }
}

void DeviceBook::judgeVersions() {
    QHash<QString, QString> newest; // by model and release name
    const auto kindOf = [](const DeviceEntry& entry) { return entry.model + u'\n' + entry.releaseName; };
    const auto counts = [](const DeviceEntry& entry) { return entry.status && !entry.status->onTrial; };
    for (const DeviceEntry& entry : m_entries) {
        QString& best = newest[kindOf(entry)];
        if (counts(entry) && (best.isEmpty() || compareVersions(entry.release, best) > 0)) {
            best = entry.release;
        }
    }
    for (DeviceEntry& entry : m_entries) {
        const QString best = newest.value(kindOf(entry));
        const bool behind = entry.status && !best.isEmpty() && compareVersions(entry.release, best) < 0;
        if (behind != entry.outOfDate) {
            entry.outOfDate = behind;
            notify(entry.serial);
        }
    }
}

} // namespace fieldfare::app
