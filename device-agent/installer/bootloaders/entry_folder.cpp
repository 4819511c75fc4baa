// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/entry_folder.h"

#include "device-agent/installer/bootloaders/boot_environment.h"

#include <algorithm>
#include <array>

namespace fieldfare::installer {

namespace {

constexpr std::array regularNames{"fieldfare-1.conf", "fieldfare-2.conf"};
constexpr const char* lastResortName = "fieldfare-0.conf";

/// systemd-boot would start another entry of this kind, too: what systemd-bless-boot.service makes of a
/// trial, for one.
bool isStranger(const std::string& name) {
    return name.starts_with("fieldfare-") && name.ends_with(".conf") && name != lastResortName &&
           std::find(regularNames.begin(), regularNames.end(), name) == regularNames.end() &&
           !parseTrialName(name);
}

} // namespace

Result<EntryFolder> openEntryFolder(const std::filesystem::path& folder) {
    FF_TRY(auto names, openFolderOperations(folder));
    return EntryFolder{std::move(names),
                       [folder](const std::string& name) { return openBlockDevice(folder / name); }};
}

Result<> EntryFiles::inWords(Result<> outcome, const std::string& name) const {
    return outcome.ok() ? std::move(outcome)
                        : environmentError(m_config.entries / name, describe(outcome.error()).happened);
}

Result<EntryFiles> EntryFiles::open(const device::SystemdBootConfig& config, const OpenEntryFolder& open) {
    EntryFiles files(config);
    auto folder = open(config.entries);
    if (!folder.ok()) {
        return environmentError(config.entries, describe(folder.error()).happened);
    }
    files.m_folder = std::move(*folder);
    FF_CHECK(files.openAll());
    return files;
}

Result<> EntryFiles::openAll() {
    m_regulars.clear();
    m_trials.clear();
    for (const char* name : regularNames) {
        auto device = m_folder.open(name);
        if (!device.ok()) {
            return environmentError(m_config.entries / name,
                                    describe(device.error()).happened +
                                        "; the image must have it, see docs/BOOTLOADERS.md");
        }
        m_regulars.push_back({name, std::move(*device), {}});
    }
    auto names = m_folder.names->list();
    FF_CHECK(inWords(names.ok() ? Result<>() : Result<>(names.error()), ""));
    std::sort(names->begin(), names->end());
    for (const std::string& name : *names) {
        if (isStranger(name)) {
            return environmentError(m_config.entries / name,
                                    "it is not one of the installer's entries; remove it, and mask "
                                    "systemd-bless-boot.service if that made it of a trial");
        }
        if (!parseTrialName(name)) {
            continue;
        }
        auto device = m_folder.open(name);
        FF_CHECK(inWords(device.ok() ? Result<>() : Result<>(device.error()), name));
        m_trials.push_back({name, std::move(*device), {}});
    }
    return {};
}

Result<> EntryFiles::read(File& file) {
    file.entry.reset();
    if (file.device->sizeBytes() != entryBytes) {
        return {};
    }
    Bytes content(entryBytes);
    FF_CHECK(inWords(file.device->readAt(0, content), file.name));
    if (auto entry = parseEntry(content, m_config.entries / file.name); entry.ok()) {
        file.entry = std::move(*entry);
    }
    return {};
}

Result<> EntryFiles::load() {
    for (std::vector<File>* files : {&m_regulars, &m_trials}) {
        for (File& file : *files) {
            FF_CHECK(read(file));
        }
    }
    return {};
}

Result<> EntryFiles::settle() {
    for (std::vector<File>* files : {&m_regulars, &m_trials}) {
        for (File& file : *files) {
            FF_CHECK(inWords(file.device->flush(), file.name));
            (void)file.device->dropCache(0, file.device->sizeBytes());
        }
    }
    return inWords(m_folder.names->sync(), "");
}

const LoaderEntry* EntryFiles::regular() const {
    const LoaderEntry* newest = nullptr;
    for (const File& file : m_regulars) {
        const bool counts = file.entry && !file.entry->slot.empty();
        newest = counts && (newest == nullptr || file.entry->generation > newest->generation) ? &*file.entry
                                                                                              : newest;
    }
    return newest;
}

int EntryFiles::validRegulars() const {
    return static_cast<int>(std::count_if(m_regulars.begin(), m_regulars.end(), [](const File& file) {
        return file.entry && !file.entry->slot.empty();
    }));
}

/// Of several with one generation, which a cut of the power while it was renamed can leave, the one with more
/// tries: systemd-boot takes it first.
std::optional<std::size_t> EntryFiles::newestTrial() const {
    const LoaderEntry* newestRegular = regular();
    std::optional<std::size_t> newest;
    const auto rank = [this](std::size_t i) {
        return std::pair(m_trials[i].entry->generation, parseTrialName(m_trials[i].name)->left);
    };
    for (std::size_t i = 0; i < m_trials.size(); ++i) {
        const auto& entry = m_trials[i].entry;
        const bool counts = entry && !entry->slot.empty() &&
                            (newestRegular == nullptr || entry->generation > newestRegular->generation);
        newest = counts && (!newest || rank(i) > rank(*newest)) ? i : newest;
    }
    return newest;
}

const LoaderEntry* EntryFiles::trial() const {
    const auto newest = newestTrial();
    return newest ? &*m_trials[*newest].entry : nullptr;
}

TrialCounters EntryFiles::counters() const {
    if (const auto newest = newestTrial()) {
        return *parseTrialName(m_trials[*newest].name);
    }
    return m_trials.empty() ? TrialCounters{} : *parseTrialName(m_trials.front().name);
}

std::uint64_t EntryFiles::nextGeneration() const {
    std::uint64_t newest = 0;
    for (const std::vector<File>* files : {&m_regulars, &m_trials}) {
        for (const File& file : *files) {
            newest = file.entry ? std::max(newest, file.entry->generation) : newest;
        }
    }
    return newest + 1;
}

Result<> EntryFiles::write(File& file, const LoaderEntry& entry, EntryKind kind) {
    if (file.device->sizeBytes() != entryBytes) {
        return environmentError(m_config.entries / file.name,
                                "it has " + std::to_string(file.device->sizeBytes()) +
                                    " bytes and must have 512; truncate -s 512 makes it so");
    }
    FF_TRY(const Bytes sector, renderEntry(entry, kind, m_config));
    FF_CHECK(inWords(file.device->writeAt(0, sector), file.name));
    FF_CHECK(inWords(file.device->flush(), file.name));
    file.entry = entry;
    return {};
}

/// They are dominated already; but a lost newer entry must not bring them back.
Result<> EntryFiles::silenceTrials() {
    for (File& file : m_trials) {
        if (file.device->sizeBytes() == entryBytes && (!file.entry || !file.entry->slot.empty())) {
            const LoaderEntry inert{file.entry ? file.entry->generation : 0, {}, false, 0, {}};
            FF_CHECK(write(file, inert, EntryKind::Trial));
        }
    }
    return {};
}

Result<> EntryFiles::writeRegular(LoaderEntry entry) {
    entry.generation = nextGeneration();
    const auto age = [](const File& file) {
        return file.entry && !file.entry->slot.empty() ? file.entry->generation : 0;
    };
    const std::size_t older = age(m_regulars[0]) <= age(m_regulars[1]) ? 0 : 1;
    FF_CHECK(write(m_regulars[older], entry, EntryKind::Regular));
    FF_CHECK(silenceTrials());
    File& other = m_regulars[1 - older];
    const auto state = other.entry ? entry.slotStates.find(other.entry->slot) : entry.slotStates.end();
    if (state == entry.slotStates.end() || state->second != SlotState::Good) {
        ++entry.generation; // the same once more
        FF_CHECK(write(other, entry, EntryKind::Regular));
    }
    return {};
}

/// What a cut left beside one trial's entry goes. Two names may lead to one file then: to delete one would
/// take the file's sectors away from the other, so it gets a name that systemd-boot leaves alone.
Result<> EntryFiles::keepOneTrial() {
    std::stable_partition(m_trials.begin(), m_trials.end(),
                          [](const File& file) { return file.device->sizeBytes() == entryBytes; });
    while (!m_trials.empty() && (m_trials.size() > 1 || m_trials.back().device->sizeBytes() != entryBytes)) {
        const File& file = m_trials.back();
        if (file.device->sizeBytes() == entryBytes) {
            FF_TRY(const std::string aside, unusedName());
            FF_CHECK(inWords(m_folder.names->rename(file.name, aside), aside));
        } else { // its making was cut off
            FF_CHECK(inWords(m_folder.names->remove(file.name), file.name));
        }
        m_trials.pop_back();
        FF_CHECK(inWords(m_folder.names->sync(), ""));
    }
    return {};
}

Result<std::string> EntryFiles::unusedName() const {
    const auto names = m_folder.names->list();
    FF_CHECK(inWords(names.ok() ? Result<>() : Result<>(names.error()), ""));
    for (std::size_t number = 1;; ++number) {
        std::string name = "fieldfare-lost-" + std::to_string(number);
        if (std::find(names->begin(), names->end(), name) == names->end()) {
            return name;
        }
    }
}

Result<> EntryFiles::createTrial(const std::string& name) {
    auto created = m_folder.names->create(name);
    FF_CHECK(inWords(created.ok() ? Result<>() : Result<>(created.error()), name));
    FF_TRY(const Bytes inert, renderEntry({}, EntryKind::Trial, m_config));
    FF_CHECK(inWords((*created)->write(inert), name));
    FF_CHECK(inWords((*created)->sync(), name));
    auto device = m_folder.open(name);
    FF_CHECK(inWords(device.ok() ? Result<>() : Result<>(device.error()), name));
    m_trials.push_back({name, std::move(*device), {}});
    return read(m_trials.back());
}

/// One inert entry with these tries in its name, and no other: nothing is started by what happens here.
Result<> EntryFiles::readyTrial(std::uint64_t limit) {
    FF_CHECK(keepOneTrial());
    const std::string name = trialName(limit);
    if (m_trials.empty()) {
        FF_CHECK(createTrial(name));
    } else if (m_trials.front().name != name) {
        FF_CHECK(inWords(m_folder.names->rename(m_trials.front().name, name), name));
        m_trials.front().name = name;
    }
    return inWords(m_folder.names->sync(), "");
}

Result<> EntryFiles::writeTrial(LoaderEntry entry, std::uint64_t limit) {
    FF_CHECK(silenceTrials());
    FF_CHECK(readyTrial(limit));
    entry.generation = nextGeneration();
    return write(m_trials.front(), entry, EntryKind::Trial);
}

Result<> EntryFiles::rewriteTrial(LoaderEntry entry) {
    const auto newest = newestTrial();
    if (!newest) {
        return environmentError(m_config.entries, "no trial is on");
    }
    entry.generation = nextGeneration();
    return write(m_trials[*newest], entry, EntryKind::Trial);
}

} // namespace fieldfare::installer
