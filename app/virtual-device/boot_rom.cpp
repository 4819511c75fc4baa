// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/boot_rom.h"

#include <charconv>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t defaultLimit = 3;
/// More resets in a row than any limit that makes sense: then the board stays in its prompt.
constexpr int maxResets = 32;

} // namespace

Variables factoryVariables(const std::vector<std::string>& bootNames, const std::string& slot) {
    Variables variables{{"slot", slot},
                        {"upgrade_available", "0"},
                        {"bootcount", "0"},
                        {"bootlimit", std::to_string(defaultLimit)},
                        {"rolled_back", "0"}};
    for (const std::string& name : bootNames) {
        variables["slot_state_" + name] = name == slot ? "good" : "bad";
    }
    return variables;
}

std::uint64_t BootRom::number(std::string_view name, std::uint64_t fallback) const {
    const std::string text = m_environment.valueOr(name, "");
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? value : fallback;
}

void BootRom::loadEnvironment() {
    if (!m_environment.load()) {
        m_print("*** Warning - both copies of the environment are bad, using the default one");
        for (const auto& [name, value] : factoryVariables(m_bootNames, m_bootNames.front())) {
            m_environment.set(name, value);
        }
        // The default environment knows nothing of the slots: the load itself says which can be started.
        for (const std::string& name : m_bootNames) {
            m_environment.set("slot_state_" + name, "good");
        }
    } else if (m_environment.validCopies() == 1) {
        m_print("*** Warning - one copy of the environment is bad, using the other");
    }
}

std::string BootRom::otherGoodSlot() const {
    const std::string selected = m_environment.valueOr("slot", "");
    for (const std::string& name : m_bootNames) {
        if (name != selected && m_environment.valueOr("slot_state_" + name, "") == "good") {
            return name;
        }
    }
    return {};
}

Result<bool> BootRom::goBack() {
    const std::string other = otherGoodSlot();
    if (other.empty()) {
        m_print("altbootcmd: no other slot is good, staying");
        return false;
    }
    m_print("altbootcmd: going back to slot " + other);
    m_environment.set("slot", other);
    m_environment.set("upgrade_available", "0");
    m_environment.set("bootcount", "0");
    m_environment.set("rolled_back", "1");
    FF_CHECK(m_environment.save());
    m_wentBack = true;
    return true;
}

Result<> BootRom::countBoot() {
    const std::uint64_t limit = number("bootlimit", defaultLimit);
    const std::uint64_t count = number("bootcount", 0) + 1;
    m_environment.set("bootcount", std::to_string(count));
    FF_CHECK(m_environment.save());
    m_print("Trial boot " + std::to_string(count) + " of at most " + std::to_string(limit));
    if (count > limit) {
        m_print("Warning: Bootlimit (" + std::to_string(limit) + ") exceeded. Using altbootcmd.");
        FF_TRY([[maybe_unused]] const bool wentBack, goBack());
    }
    return {};
}

Result<BootDecision> BootRom::powerOn() {
    m_wentBack = false;
    for (int resets = 0; resets < maxResets; ++resets) {
        loadEnvironment();
        if (onTrial()) {
            FF_CHECK(countBoot());
        }
        const std::string slot = m_environment.valueOr("slot", m_bootNames.front());
        if (m_loads(slot)) {
            return BootDecision{slot, onTrial(), number("bootcount", 0), m_wentBack};
        }
        m_print("** Unrecognized filesystem type in slot " + slot + " **");
        if (onTrial() && !otherGoodSlot().empty()) {
            m_print("resetting ...");
            continue;
        }
        const std::string other = otherGoodSlot();
        if (other.empty() || !m_loads(other)) {
            break;
        }
        FF_TRY([[maybe_unused]] const bool wentBack, goBack());
        return BootDecision{other, false, 0, true};
    }
    return Error(ErrorCode::BootEnvironment,
                 {{"detail", "no slot can be started, the board stays in the prompt"}});
}

} // namespace fieldfare::app
