// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/variable_boot_control.h"

#include "device-agent/installer/bootloaders/slot_state_words.h"

#include <charconv>
#include <functional>

namespace fieldfare::installer {

namespace {

/// A loader takes such a variable for 0 if anything else stands in it.
std::uint64_t numberOf(const std::optional<std::string>& text) {
    std::uint64_t value = 0;
    if (text) {
        const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), value);
        value = failed == std::errc() ? value : 0;
    }
    return value;
}

using Variables = EnvironmentChanges;

class VariableBootControl final : public BootControl {
public:
    VariableBootControl(device::BootVariables names, std::vector<std::string> bootNames,
                        std::unique_ptr<BootEnvironment> environment, std::filesystem::path path)
        : m_names(std::move(names))
        , m_bootNames(std::move(bootNames))
        , m_environment(std::move(environment))
        , m_path(std::move(path)) {}

    [[nodiscard]] Result<BootState> readState() override {
        FF_TRY(const auto session, m_environment->open());
        return stateIn(*session);
    }

    [[nodiscard]] Result<> prepareTarget(std::string_view booted, std::string_view target) override {
        return change([&](const BootState&) {
            Variables variables = selection(booted, false);
            variables.emplace_back(stateVariable(target), stateText(SlotState::Bad));
            return variables;
        });
    }

    [[nodiscard]] Result<> switchToTrial(std::string_view target) override {
        return change([&](const BootState& now) {
            Variables variables = selection(target, true);
            variables.emplace_back(stateVariable(target), stateText(SlotState::Trial));
            if (now.bootLimit == 0) {
                variables.emplace_back(m_names.limitVariable, std::to_string(defaultBootLimit));
            }
            return variables;
        });
    }

    [[nodiscard]] Result<> commit(std::string_view booted) override {
        return change([&](const BootState& now) {
            Variables variables = selection(booted, false);
            variables.emplace_back(stateVariable(booted), stateText(SlotState::Good));
            if (now.rolledBack) {
                variables.emplace_back(m_names.rolledBackVariable, "0");
            }
            return variables;
        });
    }

    [[nodiscard]] Result<> fallBackTo(std::string_view slot, std::string_view left,
                                      SlotState leftState) override {
        return change([&](const BootState&) {
            Variables variables = selection(slot, false);
            variables.emplace_back(stateVariable(left), stateText(leftState));
            return variables;
        });
    }

    [[nodiscard]] Result<> raiseEpochFloor(std::uint64_t floor) override {
        return change([&](const BootState& now) {
            return floor > now.epochFloor ? Variables{{m_names.epochVariable, std::to_string(floor)}}
                                          : Variables{};
        });
    }

    [[nodiscard]] Result<> clearRolledBack() override {
        return change([&](const BootState& now) {
            return now.rolledBack ? Variables{{m_names.rolledBackVariable, "0"}} : Variables{};
        });
    }

    [[nodiscard]] Result<> restoreIfLost(std::string_view booted) override {
        Variables variables = selection(booted, false);
        variables.emplace_back(m_names.limitVariable, std::to_string(defaultBootLimit));
        variables.emplace_back(m_names.rolledBackVariable, "0");
        for (const std::string& name : m_bootNames) {
            variables.emplace_back(stateVariable(name),
                                   stateText(name == booted ? SlotState::Good : SlotState::Bad));
        }
        return m_environment->restoreIfLost(variables);
    }

    [[nodiscard]] Result<EnvironmentCopies> inspect() override { return m_environment->inspect(); }

private:
    [[nodiscard]] BootState stateIn(const EnvironmentSession& environment) const {
        BootState state;
        state.selectedSlot = environment.get(m_names.slotVariable).value_or("");
        state.trial = numberOf(environment.get(m_names.trialVariable)) != 0;
        state.bootCount = numberOf(environment.get(m_names.countVariable));
        state.bootLimit = numberOf(environment.get(m_names.limitVariable));
        state.rolledBack = numberOf(environment.get(m_names.rolledBackVariable)) != 0;
        state.epochFloor = numberOf(environment.get(m_names.epochVariable));
        for (const std::string& name : m_bootNames) {
            if (const auto slot = stateOf(environment.get(stateVariable(name)).value_or(""))) {
                state.slotStates.emplace(name, *slot);
            }
        }
        return state;
    }

    [[nodiscard]] std::string stateVariable(std::string_view bootName) const {
        return m_names.stateVariablePrefix + std::string(bootName);
    }

    [[nodiscard]] Variables selection(std::string_view slot, bool trial) const {
        Variables variables{{m_names.slotVariable, std::string(slot)},
                            {m_names.trialVariable, trial ? "1" : "0"},
                            {m_names.countVariable, "0"}};
        if (!m_names.slotVariableTwin.empty()) {
            variables.emplace_back(m_names.slotVariableTwin, std::string(slot));
        }
        return variables;
    }

    /// Loads, applies what `wanted` says of the state that was found, stores once if that changes anything,
    /// and compares with what the medium gives back.
    [[nodiscard]] Result<> change(const std::function<Variables(const BootState&)>& wanted) {
        FF_TRY(const auto session, m_environment->open());
        const Variables variables = wanted(stateIn(*session));
        // Who wrote what is there may have been killed before its flush. It must stay if it is what is
        // wanted, and be there before another copy is touched, or a power cut finds both of them half
        // written.
        if (!holds(*session, variables)) {
            FF_CHECK(session->settle());
            FF_CHECK(session->store(variables));
        }
        FF_CHECK(session->reload());
        if (!holds(*session, variables)) {
            return environmentError(m_path, "the environment did not keep what was written");
        }
        return {};
    }

    [[nodiscard]] static bool holds(const EnvironmentSession& environment, const Variables& variables) {
        for (const auto& [name, value] : variables) {
            if (environment.get(name) != value) {
                return false;
            }
        }
        return true;
    }

    device::BootVariables m_names;
    std::vector<std::string> m_bootNames;
    std::unique_ptr<BootEnvironment> m_environment;
    std::filesystem::path m_path; ///< For errors.
};

} // namespace

std::unique_ptr<BootControl> makeVariableBootControl(device::BootVariables names,
                                                     std::vector<std::string> bootNames,
                                                     std::unique_ptr<BootEnvironment> environment,
                                                     std::filesystem::path path) {
    return std::make_unique<VariableBootControl>(std::move(names), std::move(bootNames),
                                                 std::move(environment), std::move(path));
}

} // namespace fieldfare::installer
