// SPDX-License-Identifier: Apache-2.0
// systemd-boot as it is seen in its source (src/boot/efi/boot.c of 252: config_entry_add_type1,
// config_entry_parse_tries, config_entry_compare, config_default_entry_select, config_entry_bump_counters),
// with the loader.conf of the example. Written for itself: it judges the installer.
#include "tests/powercut/loader_model.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace fieldfare::powercut {

namespace {

constexpr std::string_view folder = "esp/";

struct Entry {
    std::string name;     ///< In the folder.
    bool counted = false; ///< The name holds counters.
    std::uint64_t left = 0;
    std::uint64_t done = 0;
    std::string sortKey;
    std::uint64_t version = 0;
    std::string slot; ///< What the kernel is told.
    std::map<std::string, std::string> remembered;
};

std::uint64_t numberOf(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// "name+LEFT-DONE.conf", of which "-DONE" may be missing.
void readCounters(Entry& entry) {
    const std::size_t plus = entry.name.rfind('+');
    const std::size_t end = entry.name.rfind(".conf");
    if (plus == std::string::npos || end == std::string::npos || plus > end) {
        return;
    }
    const std::string counters = entry.name.substr(plus + 1, end - plus - 1);
    const std::size_t minus = counters.find('-');
    entry.counted = true;
    entry.left = numberOf(counters.substr(0, minus));
    entry.done = minus == std::string::npos ? 0 : numberOf(counters.substr(minus + 1));
}

std::map<std::string, std::string> words(std::string text) {
    std::map<std::string, std::string> found;
    while (!text.empty()) {
        const std::string word = text.substr(0, text.find(' '));
        text.erase(0, word.size() + 1);
        const std::size_t equals = word.find('=');
        found[word.substr(0, equals)] = equals == std::string::npos ? "" : word.substr(equals + 1);
    }
    return found;
}

/// Nothing if it names nothing to start: systemd-boot leaves such an entry out.
std::optional<Entry> readEntry(std::string name, const Bytes& content) {
    Entry entry;
    entry.name = std::move(name);
    bool hasKernel = false;
    std::string text(asText(content));
    text.resize(text.find('\0') == std::string::npos ? text.size() : text.find('\0'));
    while (!text.empty()) {
        const std::string line = text.substr(0, text.find_first_of("\r\n"));
        text.erase(0, line.size() + 1);
        const std::size_t blank = line.find(' ');
        const std::string value = blank == std::string::npos ? "" : line.substr(blank + 1);
        const std::string key = line.substr(0, blank);
        if (key == "#fieldfare") {
            entry.remembered = words(value);
        } else if (key == "sort-key") {
            entry.sortKey = value;
        } else if (key == "version") {
            entry.version = numberOf(value);
        } else if (key == "linux") {
            hasKernel = true;
        } else if (key == "options") {
            entry.slot = words(value)["fieldfare.slot"];
        }
    }
    readCounters(entry);
    return hasKernel && !entry.slot.empty() ? std::optional(entry) : std::nullopt;
}

/// What is started first, first. Of the rest of its rules none can matter here.
bool comesBefore(const Entry& a, const Entry& b) {
    const auto rank = [](const Entry& entry) {
        const bool isBad = entry.counted && entry.left == 0;
        return std::tuple(isBad, entry.sortKey.empty(), entry.sortKey, UINT64_MAX - entry.version);
    };
    if (rank(a) != rank(b)) {
        return rank(a) < rank(b);
    }
    return a.name > b.name;
}

bool isRegular(const Entry& entry) {
    return entry.name == "fieldfare-1.conf" || entry.name == "fieldfare-2.conf";
}

class SystemdBootModel final : public LoaderModel {
public:
    using LoaderModel::read;
    explicit SystemdBootModel(SlotDevices slots)
        : m_slots(std::move(slots)) {}

    [[nodiscard]] LoaderState read(const Medium& medium, const std::string& booted) const override {
        const std::vector<Entry> entries = load(medium);
        const Entry* regular = nullptr;
        const Entry* trial = nullptr;
        LoaderState state;
        for (const Entry& entry : entries) {
            state.validCopies += isRegular(entry) ? 1 : 0;
            const Entry*& newest = entry.counted ? trial : regular;
            const bool isNewer = newest == nullptr || std::pair(entry.version, entry.left) >
                                                          std::pair(newest->version, newest->left);
            newest = isNewer ? &entry : newest;
        }
        if (regular == nullptr) {
            return state;
        }
        const bool hasTrial = trial != nullptr && trial->version > regular->version;
        state.trial = hasTrial && (trial->left > 0 || trial->slot == booted);
        const Entry& told = hasTrial ? *trial : *regular;
        state.slot = state.trial ? trial->slot : regular->slot;
        state.count = state.trial ? trial->done : 0;
        state.limit = trial != nullptr ? trial->left + trial->done : 0;
        const auto value = [&told](const std::string& name) {
            const auto found = told.remembered.find(name);
            return found == told.remembered.end() ? std::string() : found->second;
        };
        state.rolledBack = value("rolled_back") == "1" || (hasTrial && !state.trial);
        state.epochFloor = numberOf(value("epoch"));
        for (const auto& [slot, devices] : m_slots) {
            const bool gaveUp = hasTrial && !state.trial && slot == trial->slot;
            state.slotStates[slot] = gaveUp ? "bad" : value("state_" + slot);
        }
        return state;
    }

    /// An image that cannot be loaded ends systemd-boot, and the firmware starts it again.
    [[nodiscard]] std::optional<Started> start(Machine& machine) const override {
        constexpr int mostAttempts = 20;
        for (int attempt = 0; attempt < mostAttempts; ++attempt) {
            std::vector<Entry> entries = load(machine.view());
            std::erase_if(entries, [](const Entry& entry) { return !entry.name.starts_with("fieldfare-"); });
            if (entries.empty()) {
                return std::nullopt;
            }
            const Entry& first = entries.front();
            if (first.counted) {
                count(machine, first);
            }
            if (loadsSlot(machine.view(), m_slots, first.slot)) {
                return Started{first.slot, first.counted};
            }
            if (!first.counted) {
                return std::nullopt; // the same again and again
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Medium> withoutNewestCopy(const Medium& medium) const override {
        std::vector<Entry> entries = load(medium);
        std::erase_if(entries, [](const Entry& entry) { return !isRegular(entry); });
        if (entries.size() < 2) {
            return std::nullopt;
        }
        Operation zeros;
        zeros.kind = Kind::FileWrite;
        zeros.name = std::string(folder) + entries.front().name;
        zeros.inode = medium.inodeOf(zeros.name);
        zeros.data = Bytes(512);
        Medium without = medium;
        without.apply(zeros);
        return without;
    }

private:
    [[nodiscard]] static std::vector<Entry> load(const Medium& medium) {
        std::vector<Entry> entries;
        for (const auto& [name, inode] : medium.names()) {
            if (name.starts_with(folder) && name.ends_with(".conf")) {
                if (auto entry = readEntry(name.substr(folder.size()), medium.inodeContent(inode))) {
                    entries.push_back(std::move(*entry));
                }
            }
        }
        std::sort(entries.begin(), entries.end(), comesBefore);
        return entries;
    }

    /// The file gets a new name; then it asks the firmware for a flush.
    static void count(Machine& machine, const Entry& entry) {
        const std::string stem = entry.name.substr(0, entry.name.rfind('+') + 1);
        Operation rename;
        rename.kind = Kind::FileRename;
        rename.name = std::string(folder) + entry.name;
        rename.inode = machine.view().inodeOf(rename.name);
        rename.target = std::string(folder) + stem + std::to_string(entry.left == 0 ? 0 : entry.left - 1) +
                        "-" + std::to_string(entry.done + 1) + ".conf";
        rename.byFirmware = true;
        if (machine.view().inodeOf(rename.target) != 0) {
            return; // the firmware refuses, and systemd-boot starts it all the same, without counting
        }
        (void)machine.perform(std::move(rename));
        Operation sync;
        sync.kind = Kind::FolderSync;
        sync.name = folder;
        (void)machine.perform(std::move(sync));
    }

    SlotDevices m_slots;
};

} // namespace

std::unique_ptr<LoaderModel> makeSystemdBootModel(SlotDevices slots) {
    return std::make_unique<SystemdBootModel>(std::move(slots));
}

} // namespace fieldfare::powercut
