// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/device_view.h"

namespace fieldfare::installer {

/// What happens to a release after it was switched to. All functions need the instance lock.

/// Makes the journal agree with the boot environment and with what is really booted, which win: notes a fall
/// back, a trial, a commit whose report was cut off; finishes a switch or a roll back that was cut off; calls
/// an installation interrupted whose process died. Idempotent. Errors: BootedSlotUnknown, SlotMissing,
/// BootEnvironment, Busy.
[[nodiscard]] Result<> reconcile(Services& services, InstallationLog& log);

/// The same, at each boot: also makes a boot environment anew whose copies are all lost (where the loader
/// does not), and raises every store of the floors to the strictest of them.
[[nodiscard]] Result<> reconcileAtBoot(Services& services, InstallationLog& log);

/// Ends the trial well: one write of the boot environment, then the floors, then the journal, of which only
/// the first decides: commit works with a full or read-only state folder. Errors: NothingToCommit,
/// BootEnvironment, Busy.
[[nodiscard]] Result<> commitTrial(Services& services, InstallationLog& log,
                                   std::vector<HealthResult> health = {});

enum class Restart { NotNeeded, Needed };

/// A person goes back: from a trial, from a switch that waits for its reboot, or from a committed release to
/// the other good slot. Tells whether the device must restart for it. Errors: NoRollbackTarget, EpochTooOld,
/// BootEnvironment, Busy.
[[nodiscard]] Result<Restart> rollBack(Services& services, InstallationLog& log);

/// A health check failed: back in one write of the boot environment. The device must restart then.
/// Errors: BootEnvironment, Busy.
[[nodiscard]] Result<> leaveTrial(Services& services, InstallationLog& log, const Error& why,
                                  std::vector<HealthResult> health);

/// Ends an installation that is not running now. Errors: NoInstallation.
[[nodiscard]] Result<InstallationStatus> cancelIdle(InstallationLog& log, const std::string& id);
/// Marks an installation that is not running now. Errors: NoInstallation, NotSupported.
[[nodiscard]] Result<InstallationStatus> pauseIdle(InstallationLog& log, const std::string& id);
[[nodiscard]] Result<InstallationStatus> unpauseIdle(InstallationLog& log, const std::string& id);

/// Runs the configured reboot command. Errors: ToolFailed.
[[nodiscard]] Result<> restartDevice(Services& services);

} // namespace fieldfare::installer
