// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/loader_entry.h"

#include "device-agent/installer/bootloaders/boot_environment.h"
#include "device-agent/installer/bootloaders/slot_state_words.h"

#include <algorithm>
#include <charconv>

namespace fieldfare::installer {

namespace {

constexpr std::string_view sortKey = "fieldfare";
constexpr std::string_view stateMark = "#fieldfare ";
constexpr std::string_view trialStart = "fieldfare-trial+";
constexpr std::string_view nameEnd = ".conf";
constexpr std::uint64_t maxTries = 1000;
constexpr std::size_t maxSlotNames = 32;

std::string withSlot(std::string text, const std::string& slot) {
    constexpr std::string_view mark = "@slot@";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + slot.size())) {
        text.replace(at, mark.size(), slot);
    }
    return text;
}

/// Digits only, and no more than `max`.
std::optional<std::uint64_t> numberIn(std::string_view text, std::uint64_t max) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [at, failed] = std::from_chars(text.data(), end, value);
    return failed == std::errc() && at == end && value <= max ? std::optional(value) : std::nullopt;
}

bool isBootName(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
    });
}

/// The next word of `text`, which is taken off it; words are separated by one blank.
std::string_view takeWord(std::string_view& text, char separator) {
    const std::string_view word = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    return word;
}

std::string stateLine(const LoaderEntry& entry) {
    std::string line(stateMark);
    line += "slot=" + entry.slot + " rolled_back=" + (entry.rolledBack ? "1" : "0") +
            " epoch=" + std::to_string(entry.epochFloor);
    for (const auto& [name, state] : entry.slotStates) {
        line += " state_" + name + "=";
        line += stateText(state);
    }
    return line + "\n";
}

bool readStateWord(std::string_view word, LoaderEntry& entry) {
    const std::string_view key = takeWord(word, '=');
    if (key == "slot") {
        entry.slot = word;
        return isBootName(word);
    }
    if (key == "rolled_back") {
        entry.rolledBack = word == "1";
        return word == "0" || word == "1";
    }
    if (key == "epoch") {
        const auto epoch = numberIn(word, UINT64_MAX);
        entry.epochFloor = epoch.value_or(0);
        return epoch.has_value();
    }
    constexpr std::string_view prefix = "state_";
    const auto state = stateOf(word);
    if (!key.starts_with(prefix) || !state || !isBootName(key.substr(prefix.size()))) {
        return false;
    }
    return entry.slotStates.emplace(key.substr(prefix.size()), *state).second &&
           entry.slotStates.size() <= maxSlotNames;
}

/// "slot=a rolled_back=0 epoch=7 state_a=good", or "inert".
bool readState(std::string_view text, LoaderEntry& entry) {
    if (text == "inert") {
        return true;
    }
    std::size_t words = 0;
    while (!text.empty()) {
        ++words;
        if (words > maxSlotNames + 3 || !readStateWord(takeWord(text, ' '), entry)) {
            return false;
        }
    }
    return words >= 3 && !entry.slot.empty();
}

/// How often the lines that matter are there.
struct Seen {
    int state = 0;
    int version = 0;
    int sortKey = 0;
    int kernel = 0;
};

bool readLine(std::string_view line, LoaderEntry& entry, Seen& seen) {
    if (line.starts_with(stateMark)) {
        ++seen.state;
        return readState(line.substr(stateMark.size()), entry);
    }
    const std::string_view key = takeWord(line, ' ');
    if (key == "version") {
        ++seen.version;
        const auto number = numberIn(line, maxGeneration);
        entry.generation = number.value_or(0);
        return number.has_value();
    }
    if (key == "sort-key") {
        ++seen.sortKey;
        return line == sortKey;
    }
    seen.kernel += key == "linux" ? 1 : 0;
    return true;
}

} // namespace

Result<Bytes> renderEntry(const LoaderEntry& entry, EntryKind kind, const device::SystemdBootConfig& config) {
    std::string text;
    if (entry.slot.empty()) {
        text = std::string(stateMark) + "inert\nversion " + std::to_string(entry.generation) + "\n";
    } else {
        text = "title " + withSlot(config.title, entry.slot) + "\nsort-key " + std::string(sortKey) +
               "\nversion " + std::to_string(entry.generation) + "\nlinux " +
               withSlot(config.kernel, entry.slot) + "\n";
        for (const std::string& initrd : config.initrds) {
            text += "initrd " + withSlot(initrd, entry.slot) + "\n";
        }
        text += "options " + withSlot(config.options, entry.slot);
        text += kind == EntryKind::Trial && !config.trialOptions.empty() ? " " + config.trialOptions : "";
        text += "\n" + stateLine(entry);
    }
    if (text.size() > entryBytes) {
        return environmentError(config.entries,
                                "an entry needs " + std::to_string(text.size()) +
                                    " bytes and must fit into 512; shorten options, title or paths in "
                                    "[boot.systemd-boot]");
    }
    text.resize(entryBytes, '\n');
    return toBytes(asBytes(text));
}

Result<LoaderEntry> parseEntry(ByteView content, const std::filesystem::path& path) {
    if (content.size() != entryBytes) {
        return environmentError(path, "it has " + std::to_string(content.size()) +
                                          " bytes and must have 512; truncate -s 512 makes it so");
    }
    std::string_view text = asText(content);
    const std::string_view used = text.substr(0, text.find('\0')); // systemd-boot stops there, too
    if (text.find_first_not_of('\0', used.size()) != std::string_view::npos) {
        return environmentError(path, "something stands behind its end");
    }
    LoaderEntry entry;
    Seen seen;
    std::size_t number = 0;
    for (std::string_view rest = used; !rest.empty();) {
        const std::string_view line = takeWord(rest, '\n');
        ++number;
        const bool isPlain = std::all_of(line.begin(), line.end(), [](unsigned char c) { return c >= 0x20; });
        if (!isPlain || line.starts_with(' ') || line.ends_with(' ') || !readLine(line, entry, seen)) {
            return environmentError(path, "line " + std::to_string(number) +
                                              " of the entry is not as the "
                                              "installer writes it");
        }
    }
    const bool isInert = entry.slot.empty();
    if (seen.state != 1 || seen.version != 1 || seen.sortKey != (isInert ? 0 : 1) ||
        seen.kernel != (isInert ? 0 : 1)) {
        return environmentError(path, "it is not an entry of the installer: it needs one line each of "
                                      "#fieldfare, version, sort-key and linux");
    }
    return entry;
}

std::optional<TrialCounters> parseTrialName(std::string_view name) {
    if (!name.starts_with(trialStart) || !name.ends_with(nameEnd) ||
        name.size() < trialStart.size() + nameEnd.size()) {
        return std::nullopt;
    }
    name.remove_prefix(trialStart.size());
    name.remove_suffix(nameEnd.size());
    const bool hasDone = name.find('-') != std::string_view::npos;
    const auto left = numberIn(takeWord(name, '-'), maxTries);
    const auto done = hasDone ? numberIn(name, maxTries) : std::optional<std::uint64_t>(0);
    return left && done ? std::optional(TrialCounters{*left, *done}) : std::nullopt;
}

std::string trialName(std::uint64_t left) {
    return std::string(trialStart) + std::to_string(left) + std::string(nameEnd);
}

} // namespace fieldfare::installer
