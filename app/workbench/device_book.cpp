// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/device_book.h"

#include "app/text/sanitize.h"

#include <QHash>
#include <QVersionNumber>

#include <algorithm>

namespace fieldfare::app {

namespace {

LinkState stateAfter(const Error& error) {
    switch (error.code()) {
    case ErrorCode::UntrustedChain:
        return LinkState::Stranger;
    case ErrorCode::TlsFailed:
    case ErrorCode::WrongDevice:
    case ErrorCode::WrongRole:
    case ErrorCode::CertificateExpired:
    case ErrorCode::CertificateRevoked:
    case ErrorCode::NotPermitted:
        return LinkState::Refused;
    default:
        return LinkState::Lost;
    }
}

/// True if the fault lies with this laptop, whatever device is asked.
bool isOwnTrouble(const Error& error) {
    return error.code() == ErrorCode::NoIdentity || error.code() == ErrorCode::BadKey ||
           error.code() == ErrorCode::KeyMismatch || error.code() == ErrorCode::WrongPassphrase ||
           error.code() == ErrorCode::BadCertificate;
}

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

int compareVersions(const QString& a, const QString& b) {
    qsizetype endA = 0;
    qsizetype endB = 0;
    const QVersionNumber numberA = QVersionNumber::fromString(a, &endA);
    const QVersionNumber numberB = QVersionNumber::fromString(b, &endB);
    if (const int order = QVersionNumber::compare(numberA.normalized(), numberB.normalized()); order != 0) {
        return order;
    }
    const QString restA = a.mid(endA);
    const QString restB = b.mid(endB);
    const auto rank = [](const QString& rest) {
        return rest.startsWith(u'-') || rest.startsWith(u'~') ? 0 : 1;
    };
    if (rank(restA) != rank(restB)) {
        return rank(restA) - rank(restB); // a pre-release is below its release
    }
    return restA.compare(restB);
}

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
        for (const RememberedDevice& device : *remembered) {
            insert(recalled(device));
        }
        judgeVersions();
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

int DeviceBook::add(const QString& address, const QString& note) {
    const auto there = std::ranges::find(m_entries, address, &DeviceEntry::address);
    if (there != m_entries.end()) {
        const int serial = there->serial;
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
    if (entry == nullptr) {
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

void DeviceBook::retry(int serial) {
    DeviceEntry* entry = entryOf(serial);
    if (entry != nullptr && entry->link != LinkState::Connected) {
        openLink(*entry);
        notify(serial);
    }
}

void DeviceBook::insert(DeviceEntry entry) {
    entry.serial = m_nextSerial++;
    const int serial = entry.serial;
    Q_EMIT aboutToAdd(count());
    m_entries.push_back(std::move(entry));
    Q_EMIT added();
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

void DeviceBook::openLink(DeviceEntry& entry) {
    const int serial = entry.serial;
    closeLink(serial);
    entry.link = entry.status ? LinkState::Lost : LinkState::Connecting;
    entry.trying = true;
    std::unique_ptr<DeviceLink> link = m_links.make(entry.address, entry.id);
    connect(link.get(), &DeviceLink::statusArrived, this,
            [this, serial](const DeviceStatus& status) { onStatus(serial, status); });
    connect(link.get(), &DeviceLink::installationArrived, this,
            [this, serial](const InstallationStatus& installation) { onInstallation(serial, installation); });
    connect(link.get(), &DeviceLink::certificatesArrived, this,
            [this, serial](const std::vector<CertificateFacts>& chain) {
                if (DeviceEntry* connected = entryOf(serial)) {
                    connected->certificates = chain;
                    notify(serial);
                }
            });
    connect(link.get(), &DeviceLink::lost, this,
            [this, serial](const Error& error) { onLost(serial, error); });
    DeviceLink* opened = link.get();
    m_open[serial] = std::move(link);
    opened->open();
}

void DeviceBook::closeLink(int serial) {
    const auto found = m_open.find(serial);
    if (found == m_open.end()) {
        return;
    }
    found->second->disconnect(this);
    found->second.release()->deleteLater(); // it may be the one that is speaking
    m_open.erase(found);
}

void DeviceBook::onFound(const AnnouncedDevice& device) {
    const QString id = sanitized(device.id, 128);
    auto there = std::ranges::find_if(m_entries, [&](const DeviceEntry& entry) {
        return entry.service == device.service || (!id.isEmpty() && entry.id == id) ||
               entry.address == device.address;
    });
    if (there == m_entries.end()) {
        DeviceEntry entry;
        entry.service = device.service;
        entry.address = device.address;
        entry.id = id;
        entry.name = id.isEmpty() ? sanitized(device.service, 128) : id;
        entry.model = sanitized(device.model, 128);
        entry.release = sanitized(device.release, 128).section(u' ', -1);
        entry.link = id.isEmpty() ? LinkState::Stranger : LinkState::Connecting;
        insert(std::move(entry));
        return;
    }
    const bool moved = there->address != device.address && there->link != LinkState::Connected;
    const bool gotIdentity = there->link == LinkState::Stranger && !id.isEmpty() && there->id != id;
    there->service = device.service;
    if (moved || gotIdentity) {
        there->address = device.address;
        there->id = id.isEmpty() ? there->id : id;
        openLink(*there);
    }
    notify(there->serial);
}

void DeviceBook::onVanished(const QString& service) {
    const auto there = std::ranges::find(m_entries, service, &DeviceEntry::service);
    if (there == m_entries.end() || service.isEmpty()) {
        return;
    }
    there->service.clear();
    const bool worthKeeping = there->remembered || there->link == LinkState::Connected || there->status;
    if (worthKeeping) {
        notify(there->serial);
    } else {
        remove(static_cast<int>(there - m_entries.begin()));
    }
}

void DeviceBook::onStatus(int serial, const DeviceStatus& status) {
    DeviceEntry* entry = entryOf(serial);
    if (entry == nullptr) {
        return;
    }
    const bool isNews =
        entry->link != LinkState::Connected || entry->release.toStdString() != status.release.version;
    entry->link = LinkState::Connected;
    entry->trying = false;
    entry->error.reset();
    entry->status = status;
    entry->id = sanitized(status.id, 128);
    entry->name = sanitized(status.name.empty() ? status.id : status.name, 128);
    entry->model = sanitized(status.model, 128);
    entry->release = sanitized(status.release.version, 64);
    entry->releaseName = sanitized(status.release.name, 64);
    entry->lastSeen = QDateTime::currentDateTime();
    if (isNews) {
        entry->remembered = true;
        remember(*entry);
        if (mergeTwins(serial)) {
            remember(*entryOf(serial)); // with what was noted about the other
        }
        judgeVersions();
    }
    if (m_ownTrouble) {
        m_ownTrouble.reset();
        Q_EMIT ownTroubleChanged();
    }
    notify(serial);
}

void DeviceBook::onInstallation(int serial, const InstallationStatus& installation) {
    DeviceEntry* entry = entryOf(serial);
    if (entry != nullptr && entry->status) {
        entry->status->installation = installation;
        entry->lastSeen = QDateTime::currentDateTime();
        notify(serial);
    }
}

void DeviceBook::onLost(int serial, const Error& error) {
    DeviceEntry* entry = entryOf(serial);
    if (entry == nullptr) {
        return;
    }
    entry->link = stateAfter(error);
    entry->trying = false;
    entry->error = error;
    if (isOwnTrouble(error) && !m_ownTrouble) {
        m_ownTrouble = error;
        Q_EMIT ownTroubleChanged();
    }
    notify(serial);
}

void DeviceBook::retryLost() {
    std::vector<int> lost;
    for (const DeviceEntry& entry : m_entries) {
        if (entry.link == LinkState::Lost && !entry.trying) {
            lost.push_back(entry.serial);
        }
    }
    for (const int serial : lost) {
        if (DeviceEntry* entry = entryOf(serial)) {
            openLink(*entry);
        }
    }
}

bool DeviceBook::mergeTwins(int serial) {
    const DeviceEntry* entry = entryOf(serial);
    const QString id = entry->id;
    QString note = entry->note;
    QString group = entry->group;
    bool merged = false;
    QString service = entry->service;
    for (int row = count() - 1; row >= 0; --row) {
        const DeviceEntry& other = at(row);
        if (other.serial == serial || other.id != id || id.isEmpty() || other.link == LinkState::Connected) {
            continue;
        }
        note = note.isEmpty() ? other.note : note;
        group = group.isEmpty() ? other.group : group;
        service = service.isEmpty() ? other.service : service;
        if (other.address != entryOf(serial)->address) {
            noteMemory(m_memory.forget(other.address));
        }
        remove(row);
        merged = true;
    }
    DeviceEntry* kept = entryOf(serial);
    kept->note = note;
    kept->group = group;
    kept->service = service;
    return merged;
}

void DeviceBook::remember(const DeviceEntry& entry) {
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
    if (DeviceEntry* entry = entryOf(serial)) {
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
