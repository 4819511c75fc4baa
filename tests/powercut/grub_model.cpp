// SPDX-License-Identifier: Apache-2.0
// GRUB as it is seen in its source (grub-core/lib/envblk.c, grub-core/commands/loadenv.c of 2.06) and in the
// script of device-agent/installer/bootloaders/grub.cfg.example. Written for itself: it judges the installer.
#include "tests/powercut/loader_model.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fieldfare::powercut {

namespace {

using Variables = std::map<std::string, std::string>;

constexpr std::string_view signature = "# GRUB Environment Block\n";
constexpr std::array<const char*, 8> saved{"slot",         "upgrade_available", "bootcount",
                                           "bootlimit",    "rolled_back",       "slot_state_a",
                                           "slot_state_b", "fieldfare_epoch"};

std::string textOf(const Variables& variables, const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
}

/// As GRUB's test compares: what is no number is 0.
std::uint64_t numberOf(const Variables& variables, const std::string& name) {
    const std::string text = textOf(variables, name);
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// grub_envblk_iterate(); nothing if the signature is wrong or no slot is named, which the script asks for.
std::optional<Variables> readBlock(const Bytes& file) {
    const std::string_view text = asText(file);
    if (!text.starts_with(signature)) {
        return std::nullopt;
    }
    Variables variables;
    std::size_t at = signature.size();
    while (at < text.size()) {
        if (text[at] == '#') {
            for (; at < text.size() && text[at] != '\n'; at += text[at] == '\\' ? 2 : 1) {
            }
            ++at;
            continue;
        }
        const std::size_t equals = text.find('=', at);
        if (equals == std::string_view::npos) {
            break;
        }
        std::string value;
        std::size_t end = equals + 1;
        for (; end < text.size() && text[end] != '\n'; ++end) {
            end += text[end] == '\\' ? 1 : 0;
            value += end < text.size() ? text[end] : '?';
        }
        if (end >= text.size()) {
            break;
        }
        variables[std::string(text.substr(at, equals - at))] = value;
        at = end + 1;
    }
    return textOf(variables, "slot").empty() ? std::nullopt : std::optional(variables);
}

/// grub_envblk_set() for a value without anything to escape: in its place, or behind the last line.
void setInBlock(std::string& text, const std::string& name, const std::string& value) {
    const std::size_t size = text.size();
    const std::size_t line = text.find("\n" + name + "=");
    if (line != std::string::npos) {
        const std::size_t from = line + name.size() + 2;
        text.replace(from, text.find('\n', from) - from, value);
    } else {
        text.insert(text.find_last_of('\n') + 1, name + "=" + value + "\n");
    }
    text.resize(size, '#');
}

class GrubModel final : public LoaderModel {
public:
    using LoaderModel::read;
    GrubModel(std::size_t current, std::size_t previous, SlotDevices slots)
        : m_devices{current, previous}
        , m_slots(std::move(slots)) {}

    [[nodiscard]] LoaderState read(const Medium& medium, const std::string&) const override {
        LoaderState state;
        for (const std::size_t device : m_devices) {
            state.validCopies += readBlock(*medium.device(device)) ? 1 : 0;
        }
        const Variables variables = load(medium).variables;
        state.slot = textOf(variables, "slot");
        state.trial = textOf(variables, "upgrade_available") == "1";
        state.count = numberOf(variables, "bootcount");
        state.limit = numberOf(variables, "bootlimit");
        state.rolledBack = textOf(variables, "rolled_back") == "1";
        state.epochFloor = numberOf(variables, "fieldfare_epoch");
        for (const auto& [slot, devices] : m_slots) {
            state.slotStates[slot] = textOf(variables, "slot_state_" + slot);
        }
        return state;
    }

    [[nodiscard]] std::optional<Started> start(Machine& machine) const override {
        Loaded loaded = load(machine.view());
        Variables& variables = loaded.variables;
        if (textOf(variables, "upgrade_available") != "1") {
            return startSelected(machine, variables);
        }
        std::uint64_t limit = numberOf(variables, "bootlimit");
        limit = limit < 1 || limit > 9 ? 3 : limit;
        const std::string text = textOf(variables, "bootcount");
        const bool isDigit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
        const std::uint64_t count = isDigit ? numberOf(variables, "bootcount") : 9;
        if (count < limit) {
            const Variables before = variables;
            variables["bootcount"] = std::to_string(count + 1);
            save(machine, loaded, before);
            const std::string slot = textOf(variables, "slot");
            if (loadsSlot(machine.view(), m_slots, slot)) {
                return Started{slot, true};
            }
        }
        goBack(machine, loaded);
        return startSelected(machine, variables);
    }

    [[nodiscard]] std::optional<Medium> withoutNewestCopy(const Medium& medium) const override {
        if (!readBlock(*medium.device(m_devices[0])) || !readBlock(*medium.device(m_devices[1]))) {
            return std::nullopt;
        }
        Operation zeros;
        zeros.device = m_devices[0];
        zeros.data = Bytes(512);
        Medium without = medium;
        without.apply(zeros);
        return without;
    }

private:
    struct Loaded {
        Variables variables;
        std::optional<std::size_t> from; ///< Nothing: neither can be read.
    };

    [[nodiscard]] Loaded load(const Medium& medium) const {
        for (std::size_t i : {0U, 1U}) {
            if (auto variables = readBlock(*medium.device(m_devices[i]))) {
                return {std::move(*variables), i};
            }
        }
        return {{{"slot", "a"}, {"slot_state_a", "good"}, {"slot_state_b", "bad"}}, std::nullopt};
    }

    /// The script first puts what it has loaded into the file with the state before, and then the new state
    /// into the one that counts. If that one was damaged, save_env cannot mend it, and the other one counts.
    void save(Machine& machine, const Loaded& loaded, const Variables& before) const {
        if (loaded.from == 0U) {
            saveEnv(machine, m_devices[1], before);
            saveEnv(machine, m_devices[0], loaded.variables);
        } else if (loaded.from == 1U) {
            saveEnv(machine, m_devices[1], loaded.variables);
        }
    }

    /// save_env: all sectors of the file in one write. GRUB does not ask for a flush.
    static void saveEnv(Machine& machine, std::size_t device, const Variables& variables) {
        const Bytes& file = *machine.view().device(device);
        if (!readBlock(file)) {
            return;
        }
        std::string text(asText(file));
        for (const char* name : saved) {
            if (const auto found = variables.find(name); found != variables.end()) {
                setInBlock(text, name, found->second);
            }
        }
        Operation write;
        write.kind = Kind::BlockWrite;
        write.device = device;
        write.data = toBytes(asBytes(text));
        (void)machine.perform(std::move(write));
    }

    void goBack(Machine& machine, Loaded& loaded) const {
        Variables& variables = loaded.variables;
        const std::string slot = textOf(variables, "slot");
        const std::string other = slot == "a" ? "b" : "a";
        if (textOf(variables, "slot_state_" + other) != "good") {
            return;
        }
        const Variables before = variables;
        variables["slot_state_" + slot] = "bad";
        variables["slot"] = other;
        variables["upgrade_available"] = "0";
        variables["bootcount"] = "0";
        variables["rolled_back"] = "1";
        save(machine, loaded, before);
    }

    [[nodiscard]] std::optional<Started> startSelected(Machine& machine, const Variables& variables) const {
        const std::string slot = textOf(variables, "slot");
        if (loadsSlot(machine.view(), m_slots, slot)) {
            return Started{slot, false};
        }
        // The good one first, and any that can be loaded as the last resort: of two slots that is the same
        // one.
        const std::string other = slot == "a" ? "b" : "a";
        if (loadsSlot(machine.view(), m_slots, other)) {
            return Started{other, false};
        }
        return std::nullopt;
    }

    std::array<std::size_t, 2> m_devices;
    SlotDevices m_slots;
};

} // namespace

std::unique_ptr<LoaderModel> makeGrubModel(std::size_t current, std::size_t previous, SlotDevices slots) {
    return std::make_unique<GrubModel>(current, previous, std::move(slots));
}

} // namespace fieldfare::powercut
