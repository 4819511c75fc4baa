// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/bootloaders/boot_control.h"

#include <algorithm>
#include <functional>
#include <string>

namespace fieldfare::test {

/// A boot environment in memory that keeps the promises of BootControl. Every store is recorded, so that a
/// test can start again from each state that a power cut could leave.
class FakeBootControl final : public installer::BootControl {
public:
    explicit FakeBootControl(installer::BootState state)
        : m_state(std::move(state)) {}

    [[nodiscard]] Result<installer::BootState> readState() override {
        if (m_broken) {
            return brokenError();
        }
        return m_state;
    }
    [[nodiscard]] Result<> prepareTarget(std::string_view booted, std::string_view target) override {
        return store("prepare " + std::string(target), [&](installer::BootState& next) {
            select(next, booted);
            next.slotStates[std::string(target)] = SlotState::Bad;
        });
    }
    [[nodiscard]] Result<> switchToTrial(std::string_view target) override {
        return store("trial " + std::string(target), [&](installer::BootState& next) {
            select(next, target);
            next.trial = true;
            next.bootLimit = next.bootLimit == 0 ? installer::defaultBootLimit : next.bootLimit;
            next.slotStates[std::string(target)] = SlotState::Trial;
        });
    }
    [[nodiscard]] Result<> commit(std::string_view booted) override {
        return store("commit " + std::string(booted), [&](installer::BootState& next) {
            select(next, booted);
            next.rolledBack = false;
            next.slotStates[std::string(booted)] = SlotState::Good;
        });
    }
    [[nodiscard]] Result<> fallBackTo(std::string_view slot, std::string_view left,
                                      SlotState leftState) override {
        return store("back " + std::string(slot), [&](installer::BootState& next) {
            select(next, slot);
            next.slotStates[std::string(left)] = leftState;
        });
    }
    [[nodiscard]] Result<> raiseEpochFloor(std::uint64_t floor) override {
        return store("epoch " + std::to_string(floor),
                     [&](installer::BootState& next) { next.epochFloor = std::max(next.epochFloor, floor); });
    }
    [[nodiscard]] Result<> clearRolledBack() override {
        return store("clear", [](installer::BootState& next) { next.rolledBack = false; });
    }
    [[nodiscard]] Result<installer::EnvironmentCopies> inspect() override {
        return installer::EnvironmentCopies{2, m_broken ? 0 : 2};
    }

    /// What the boot loader, or a hand, changes behind the installer's back.
    [[nodiscard]] installer::BootState& state() { return m_state; }
    /// Every call fails as with both copies lost.
    void breakEnvironment(bool broken = true) { m_broken = broken; }
    /// The `nth` store from now (0: the next) fails and changes nothing.
    void failStore(std::size_t nth) { m_failAt = m_stores.size() + nth; }
    /// Called before each store with its name; a test throws its power cut there.
    std::function<void(const std::string&)> beforeStore;
    /// "prepare b", "trial b", ...: each one a single store.
    [[nodiscard]] const std::vector<std::string>& stores() const { return m_stores; }

private:
    static Error brokenError() {
        return Error(ErrorCode::BootEnvironment, {{"path", "memory"}, {"detail", "no copy can be read"}});
    }
    static void select(installer::BootState& next, std::string_view slot) {
        next.selectedSlot = slot;
        next.trial = false;
        next.bootCount = 0;
    }
    Result<> store(std::string name, const std::function<void(installer::BootState&)>& change) {
        if (m_broken) {
            return brokenError();
        }
        installer::BootState next = m_state;
        change(next);
        if (next == m_state) {
            return {};
        }
        if (beforeStore) {
            beforeStore(name);
        }
        m_stores.push_back(std::move(name));
        if (m_failAt == m_stores.size() - 1) {
            m_failAt.reset();
            return brokenError();
        }
        m_state = std::move(next);
        return {};
    }

    installer::BootState m_state;
    std::vector<std::string> m_stores;
    std::optional<std::size_t> m_failAt;
    bool m_broken = false;
};

} // namespace fieldfare::test
