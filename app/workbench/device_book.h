// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/device_memory.h"
#include "app/workbench/device_entry.h"
#include "app/workbench/device_finder.h"
#include "app/workbench/device_link.h"

#include <QTimer>

#include <map>

namespace fieldfare::app {

/// All devices that are remembered, found or typed, each once, with a living link to those of this fleet.
///
/// A device is its certificate's id: the same id found twice, or typed and found, is one entry. A link that
/// is lost is opened again after five seconds; each time that fails the pause doubles, up to a minute, until
/// the device answers or announces itself again.
class DeviceBook : public QObject {
    Q_OBJECT

public:
    /// Nothing is owned; all must outlive the book.
    DeviceBook(DeviceLinks& links, DeviceFinder& finder, DeviceMemory& memory, QObject* parent = nullptr);
    ~DeviceBook() override;

    /// Reads the memory, starts the finder and opens the links: some at once and the others in later turns of
    /// the event loop, so that a window with hundreds of devices can be drawn before.
    void start();
    /// The shortest pause between two attempts, instead of five seconds.
    void setRetryInterval(std::chrono::milliseconds interval);

    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] const DeviceEntry& at(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] int rowOf(int serial) const; ///< -1: there is none.
    [[nodiscard]] DeviceLink* link(int serial) const;
    [[nodiscard]] bool finderAvailable() const { return m_finderAvailable; }
    /// What keeps the laptop from connecting to anything, if there is something: no identity, usually.
    [[nodiscard]] const std::optional<Error>& ownTrouble() const { return m_ownTrouble; }
    /// Why nothing new is remembered, if so.
    [[nodiscard]] const std::optional<Error>& memoryTrouble() const { return m_memoryTrouble; }
    void noteMemory(const Result<>& done);

    /// Adds what a person typed, and connects. Returns its serial; that of the entry which is there already,
    /// if so.
    int add(const QString& address, const QString& note);
    /// Adds devices that are not there yet, and gives note and group to those that are: all or, if they
    /// cannot be remembered, none. Errors: those of DeviceMemory::remember.
    [[nodiscard]] Result<> addAll(const std::vector<RememberedDevice>& devices);
    /// What the technician says about a device.
    void describe(int serial, const QString& note, const QString& group);
    /// The groups that there are, in order.
    [[nodiscard]] QStringList groups() const;
    /// Adds the virtual device of the practice, whose links are made by `links` with the practice's identity;
    /// they must outlive the book. It is never remembered, and nothing that is found or typed is taken for
    /// it.
    void admitPractice(const QString& address, const QString& name, DeviceLinks& links);
    /// Takes it out again.
    void dismissPractice();
    /// Forgets the device; it stays in the list while it announces itself.
    void forget(int serial);
    /// Tries again at once.
    void retry(int serial);
    /// Tries at once all that are not connected: this laptop has another identity, or its key is open now.
    void retryAll();
    /// Says that every entry has changed: the words for it are now those of another language.
    void retranslate();

Q_SIGNALS:
    void aboutToAdd(int first, int last);
    void added();
    void aboutToRemove(int row);
    void removed();
    void changed(int row);
    void finderAvailableChanged();
    void ownTroubleChanged();

private:
    DeviceEntry* entryOf(int serial);
    void insert(DeviceEntry entry);
    void place(std::vector<DeviceEntry> entries);
    void openNext();
    void remove(int row);
    void openLink(DeviceEntry& entry);
    void closeLink(int serial);
    void onFound(const AnnouncedDevice& device);
    void onVanished(const QString& service);
    void onStatus(int serial, const DeviceStatus& status);
    void onInstallation(int serial, const InstallationStatus& installation);
    void onLost(int serial, const Error& error);
    void retryLost();
    [[nodiscard]] std::chrono::milliseconds pauseBefore(int failedTries) const;
    [[nodiscard]] bool mergeTwins(int serial);
    void remember(const DeviceEntry& entry);
    void notify(int serial);
    void judgeVersions();

    DeviceLinks& m_links;
    DeviceLinks* m_practiceLinks = nullptr;
    DeviceFinder& m_finder;
    DeviceMemory& m_memory;
    std::vector<DeviceEntry> m_entries;
    std::map<int, std::unique_ptr<DeviceLink>> m_open;
    std::optional<Error> m_ownTrouble;
    std::optional<Error> m_memoryTrouble;
    QTimer m_retry;
    int m_nextSerial = 1;
    bool m_finderAvailable = true;
};

} // namespace fieldfare::app
