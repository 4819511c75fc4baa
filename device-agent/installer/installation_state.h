// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

#include <array>
#include <cstddef>

namespace fieldfare::installer {

/// What can happen to an installation. Each event is journalled together with the state it leads to.
enum class InstallationEvent {
    Admitted,   ///< Every check passed; the target may now be destroyed.
    Refused,    ///< A check failed; nothing was touched.
    SourceLost, ///< The source went away, or the process that ran the installation is gone.
    PausedByUser,
    Unpaused,   ///< By a person, while nobody sends.
    Offered,    ///< The same bundle was offered again, a resume was asked for, or the sender goes on.
    AllWritten, ///< The last byte is durable.
    Switched,   ///< Read back, and the boot environment selects the target.
    Broken,     ///< A failure that going on cannot mend: bad data, a medium that forgets.
    CancelledByUser,
    BootedTarget, ///< The target runs, on trial.
    BootedOther,  ///< The boot loader went back, or never went.
    LeftByUser,   ///< A roll back, before or during the trial.
    ChecksFailed, ///< A health check sent the trial back.
    ChecksPassed, ///< The commit is durable in the boot environment.
};

struct Transition {
    InstallationState from;
    InstallationEvent event;
    InstallationState to;
};

/// The whole life of an installation. What is not here cannot happen: nextState() says so.
inline constexpr std::array installationTable = {
    // Checking: nothing is touched yet.
    Transition{InstallationState::Checking, InstallationEvent::Admitted, InstallationState::Receiving},
    Transition{InstallationState::Checking, InstallationEvent::Refused, InstallationState::Failed},
    // Receiving: the target is destroyed, and written.
    Transition{InstallationState::Receiving, InstallationEvent::SourceLost, InstallationState::Interrupted},
    Transition{InstallationState::Receiving, InstallationEvent::PausedByUser, InstallationState::Paused},
    Transition{InstallationState::Receiving, InstallationEvent::Broken, InstallationState::Failed},
    Transition{InstallationState::Receiving, InstallationEvent::CancelledByUser,
               InstallationState::Cancelled},
    Transition{InstallationState::Receiving, InstallationEvent::AllWritten, InstallationState::Verifying},
    // Paused and Interrupted: waiting for somebody.
    Transition{InstallationState::Paused, InstallationEvent::Offered, InstallationState::Receiving},
    Transition{InstallationState::Paused, InstallationEvent::SourceLost, InstallationState::Paused},
    Transition{InstallationState::Paused, InstallationEvent::Unpaused, InstallationState::Interrupted},
    Transition{InstallationState::Paused, InstallationEvent::AllWritten, InstallationState::Verifying},
    Transition{InstallationState::Paused, InstallationEvent::Broken, InstallationState::Failed},
    Transition{InstallationState::Paused, InstallationEvent::CancelledByUser, InstallationState::Cancelled},
    Transition{InstallationState::Interrupted, InstallationEvent::Offered, InstallationState::Receiving},
    Transition{InstallationState::Interrupted, InstallationEvent::PausedByUser, InstallationState::Paused},
    Transition{InstallationState::Interrupted, InstallationEvent::Broken, InstallationState::Failed},
    Transition{InstallationState::Interrupted, InstallationEvent::CancelledByUser,
               InstallationState::Cancelled},
    // Verifying: reading back from the medium.
    Transition{InstallationState::Verifying, InstallationEvent::SourceLost, InstallationState::Interrupted},
    Transition{InstallationState::Verifying, InstallationEvent::Broken, InstallationState::Failed},
    Transition{InstallationState::Verifying, InstallationEvent::CancelledByUser,
               InstallationState::Cancelled},
    Transition{InstallationState::Verifying, InstallationEvent::Switched, InstallationState::Installed},
    // Installed: switched, not yet booted.
    Transition{InstallationState::Installed, InstallationEvent::Broken, InstallationState::Failed},
    Transition{InstallationState::Installed, InstallationEvent::BootedTarget, InstallationState::Trial},
    Transition{InstallationState::Installed, InstallationEvent::BootedOther, InstallationState::FellBack},
    Transition{InstallationState::Installed, InstallationEvent::LeftByUser, InstallationState::RolledBack},
    Transition{InstallationState::Installed, InstallationEvent::ChecksPassed, InstallationState::Committed},
    // Trial: booted, not yet believed.
    Transition{InstallationState::Trial, InstallationEvent::BootedTarget, InstallationState::Trial},
    Transition{InstallationState::Trial, InstallationEvent::BootedOther, InstallationState::FellBack},
    Transition{InstallationState::Trial, InstallationEvent::ChecksPassed, InstallationState::Committed},
    Transition{InstallationState::Trial, InstallationEvent::ChecksFailed, InstallationState::RolledBack},
    Transition{InstallationState::Trial, InstallationEvent::LeftByUser, InstallationState::RolledBack},
};

inline constexpr std::size_t installationStateCount =
    static_cast<std::size_t>(InstallationState::Cancelled) + 1;

/// Where `event` leads from `from`, or nothing if it cannot happen there.
[[nodiscard]] constexpr std::optional<InstallationState> nextState(InstallationState from,
                                                                   InstallationEvent event) {
    for (const Transition& row : installationTable) {
        if (row.from == from && row.event == event) {
            return row.to;
        }
    }
    return std::nullopt;
}

/// True for an end: only a new installation follows it.
[[nodiscard]] constexpr bool isTerminal(InstallationState state) {
    return state == InstallationState::Committed || state == InstallationState::RolledBack ||
           state == InstallationState::FellBack || state == InstallationState::Failed ||
           state == InstallationState::Cancelled;
}

/// True while the target's content is neither whole nor given up: the same bundle goes on from here.
[[nodiscard]] constexpr bool isUnfinished(InstallationState state) {
    return state == InstallationState::Receiving || state == InstallationState::Paused ||
           state == InstallationState::Interrupted || state == InstallationState::Verifying;
}

/// True if the boot environment was switched to the target.
[[nodiscard]] constexpr bool isSwitched(InstallationState state) {
    return state == InstallationState::Installed || state == InstallationState::Trial;
}

namespace table_checks {

/// States that can be reached from Checking.
[[nodiscard]] constexpr std::array<bool, installationStateCount> reachable() {
    std::array<bool, installationStateCount> seen{};
    seen[static_cast<std::size_t>(InstallationState::Checking)] = true;
    for (std::size_t round = 0; round < installationStateCount; ++round) {
        for (const Transition& row : installationTable) {
            if (seen[static_cast<std::size_t>(row.from)]) {
                seen[static_cast<std::size_t>(row.to)] = true;
            }
        }
    }
    return seen;
}

[[nodiscard]] constexpr bool allReachable() {
    for (const bool seen : reachable()) {
        if (!seen) {
            return false;
        }
    }
    return true;
}

[[nodiscard]] constexpr bool onlyTerminalStatesEnd() {
    for (std::size_t i = 0; i < installationStateCount; ++i) {
        const auto state = static_cast<InstallationState>(i);
        bool leaves = false;
        for (const Transition& row : installationTable) {
            leaves = leaves || row.from == state;
        }
        if (leaves == isTerminal(state)) {
            return false;
        }
    }
    return true;
}

[[nodiscard]] constexpr bool deterministic() {
    for (std::size_t i = 0; i < installationTable.size(); ++i) {
        for (std::size_t j = i + 1; j < installationTable.size(); ++j) {
            if (installationTable[i].from == installationTable[j].from &&
                installationTable[i].event == installationTable[j].event) {
                return false;
            }
        }
    }
    return true;
}

/// No way leads to a switched state but through Verifying: nothing boots that was not read back.
[[nodiscard]] constexpr bool onlyVerifiedIsSwitched() {
    for (const Transition& row : installationTable) {
        if (isSwitched(row.to) && !isSwitched(row.from) && row.from != InstallationState::Verifying) {
            return false;
        }
    }
    return true;
}

static_assert(allReachable(), "every state is reachable from Checking");
static_assert(onlyTerminalStatesEnd(), "terminal states have no way out, and all others have one");
static_assert(deterministic(), "one event leads to one state");
static_assert(onlyVerifiedIsSwitched(), "only what was read back is switched to");

} // namespace table_checks
} // namespace fieldfare::installer
