// SPDX-License-Identifier: Apache-2.0
// The links of the book: how they are opened, what arrives over them, and when a lost one is tried again.
#include "app/text/sanitize.h"
#include "app/workbench/device_book.h"

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

} // namespace

void DeviceBook::openLink(DeviceEntry& entry) {
    const int serial = entry.serial;
    closeLink(serial);
    entry.link = entry.status ? LinkState::Lost : LinkState::Connecting;
    entry.trying = true;
    DeviceLinks& links = entry.practice ? *m_practiceLinks : m_links;
    std::unique_ptr<DeviceLink> link = links.make(entry.address, entry.id);
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
        return !entry.practice && (entry.service == device.service || (!id.isEmpty() && entry.id == id) ||
                                   entry.address == device.address);
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
    const bool wasLost = there->link == LinkState::Lost && !there->trying;
    there->service = device.service;
    if (moved || gotIdentity || wasLost) {
        there->failedTries = 0;
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
    const bool practice = entry->practice;
    entry->link = LinkState::Connected;
    entry->trying = false;
    entry->failedTries = 0;
    entry->error.reset();
    entry->status = status;
    entry->id = sanitized(status.id, 128);
    entry->name = sanitized(status.name.empty() ? status.id : status.name, 128);
    entry->model = sanitized(status.model, 128);
    entry->release = sanitized(status.release.version, 64);
    entry->releaseName = sanitized(status.release.name, 64);
    entry->lastSeen = QDateTime::currentDateTime();
    if (isNews) {
        entry->remembered = !practice;
        remember(*entry);
        if (!practice && mergeTwins(serial)) {
            remember(*entryOf(serial)); // with what was noted about the other
        }
        judgeVersions();
    }
    if (m_ownTrouble && !practice) {
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
    ++entry->failedTries;
    entry->retryAt = std::chrono::steady_clock::now() + pauseBefore(entry->failedTries);
    if (isOwnTrouble(error) && !m_ownTrouble && !entry->practice) {
        m_ownTrouble = error;
        Q_EMIT ownTroubleChanged();
    }
    notify(serial);
}

void DeviceBook::retryAll() {
    std::vector<int> away;
    for (const DeviceEntry& entry : m_entries) {
        const bool nobody = entry.link == LinkState::Stranger && entry.id.isEmpty() && !entry.error;
        if (entry.link != LinkState::Connected && !nobody) {
            away.push_back(entry.serial);
        }
    }
    for (const int serial : away) {
        retry(serial);
    }
}

std::chrono::milliseconds DeviceBook::pauseBefore(int failedTries) const {
    constexpr int longestPause = 12; // of the shortest: a minute
    const int doubled = failedTries < 2 ? 1 : 1 << std::min(failedTries - 1, 8);
    return m_retry.intervalAsDuration() * std::min(doubled, longestPause);
}

void DeviceBook::retryLost() {
    const auto now = std::chrono::steady_clock::now();
    std::vector<int> lost;
    for (const DeviceEntry& entry : m_entries) {
        if (entry.link == LinkState::Lost && !entry.trying && entry.retryAt <= now) {
            lost.push_back(entry.serial);
        }
    }
    for (const int serial : lost) {
        if (DeviceEntry* entry = entryOf(serial)) {
            openLink(*entry);
        }
    }
}

void DeviceBook::retry(int serial) {
    DeviceEntry* entry = entryOf(serial);
    if (entry != nullptr && entry->link != LinkState::Connected) {
        entry->failedTries = 0;
        openLink(*entry);
        notify(serial);
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
        if (other.serial == serial || other.id != id || id.isEmpty() || other.link == LinkState::Connected ||
            other.practice) {
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

} // namespace fieldfare::app
