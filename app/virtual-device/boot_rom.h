// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/virtual-device/uboot_environment.h"

#include <functional>

namespace fieldfare::app {

/// A slot that the loader found bootable.
struct BootDecision {
    std::string slot; ///< Boot name.
    bool trial = false;
    std::uint64_t bootCount = 0;
    bool wentBack = false; ///< The loader left the selected slot by itself.
};

/// Stands in for U-Boot with the project's boot script, by the contract of docs/BOOTLOADERS.md:
/// - the count is raised, and saved, only during a trial;
/// - a count above the limit runs `altbootcmd`: the other slot if its state is good, never another, with
/// rolled_back=1;
/// - a slot that cannot be loaded during a trial resets the board (and so counts); otherwise the other good
/// slot is tried.
class BootRom {
public:
    /// True if the slot's image has the head of a file system.
    using Loads = std::function<bool(const std::string& bootName)>;
    using Print = std::function<void(const std::string& line)>;

    BootRom(RedundantEnvironment& environment, std::vector<std::string> bootNames, Loads loads, Print print)
        : m_environment(environment)
        , m_bootNames(std::move(bootNames))
        , m_loads(std::move(loads))
        , m_print(std::move(print)) {}

    /// From power-on to the jump into the kernel, resets included. Errors: BootEnvironment{detail} if nothing
    /// can be started: the board stays in the loader's prompt; Io.
    [[nodiscard]] Result<BootDecision> powerOn();

private:
    void loadEnvironment();
    [[nodiscard]] Result<> countBoot();
    [[nodiscard]] Result<bool> goBack();
    [[nodiscard]] std::string otherGoodSlot() const;
    [[nodiscard]] std::uint64_t number(std::string_view name, std::uint64_t fallback) const;
    [[nodiscard]] bool onTrial() const { return m_environment.valueOr("upgrade_available", "0") == "1"; }

    RedundantEnvironment& m_environment;
    std::vector<std::string> m_bootNames;
    Loads m_loads;
    Print m_print;
    bool m_wentBack = false;
};

/// The variables that a board is shipped with, and that are compiled into the loader for the case that both
/// copies are lost. `slot` is selected and good, the others are bad.
[[nodiscard]] Variables factoryVariables(const std::vector<std::string>& bootNames, const std::string& slot);

} // namespace fieldfare::app
