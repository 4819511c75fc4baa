// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/uboot.h"

#include <charconv>
#include <functional>

namespace fieldfare::installer {

namespace {

Error environmentError(const std::filesystem::path& path, std::string detail) {
    return Error(ErrorCode::BootEnvironment, {{"path", path.string()}, {"detail", std::move(detail)}});
}

/// U-Boot reads such a variable with a default of 0, whatever stands in it.
std::uint64_t numberOf(const std::optional<std::string>& text) {
    std::uint64_t value = 0;
    if (text) {
        const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), value);
        value = failed == std::errc() ? value : 0;
    }
    return value;
}

std::string stateText(SlotState state) {
    switch (state) {
    case SlotState::Good:
        return "good";
    case SlotState::Trial:
        return "trial";
    case SlotState::Bad:
    case SlotState::Empty:
        break;
    }
    return "bad";
}

std::optional<SlotState> stateOf(const std::optional<std::string>& text) {
    for (const SlotState state : {SlotState::Good, SlotState::Trial, SlotState::Bad}) {
        if (text && *text == stateText(state)) {
            return state;
        }
    }
    return std::nullopt;
}

using Variables = EnvironmentChanges;

class UBootControl final : public BootControl {
public:
    UBootControl(const device::UBootConfig& config, std::vector<std::string> bootNames,
                 std::unique_ptr<UBootEnvironment> environment)
        : m_config(config)
        , m_bootNames(std::move(bootNames))
        , m_environment(std::move(environment)) {}

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
                variables.emplace_back(m_config.limitVariable, std::to_string(defaultBootLimit));
            }
            return variables;
        });
    }

    [[nodiscard]] Result<> commit(std::string_view booted) override {
        return change([&](const BootState& now) {
            Variables variables = selection(booted, false);
            variables.emplace_back(stateVariable(booted), stateText(SlotState::Good));
            if (now.rolledBack) {
                variables.emplace_back(m_config.rolledBackVariable, "0");
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
            return floor > now.epochFloor ? Variables{{m_config.epochVariable, std::to_string(floor)}}
                                          : Variables{};
        });
    }

    [[nodiscard]] Result<> clearRolledBack() override {
        return change([&](const BootState& now) {
            return now.rolledBack ? Variables{{m_config.rolledBackVariable, "0"}} : Variables{};
        });
    }

    [[nodiscard]] Result<EnvironmentCopies> inspect() override { return m_environment->inspect(); }

private:
    [[nodiscard]] BootState stateIn(const EnvironmentSession& environment) const {
        BootState state;
        state.selectedSlot = environment.get(m_config.slotVariable).value_or("");
        state.trial = numberOf(environment.get(m_config.trialVariable)) != 0;
        state.bootCount = numberOf(environment.get(m_config.countVariable));
        state.bootLimit = numberOf(environment.get(m_config.limitVariable));
        state.rolledBack = numberOf(environment.get(m_config.rolledBackVariable)) != 0;
        state.epochFloor = numberOf(environment.get(m_config.epochVariable));
        for (const std::string& name : m_bootNames) {
            if (const auto slot = stateOf(environment.get(stateVariable(name)))) {
                state.slotStates.emplace(name, *slot);
            }
        }
        return state;
    }

    [[nodiscard]] std::string stateVariable(std::string_view bootName) const {
        return m_config.stateVariablePrefix + std::string(bootName);
    }

    [[nodiscard]] Variables selection(std::string_view slot, bool trial) const {
        Variables variables{{m_config.slotVariable, std::string(slot)},
                            {m_config.trialVariable, trial ? "1" : "0"},
                            {m_config.countVariable, "0"}};
        if (!m_config.slotVariableTwin.empty()) {
            variables.emplace_back(m_config.slotVariableTwin, std::string(slot));
        }
        return variables;
    }

    /// Loads, applies what `wanted` says of the state that was found, stores once if that changes anything,
    /// and compares with what the medium gives back.
    [[nodiscard]] Result<> change(const std::function<Variables(const BootState&)>& wanted) {
        FF_TRY(const auto session, m_environment->open());
        const Variables variables = wanted(stateIn(*session));
        // Also if nothing changes: who wrote it may have been killed before its flush, and what is there must
        // stay.
        if (!holds(*session, variables)) {
            FF_CHECK(session->store(variables));
        }
        FF_CHECK(session->reload());
        if (!holds(*session, variables)) {
            return environmentError(m_config.envConfig, "the environment did not keep what was written");
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

    device::UBootConfig m_config;
    std::vector<std::string> m_bootNames;
    std::unique_ptr<UBootEnvironment> m_environment;
};

} // namespace

std::unique_ptr<BootControl> makeUBootControl(const device::UBootConfig& config,
                                              std::vector<std::string> bootNames) {
    return makeUBootControl(config, std::move(bootNames), makeLibubootenv(config));
}

std::unique_ptr<BootControl> makeUBootControl(const device::UBootConfig& config,
                                              std::vector<std::string> bootNames,
                                              std::unique_ptr<UBootEnvironment> environment) {
    return std::make_unique<UBootControl>(config, std::move(bootNames), std::move(environment));
}

} // namespace fieldfare::installer
