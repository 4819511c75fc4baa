// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"
#include "device-agent/installer/lifecycle.h"
#include "device-agent/installer/trial.h"
#include "tests/powercut/planted_defects.h"
#include "tests/powercut/workshop.h"

namespace fieldfare::powercut {

/// How a new release does when it runs.
enum class Fate {
    Healthy,
    Sick, ///< Its health checks fail.
    Dead, ///< It never gets as far as running them.
};

/// Of an installer, beside that of the running release.
enum class Age {
    Same,
    Newer, ///< It writes state that the other one does not know (newer_installer.h).
};

/// The installer as it is built for devices, in one process on a Machine: the real code above the real state
/// folder, journal and sinks. Borrows all it is given.
class Product {
public:
    Product(const Workshop& workshop, Machine& machine, std::string booted, Fate fate = Fate::Healthy,
            Defect defect = Defect::None, Age age = Age::Same);
    ~Product();

    /// `fieldfare-installer boot`.
    [[nodiscard]] Result<> boot();
    /// `fieldfare-installer install FILE`; after `limitBytes` of data the source goes away.
    [[nodiscard]] Result<> install(std::size_t release,
                                   std::uint64_t limitBytes = std::numeric_limits<std::uint64_t>::max());
    /// `fieldfare-installer trial`
    [[nodiscard]] Result<installer::TrialOutcome> trial();
    [[nodiscard]] Result<> rollBack();
    /// Of the current installation.
    [[nodiscard]] Result<> cancel();
    [[nodiscard]] Result<DeviceStatus> report();

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
    const Workshop& m_workshop;
    Machine& m_machine;
};

} // namespace fieldfare::powercut
