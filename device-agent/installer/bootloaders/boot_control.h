// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

#include <map>

namespace fieldfare::installer {

/// What the boot environment says: which slot the loader starts next, and how.
struct BootState {
    std::string selectedSlot; ///< Boot name of the slot that the loader starts next.
    bool trial = false;       ///< The loader counts boots and goes back at the limit.
    std::uint64_t bootCount = 0;
    std::uint64_t bootLimit = 0;
    bool rolledBack = false; ///< The loader went back by itself since clearRolledBack().
    /// By boot name; a slot that the environment does not mention is not in it.
    std::map<std::string, SlotState, std::less<>> slotStates;
    std::uint64_t epochFloor = 0; ///< 0 if the environment holds none.
    friend bool operator==(const BootState&, const BootState&) = default;
};

/// How many copies of the environment there are, and how many of them can be read.
struct EnvironmentCopies {
    int configured = 0;
    int valid = 0;
};

/// The boot loader's environment. One thread and, by a lock, one process at a time.
///
/// Each change is exactly ONE store of the environment, or none if nothing would change: a power cut leaves
/// the state before it or the state after it. Each is read back before it returns. On an error the
/// environment is in one of these two states, and readState() tells which.
///
/// Errors of all calls: BootEnvironment{path,detail}, Busy (the lock is held for too long).
class BootControl {
public:
    virtual ~BootControl() = default;
    [[nodiscard]] virtual Result<BootState> readState() = 0;

    /// Before the target is touched: the loader starts `booted`, nothing is on trial, the count is 0, and
    /// `target` is bad. So a half-written target is never started, and a switch that was pending is taken
    /// back.
    [[nodiscard]] virtual Result<> prepareTarget(std::string_view booted, std::string_view target) = 0;
    /// When all of the target was read back: the loader starts `target` on trial with count 0, and its state
    /// is trial. A limit that is missing or 0 becomes defaultBootLimit: without one the loader would never go
    /// back.
    [[nodiscard]] virtual Result<> switchToTrial(std::string_view target) = 0;
    /// When the health checks have passed: `booted` is good and stays selected, nothing is on trial, the
    /// count is 0, and rolledBack is cleared.
    [[nodiscard]] virtual Result<> commit(std::string_view booted) = 0;
    /// Back by decision: the loader starts `slot`, nothing is on trial, the count is 0; `left` gets
    /// `leftState` (Bad after a failed health check, Good when a person goes back from a committed release).
    /// `rolledBack` stays as it is: it belongs to the loader.
    [[nodiscard]] virtual Result<> fallBackTo(std::string_view slot, std::string_view left,
                                              SlotState leftState) = 0;
    /// Keeps the epoch floor beside the boot state; a value below the one there is kept out.
    [[nodiscard]] virtual Result<> raiseEpochFloor(std::uint64_t floor) = 0;
    /// The loader's report was seen and noted: rolledBack is false.
    [[nodiscard]] virtual Result<> clearRolledBack() = 0;

    /// At boot, by who knows that `booted` is no release on trial: if no copy of the environment is whole,
    /// though each can be read, and the loader cannot make one itself, writes one that selects `booted` as
    /// good and calls all other slots bad. Else nothing. U-Boot keeps what it was built with.
    [[nodiscard]] virtual Result<> restoreIfLost(std::string_view booted) {
        (void)booted;
        return {};
    }

    /// For --check-config and the status. Does not fail on copies that cannot be read; it counts them.
    [[nodiscard]] virtual Result<EnvironmentCopies> inspect() = 0;
};

inline constexpr std::uint64_t defaultBootLimit = 3;

} // namespace fieldfare::installer
