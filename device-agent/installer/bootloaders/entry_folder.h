// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/block_device.h"
#include "core/storage/folder_operations.h"
#include "device-agent/installer/bootloaders/loader_entry.h"

#include <functional>

namespace fieldfare::installer {

/// The folder of systemd-boot's entries: its names, and its files for writing in place. A test has its own.
struct EntryFolder {
    std::unique_ptr<FolderOperations> names;
    std::function<Result<std::unique_ptr<BlockDevice>>(const std::string& name)> open;
};
using OpenEntryFolder = std::function<Result<EntryFolder>(const std::filesystem::path& folder)>;

/// The system calls.
[[nodiscard]] Result<EntryFolder> openEntryFolder(const std::filesystem::path& folder);

/// The installer's entries as they were read: two regular ones, of which the one with the higher generation
/// is started and the other one overwritten, and one (after a cut of the power perhaps more, or none) that is
/// counted by its name. Each is one sector, overwritten in place, on a medium that is settled.
///
/// Errors of all calls: BootEnvironment{path,detail}.
class EntryFiles {
public:
    [[nodiscard]] static Result<EntryFiles> open(const device::SystemdBootConfig& config,
                                                 const OpenEntryFolder& open);
    /// Reads all of them. An entry that is damaged counts as none; a file that cannot be read is an error.
    [[nodiscard]] Result<> load();
    /// Waits until the medium has all of it, and forgets the cache.
    [[nodiscard]] Result<> settle();

    /// The regular entry that is started; null if none is whole.
    [[nodiscard]] const LoaderEntry* regular() const;
    [[nodiscard]] int validRegulars() const;
    /// The trial that is started before all else or, once its tries are used up, behind all else; null if
    /// there is none, or it is older than the regular entry.
    [[nodiscard]] const LoaderEntry* trial() const;
    /// Of that trial, else of what lies ready for the next one.
    [[nodiscard]] TrialCounters counters() const;

    /// Over the older regular entry, as the newest of all: ONE write. Then what could still lead to a slot
    /// that is not good is taken away.
    [[nodiscard]] Result<> writeRegular(LoaderEntry entry);
    /// Makes ready a trial with `limit` tries, and then starts it by ONE write.
    [[nodiscard]] Result<> writeTrial(LoaderEntry entry, std::uint64_t limit);
    /// Over the trial that is on, whose counters stay: ONE write.
    [[nodiscard]] Result<> rewriteTrial(LoaderEntry entry);

private:
    struct File {
        std::string name;
        std::unique_ptr<BlockDevice> device;
        std::optional<LoaderEntry> entry; ///< Nothing: damaged.
    };
    explicit EntryFiles(const device::SystemdBootConfig& config)
        : m_config(config) {}
    [[nodiscard]] Result<> openAll();
    [[nodiscard]] Result<> read(File& file);
    [[nodiscard]] Result<> write(File& file, const LoaderEntry& entry, EntryKind kind);
    [[nodiscard]] Result<> silenceTrials();
    [[nodiscard]] Result<> readyTrial(std::uint64_t limit);
    [[nodiscard]] Result<> keepOneTrial();
    [[nodiscard]] Result<std::string> unusedName() const;
    [[nodiscard]] Result<> createTrial(const std::string& name);
    [[nodiscard]] std::uint64_t nextGeneration() const;
    [[nodiscard]] std::optional<std::size_t> newestTrial() const;
    [[nodiscard]] Result<> inWords(Result<> outcome, const std::string& name) const;

    device::SystemdBootConfig m_config;
    EntryFolder m_folder;
    std::vector<File> m_regulars; ///< Two.
    std::vector<File> m_trials;
};

} // namespace fieldfare::installer
