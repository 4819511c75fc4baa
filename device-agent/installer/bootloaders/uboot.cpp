// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/uboot.h"

#include "device-agent/installer/bootloaders/uboot_copies.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <libuboot.h>
#include <poll.h>
#include <sys/file.h>

namespace fieldfare::installer {

namespace {

Error environmentError(const std::filesystem::path& path, std::string detail) {
    return Error(ErrorCode::BootEnvironment, {{"path", path.string()}, {"detail", std::move(detail)}});
}

/// Our own lock for this environment: libubootenv has one for the whole machine, and goes on without it where
/// it may not open that file. Held until destruction.
Result<UniqueFd> lockEnvironment(const device::UBootConfig& config) {
    UniqueFd fd(::open(config.lockFile.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600));
    if (!fd) {
        return environmentError(config.lockFile,
                                std::string("the lock file cannot be opened: ") + ::strerrordesc_np(errno));
    }
    const auto deadline = std::chrono::steady_clock::now() + config.lockTimeLimit;
    while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return environmentError(config.lockFile,
                                    std::string("it cannot be locked: ") + ::strerrordesc_np(errno));
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return Error(ErrorCode::Busy,
                         {{"path", config.lockFile.string()}, {"detail", "the boot environment is locked"}});
        }
        ::poll(nullptr, 0, 5);
    }
    return fd;
}

/// One loaded environment; closes and frees it.
class Environment {
public:
    static Result<Environment> load(const std::filesystem::path& config) {
        Environment environment;
        if (::libuboot_initialize(&environment.m_context, nullptr) < 0) {
            return environmentError(config, "libubootenv could not start");
        }
        if (::libuboot_read_config(environment.m_context, config.c_str()) < 0) {
            return environmentError(config,
                                    "libubootenv does not accept the file, or a device in it is missing");
        }
        environment.m_open = true; // it locks before it reads, so it must be closed even if it fails
        const int failed = ::libuboot_open(environment.m_context);
        if (failed == -ENODATA) {
            return environmentError(config, "no copy of the environment has a right checksum");
        }
        if (failed < 0) {
            return environmentError(config, "the environment cannot be read: " + errorText(failed));
        }
        return environment;
    }
    Environment(Environment&& other) noexcept
        : m_context(std::exchange(other.m_context, nullptr))
        , m_open(std::exchange(other.m_open, false)) {}
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    Environment& operator=(Environment&&) = delete;
    ~Environment() {
        if (m_open) {
            ::libuboot_close(m_context);
        }
        if (m_context != nullptr) {
            ::libuboot_exit(m_context);
        }
    }

    [[nodiscard]] std::optional<std::string> get(const std::string& name) const {
        char* value = ::libuboot_get_env(m_context, name.c_str());
        if (value == nullptr) {
            return std::nullopt;
        }
        std::string text(value);
        std::free(value); // libubootenv gives it to the caller
        return text;
    }
    [[nodiscard]] int set(const std::string& name, const std::string& value) {
        return ::libuboot_set_env(m_context, name.c_str(), value.c_str());
    }
    [[nodiscard]] int store() { return ::libuboot_env_store(m_context); }

    static std::string errorText(int failed) {
        const char* text = ::strerrordesc_np(-failed);
        return text != nullptr ? text : "unknown error";
    }

private:
    Environment() = default;
    uboot_ctx* m_context = nullptr;
    bool m_open = false;
};

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

using Variables = std::vector<std::pair<std::string, std::string>>;

class UBootControl final : public BootControl {
public:
    UBootControl(const device::UBootConfig& config, std::vector<std::string> bootNames)
        : m_config(config)
        , m_bootNames(std::move(bootNames)) {}

    [[nodiscard]] Result<BootState> readState() override {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(const auto copies, openCopies());
        FF_TRY(const Environment environment, Environment::load(m_config.envConfig));
        return stateIn(environment);
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

    [[nodiscard]] Result<EnvironmentCopies> inspect() override {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(const auto places, readEnvironmentConfig(m_config.envConfig));
        EnvironmentCopies counted{static_cast<int>(places.size()), 0};
        for (const EnvironmentPlace& place : places) {
            const Result<EnvironmentCopy> copy = EnvironmentCopy::open(place);
            const bool valid =
                copy.ok() && (copy->isRaw() ? copy->content(places.size()) == EnvironmentCopy::Content::Valid
                                            : Environment::load(m_config.envConfig).ok());
            counted.valid += valid ? 1 : 0;
        }
        return counted;
    }

private:
    /// The copies, opened before anything is written (see EnvironmentCopy), at least one of them valid:
    /// libubootenv reads on behind the end of one that has a right checksum and no end of its list.
    [[nodiscard]] Result<std::vector<EnvironmentCopy>> openCopies() const {
        FF_TRY(const auto places, readEnvironmentConfig(m_config.envConfig));
        std::vector<EnvironmentCopy> copies;
        bool anyValid = false;
        for (const EnvironmentPlace& place : places) {
            FF_TRY(EnvironmentCopy copy, EnvironmentCopy::open(place));
            const auto content = copy.isRaw() ? copy.content(places.size()) : EnvironmentCopy::Content::Valid;
            if (content == EnvironmentCopy::Content::Endless) {
                return environmentError(place.device, "a copy has a right checksum, but its list has no end");
            }
            anyValid = anyValid || content == EnvironmentCopy::Content::Valid;
            copies.push_back(std::move(copy));
        }
        if (!anyValid) {
            return environmentError(m_config.envConfig, "no copy of the environment has a right checksum");
        }
        return copies;
    }

    [[nodiscard]] BootState stateIn(const Environment& environment) const {
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
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(const auto copies, openCopies());
        Variables variables;
        {
            FF_TRY(Environment environment, Environment::load(m_config.envConfig));
            variables = wanted(stateIn(environment));
            if (holds(environment, variables)) {
                return {};
            }
            FF_CHECK(storeOnce(environment, variables));
        }
        for (const EnvironmentCopy& copy : copies) {
            FF_CHECK(copy.settle());
        }
        FF_TRY(const Environment after, Environment::load(m_config.envConfig));
        if (!holds(after, variables)) {
            return environmentError(m_config.envConfig, "the environment did not keep what was written");
        }
        return {};
    }

    [[nodiscard]] static bool holds(const Environment& environment, const Variables& variables) {
        for (const auto& [name, value] : variables) {
            if (environment.get(name) != value) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] Result<> storeOnce(Environment& environment, const Variables& variables) const {
        for (const auto& [name, value] : variables) {
            if (const int failed = environment.set(name, value); failed < 0) {
                return environmentError(m_config.envConfig, "the variable " + name + " cannot be set: " +
                                                                Environment::errorText(failed));
            }
        }
        if (const int failed = environment.store(); failed != 0) {
            return environmentError(m_config.envConfig,
                                    "the environment cannot be written: " +
                                        (failed < 0 ? Environment::errorText(failed) : "the medium is full"));
        }
        return {};
    }

    device::UBootConfig m_config;
    std::vector<std::string> m_bootNames;
};

} // namespace

std::unique_ptr<BootControl> makeUBootControl(const device::UBootConfig& config,
                                              std::vector<std::string> bootNames) {
    return std::make_unique<UBootControl>(config, std::move(bootNames));
}

} // namespace fieldfare::installer
