// SPDX-License-Identifier: Apache-2.0
// U-Boot as it is seen in its source (env/common.c, drivers/bootcount/bootcount_env.c, common/autoboot.c) and
// in the script of device-agent/installer/bootloaders/u-boot.env.example. Written for itself: it judges the
// installer.
#include "tests/powercut/loader_model.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fieldfare::powercut {

namespace {

constexpr std::size_t headBytes = 4096;

std::uint32_t crcOf(const std::byte* data, std::size_t length) {
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit) {
                value = (value & 1U) != 0 ? 0xedb88320U ^ (value >> 1) : value >> 1;
            }
            made[i] = value;
        }
        return made;
    }();
    std::uint32_t crc = ~0U;
    for (std::size_t i = 0; i < length; ++i) {
        crc = table[(crc ^ std::to_integer<std::uint32_t>(data[i])) & 0xffU] ^ (crc >> 8);
    }
    return ~crc;
}

using Variables = std::map<std::string, std::string>;

/// The environment that U-Boot was built with, for when both copies are lost: what the example says.
const Variables& builtIn() {
    static const Variables variables{
        {"slot", "a"},        {"upgrade_available", "0"}, {"bootcount", "0"},     {"bootlimit", "3"},
        {"rolled_back", "0"}, {"slot_state_a", "good"},   {"slot_state_b", "bad"}};
    return variables;
}

std::uint64_t number(const Variables& variables, const std::string& name) {
    const auto found = variables.find(name);
    std::uint64_t value = 0;
    if (found != variables.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    }
    return value;
}

std::string text(const Variables& variables, const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
}

class UBootModel final : public LoaderModel {
public:
    using LoaderModel::read;
    UBootModel(std::size_t device, std::pair<std::uint64_t, std::uint64_t> offsets, std::size_t sizeBytes,
               SlotDevices slots)
        : m_device(device)
        , m_offsets{offsets.first, offsets.second}
        , m_sizeBytes(sizeBytes)
        , m_slots(std::move(slots)) {}

    [[nodiscard]] LoaderState read(const Medium& medium, const std::string&) const override {
        const Loaded loaded = load(medium);
        LoaderState state;
        state.validCopies = loaded.validCopies;
        state.otherIsPrevious =
            loaded.validCopies < 2 || loaded.otherFlags == static_cast<unsigned char>(loaded.flags - 1);
        state.slot = text(loaded.variables, "slot");
        state.trial = number(loaded.variables, "upgrade_available") == 1;
        state.count = number(loaded.variables, "bootcount");
        state.limit = number(loaded.variables, "bootlimit");
        state.rolledBack = number(loaded.variables, "rolled_back") != 0;
        state.epochFloor = number(loaded.variables, "fieldfare_epoch");
        for (const auto& [slot, devices] : m_slots) {
            state.slotStates[slot] = text(loaded.variables, "slot_state_" + slot);
        }
        return state;
    }

    [[nodiscard]] std::optional<Started> start(Machine& machine) const override {
        Loaded loaded = load(machine.view());
        Variables& variables = loaded.variables;
        if (text(variables, "env_kept") != "1") { // keep_env
            variables["env_kept"] = "1";
            save(machine, loaded);
        }
        const bool trial = number(variables, "upgrade_available") == 1;
        if (trial) { // bootcount_env.c counts and saves only then
            const std::uint64_t count = number(variables, "bootcount") + 1;
            variables["bootcount"] = std::to_string(count);
            save(machine, loaded);
            const std::uint64_t limit = number(variables, "bootlimit");
            if (limit != 0 && count > limit) {
                return runAltbootcmd(machine, loaded);
            }
            if (loads(machine.view(), variables["slot"])) {
                return Started{variables["slot"], true};
            }
            return runAltbootcmd(machine, loaded);
        }
        return runBootSelected(machine, variables);
    }

    [[nodiscard]] std::optional<Medium> withoutNewestCopy(const Medium& medium) const override {
        const Loaded loaded = load(medium);
        if (loaded.validCopies < 2) {
            return std::nullopt;
        }
        Operation zeros;
        zeros.device = m_device;
        zeros.offset = m_offsets[loaded.current];
        zeros.data = Bytes(m_sizeBytes);
        Medium without = medium;
        without.apply(zeros);
        return without;
    }

private:
    struct Loaded {
        Variables variables;
        std::size_t current = 0;
        unsigned char flags = 0;
        unsigned char otherFlags = 0;
        int validCopies = 0;
    };

    [[nodiscard]] Loaded load(const Medium& medium) const {
        const std::byte* bytes = medium.device(m_device)->data();
        std::array<bool, 2> valid{};
        std::array<unsigned, 2> flags{};
        for (std::size_t i : {0U, 1U}) {
            const std::byte* copy = bytes + m_offsets[i];
            std::uint32_t crc = 0;
            for (int byte = 3; byte >= 0; --byte) {
                crc = crc << 8 | std::to_integer<std::uint32_t>(copy[byte]);
            }
            flags[i] = std::to_integer<unsigned>(copy[4]);
            valid[i] = crc == crcOf(copy + 5, m_sizeBytes - 5);
        }
        Loaded loaded;
        loaded.validCopies = (valid[0] ? 1 : 0) + (valid[1] ? 1 : 0);
        if (loaded.validCopies == 0) {
            loaded.variables = builtIn();
            return loaded;
        }
        if (loaded.validCopies == 1) {
            loaded.current = valid[0] ? 0 : 1;
        } else if (flags[0] == 255 && flags[1] == 0) {
            loaded.current = 1;
        } else if (flags[1] == 255 && flags[0] == 0) {
            loaded.current = 0;
        } else {
            loaded.current = flags[1] > flags[0] ? 1 : 0;
        }
        loaded.flags = static_cast<unsigned char>(flags[loaded.current]);
        loaded.otherFlags = static_cast<unsigned char>(flags[1 - loaded.current]);
        const char* at = reinterpret_cast<const char*>(bytes + m_offsets[loaded.current] + 5);
        const char* end = at + m_sizeBytes - 5;
        while (at < end && *at != '\0') {
            const std::string entry(at, std::find(at, end, '\0'));
            const std::size_t equals = entry.find('=');
            loaded.variables[entry.substr(0, equals)] = entry.substr(equals + 1);
            at += entry.size() + 1;
        }
        return loaded;
    }

    /// saveenv: the other copy, whole.
    void save(Machine& machine, Loaded& loaded) const {
        Operation write;
        write.kind = Kind::BlockWrite;
        write.device = m_device;
        write.data.assign(m_sizeBytes, std::byte{0});
        std::size_t at = 5;
        for (const auto& [name, value] : loaded.variables) {
            for (const char c : name + "=" + value) {
                write.data[at++] = static_cast<std::byte>(c);
            }
            ++at;
        }
        loaded.current = loaded.validCopies == 0 ? 0 : 1 - loaded.current;
        loaded.flags = static_cast<unsigned char>(loaded.flags + 1);
        loaded.validCopies = std::max(loaded.validCopies, 1);
        write.offset = m_offsets[loaded.current];
        write.data[4] = static_cast<std::byte>(loaded.flags);
        const std::uint32_t crc = crcOf(write.data.data() + 5, m_sizeBytes - 5);
        for (unsigned byte = 0; byte < 4; ++byte) {
            write.data[byte] = static_cast<std::byte>(crc >> (8 * byte));
        }
        (void)machine.perform(std::move(write));
        Operation flush;
        flush.kind = Kind::BlockFlush;
        flush.device = m_device;
        (void)machine.perform(std::move(flush));
    }

    [[nodiscard]] std::string otherThan(const std::string& slot) const { return slot == "a" ? "b" : "a"; }

    [[nodiscard]] bool loads(const Medium& medium, const std::string& slot) const {
        return loadsSlot(medium, m_slots, slot);
    }

    [[nodiscard]] std::optional<Started> runBootSelected(Machine& machine, const Variables& variables) const {
        const std::string slot = text(variables, "slot");
        if (loads(machine.view(), slot)) {
            return Started{slot, false};
        }
        const std::string other = otherThan(slot);
        // The good one first, and any that can be loaded as the last resort: of two slots that is the same
        // one.
        if (loads(machine.view(), other)) {
            return Started{other, false};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Started> runAltbootcmd(Machine& machine, Loaded& loaded) const {
        Variables& variables = loaded.variables;
        const std::string slot = variables["slot"];
        const std::string other = otherThan(slot);
        if (text(variables, "slot_state_" + other) == "good") {
            variables["slot_state_" + slot] = "bad";
            variables["slot"] = other;
            variables["upgrade_available"] = "0";
            variables["bootcount"] = "0";
            variables["rolled_back"] = "1";
            save(machine, loaded);
        }
        return runBootSelected(machine, variables);
    }

    std::size_t m_device;
    std::array<std::uint64_t, 2> m_offsets;
    std::size_t m_sizeBytes;
    SlotDevices m_slots;
};

} // namespace

bool hasHead(const Bytes& device) {
    return std::any_of(device.begin(), device.begin() + headBytes,
                       [](std::byte b) { return b != std::byte{0}; });
}

bool loadsSlot(const Medium& medium, const SlotDevices& slots, const std::string& slot) {
    const auto found = slots.find(slot);
    return found != slots.end() &&
           std::all_of(found->second.begin(), found->second.end(),
                       [&](std::size_t device) { return hasHead(*medium.device(device)); });
}

std::unique_ptr<LoaderModel> makeUBootModel(std::size_t device,
                                            std::pair<std::uint64_t, std::uint64_t> offsets,
                                            std::size_t sizeBytes, SlotDevices slots) {
    return std::make_unique<UBootModel>(device, offsets, sizeBytes, std::move(slots));
}

} // namespace fieldfare::powercut
