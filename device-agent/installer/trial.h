// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/services.h"

namespace fieldfare::installer {

/// The device's watchdog while a trial runs. Only the trial service opens it, so that a release without one
/// comes back.
class Watchdog {
public:
    virtual ~Watchdog() = default;
    /// Called at least once a second.
    virtual void feed() = 0;
    /// The trial ended well: stop counting, where the driver allows it.
    virtual void disarm() = 0;
};

/// A watchdog device as in Linux' watchdog API (magic close), opened and so armed when it is first fed; an
/// empty path is no watchdog.
[[nodiscard]] std::unique_ptr<Watchdog> makeWatchdog(const std::filesystem::path& path);

enum class TrialOutcome {
    NotOnTrial,
    Committed,
    WaitsForPerson, ///< All checks passed, and policy leaves the commit to a person, who did not decide in
                    ///< this process.
    WentBack,       ///< The environment selects the old slot; restart now.
    Decided,        ///< Somebody committed or rolled back meanwhile.
};

/// Runs the trial of the booted release, if it is on one: health checks under their deadline, then commit, or
/// back in one write. A release that is not the one that was installed goes back. Waits for a person where
/// policy says so, until `goOn` says no. Takes the instance lock only to decide. Errors: those of
/// lifecycle.h.
[[nodiscard]] Result<TrialOutcome> runTrial(Services& services, Watchdog& watchdog,
                                            const std::function<bool()>& goOn);

} // namespace fieldfare::installer
