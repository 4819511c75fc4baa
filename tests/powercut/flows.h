// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/powercut/product.h"

namespace fieldfare::powercut {

/// Something that a device does, in which the power may fail.
struct Flow {
    std::string name;
    std::string about;
    Fate fate = Fate::Healthy;     ///< Of the release that is new.
    std::size_t installs = Full;   ///< The release it is about.
    bool isRunningAlready = false; ///< `installs` is committed before it begins.
    std::size_t ends = Full;       ///< What runs when it was done again until it was done.
    bool isInstall = false;        ///< So what must travel again is bounded.
    std::function<Medium(const Workshop&)> prepare;
    std::string booted = "a"; ///< While it runs.
    std::string newerIn;      ///< The slot whose installer is a newer one, if there is one.
    std::function<Result<>(Product&)> act;
    std::function<Result<>(Product&)> again; ///< Doing it again, wherever it stopped.
};

/// Of the installer that runs in this slot.
[[nodiscard]] Age ageIn(const Flow& flow, const std::string& slot);

[[nodiscard]] const std::vector<Flow>& flows();
[[nodiscard]] const Flow* flowNamed(std::string_view name);

/// Writing to what runs, to data and to the recovery image is a violation from now on.
void protectBooted(const Workshop& workshop, Machine& machine, const std::string& booted);

/// Runs a device from a power-on until everything has settled, checking the invariants that need a running
/// device. Throws Violation.
class Life {
public:
    Life(const Workshop& workshop, const Flow& flow, Machine& machine, Defect defect, Fate fate);

    /// Power-on, recovery, the trial if there is one: until a release runs that is committed.
    void recover();
    /// After a program was killed: recovery without a reboot, and an installation goes on.
    void restartProgram();
    /// The same again, and what comes of it, until the flow's end is reached.
    void converge();

    [[nodiscard]] const std::string& booted() const { return m_booted; }

private:
    void powerOn();
    void runTrialService();
    void checkFallBack(const DeviceStatus& status);
    void settle();
    [[nodiscard]] DeviceStatus checkNow();
    template <typename Work>
    auto with(Work work);
    void must(const Result<>& outcome, int invariant, const char* what);

    const Workshop& m_workshop;
    const Flow& m_flow;
    Machine& m_machine;
    Defect m_defect;
    Fate m_fate;
    std::string m_booted;
    std::uint64_t m_floor;
    std::optional<std::size_t> m_fellBack; ///< The release whose trial the loader ended at the last power-on.
};

} // namespace fieldfare::powercut
