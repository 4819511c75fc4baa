// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/systemd_boot.h"

#include "device-agent/installer/bootloaders/boot_environment.h"
#include "device-agent/installer/bootloaders/environment_lock.h"

#include <algorithm>

namespace fieldfare::installer {

namespace {

class SystemdBootControl final : public BootControl {
public:
    SystemdBootControl(const device::SystemdBootConfig& config, std::vector<std::string> bootNames,
                       BootedSlot& booted, OpenEntryFolder open)
        : m_config(config)
        , m_bootNames(std::move(bootNames))
        , m_booted(booted)
        , m_open(std::move(open)) {}

    [[nodiscard]] Result<BootState> readState() override {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(EntryFiles files, load());
        return stateIn(files);
    }

    [[nodiscard]] Result<> prepareTarget(std::string_view booted, std::string_view target) override {
        return change([&](BootState& state) {
            select(state, booted);
            state.slotStates.insert_or_assign(std::string(target), SlotState::Bad);
        });
    }

    [[nodiscard]] Result<> switchToTrial(std::string_view target) override {
        return change([&](BootState& state) {
            select(state, target);
            state.trial = true;
            state.bootLimit = state.bootLimit == 0 ? defaultBootLimit : state.bootLimit;
            state.slotStates.insert_or_assign(std::string(target), SlotState::Trial);
        });
    }

    [[nodiscard]] Result<> commit(std::string_view booted) override {
        return change([&](BootState& state) {
            select(state, booted);
            state.rolledBack = false;
            state.slotStates.insert_or_assign(std::string(booted), SlotState::Good);
        });
    }

    [[nodiscard]] Result<> fallBackTo(std::string_view slot, std::string_view left,
                                      SlotState leftState) override {
        return change([&](BootState& state) {
            select(state, slot);
            state.slotStates.insert_or_assign(std::string(left), leftState);
        });
    }

    [[nodiscard]] Result<> raiseEpochFloor(std::uint64_t floor) override {
        return change([&](BootState& state) { state.epochFloor = std::max(state.epochFloor, floor); });
    }

    [[nodiscard]] Result<> clearRolledBack() override {
        return change([](BootState& state) { state.rolledBack = false; });
    }

    [[nodiscard]] Result<> restoreIfLost(std::string_view booted) override {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(EntryFiles files, EntryFiles::open(m_config, m_open));
        FF_CHECK(files.load());
        if (files.regular() != nullptr) {
            return {};
        }
        LoaderEntry entry{0, std::string(booted), false, 0, {}};
        for (const std::string& name : m_bootNames) {
            entry.slotStates.emplace(name, name == booted ? SlotState::Good : SlotState::Bad);
        }
        FF_CHECK(files.writeRegular(entry));
        return files.settle();
    }

    [[nodiscard]] Result<EnvironmentCopies> inspect() override {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(EntryFiles files, EntryFiles::open(m_config, m_open));
        FF_CHECK(files.load());
        return EnvironmentCopies{2, files.validRegulars()};
    }

private:
    static void select(BootState& state, std::string_view slot) {
        state.selectedSlot = slot;
        state.trial = false;
        state.bootCount = 0;
    }

    [[nodiscard]] Result<EntryFiles> load() const {
        FF_TRY(EntryFiles files, EntryFiles::open(m_config, m_open));
        FF_CHECK(files.load());
        if (files.regular() == nullptr) {
            return environmentError(m_config.entries, "neither fieldfare-1.conf nor fieldfare-2.conf can be "
                                                      "used; docs/BOOTLOADERS.md says how they are made");
        }
        return files;
    }

    /// What systemd-boot starts next, unless a trial whose tries are used up is what runs now.
    [[nodiscard]] Result<BootState> stateIn(const EntryFiles& files) const {
        const LoaderEntry& regular = *files.regular();
        const LoaderEntry* trial = files.trial();
        const TrialCounters counters = files.counters();
        BootState state;
        state.bootLimit = counters.left + counters.done;
        bool fellBack = false;
        if (trial != nullptr && counters.left == 0) {
            FF_TRY(const std::string booted, m_booted.bootName());
            fellBack = booted != trial->slot;
        }
        state.trial = trial != nullptr && !fellBack;
        state.bootCount = state.trial ? counters.done : 0;
        const LoaderEntry& told = trial != nullptr ? *trial : regular;
        state.selectedSlot = state.trial ? trial->slot : regular.slot;
        state.rolledBack = told.rolledBack || fellBack;
        state.epochFloor = std::max(told.epochFloor, regular.epochFloor);
        for (const auto& [name, slotState] : told.slotStates) {
            if (std::find(m_bootNames.begin(), m_bootNames.end(), name) != m_bootNames.end()) {
                state.slotStates.emplace(name, slotState);
            }
        }
        if (fellBack) {
            state.slotStates.insert_or_assign(trial->slot, SlotState::Bad);
        }
        return state;
    }

    [[nodiscard]] Result<> write(EntryFiles& files, const BootState& now, const BootState& wanted) const {
        const LoaderEntry entry{0, wanted.selectedSlot, wanted.rolledBack, wanted.epochFloor,
                                wanted.slotStates};
        if (!wanted.trial) {
            return files.writeRegular(entry);
        }
        const bool goesOn =
            now.trial && now.selectedSlot == wanted.selectedSlot && now.bootCount == wanted.bootCount;
        return goesOn ? files.rewriteTrial(entry) : files.writeTrial(entry, wanted.bootLimit);
    }

    template <typename Change>
    [[nodiscard]] Result<> change(Change apply) {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(EntryFiles files, load());
        FF_TRY(const BootState now, stateIn(files));
        BootState wanted = now;
        apply(wanted);
        // Who wrote what is there may have been killed before its flush. It must stay if it is what is
        // wanted, and be there before another entry is touched.
        FF_CHECK(files.settle());
        if (wanted != now) {
            FF_CHECK(write(files, now, wanted));
            FF_CHECK(files.settle());
        }
        FF_TRY(const EntryFiles after, load());
        FF_TRY(const BootState kept, stateIn(after));
        if (kept != wanted) {
            return environmentError(m_config.entries, "the entries did not keep what was written");
        }
        return {};
    }

    device::SystemdBootConfig m_config;
    std::vector<std::string> m_bootNames;
    BootedSlot& m_booted;
    OpenEntryFolder m_open;
};

} // namespace

std::unique_ptr<BootControl> makeSystemdBootControl(const device::SystemdBootConfig& config,
                                                    std::vector<std::string> bootNames, BootedSlot& booted,
                                                    OpenEntryFolder open) {
    return std::make_unique<SystemdBootControl>(config, std::move(bootNames), booted, std::move(open));
}

} // namespace fieldfare::installer
