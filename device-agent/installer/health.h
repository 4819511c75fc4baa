// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/process.h"
#include "core/protocol/status.h"
#include "device-agent/config/device_config.h"

#include <functional>

namespace fieldfare::installer {

/// What programs of the integrator are told, as environment variables (docs/HEALTH.md).
struct ProgramContext {
    std::string slot;   ///< FIELDFARE_SLOT: boot name of the slot that the program is about
    ReleaseId release;  ///< FIELDFARE_RELEASE_NAME, _VERSION, _EPOCH
    bool trial = false; ///< FIELDFARE_TRIAL: 1 or 0
};

/// A program found in one of the configured folders.
struct NamedProgram {
    std::string name; ///< File name.
    std::filesystem::path path;
};

/// The programs of `folders`, in the order of their names. Of two with the same name the one in the earlier
/// folder counts, and an empty one or a link to /dev/null there switches it off. A folder that is missing has
/// none. A file that others could change (not owned by root or this user, or writable for group or others) is
/// not run: NotPermitted names it.
[[nodiscard]] Result<std::vector<NamedProgram>>
findPrograms(const std::vector<std::filesystem::path>& folders);

/// NAME=value for a program, with a fixed PATH; nothing of our own environment is passed on.
[[nodiscard]] std::vector<std::string> programEnvironment(const ProgramContext& context);

/// Why a program failed, or the end of what it said if it did not: at most a few lines, without control
/// characters.
[[nodiscard]] std::string describeOutcome(const ProcessOutcome& outcome);

enum class HealthVerdict {
    Passed,
    Failed,
    Interrupted, ///< `goOn` said no.
};

struct HealthReport {
    HealthVerdict verdict = HealthVerdict::Failed;
    std::vector<HealthResult> results; ///< One for each check, as it ended last.
    std::optional<Error> error;        ///< HealthCheckFailed{check,detail} of the first that failed.
};

/// Runs the health checks of a release on trial.
///
/// All checks run in order; one that fails, or that outlives its limit, is run again every `retryEvery` until
/// it passes or the deadline for all has passed. With `stableFor` they must then go on passing for that long
/// (each run again, at `retryEvery`). No checks at all is a pass: the release booted and reached the trial
/// service.
class HealthChecks {
public:
    using Sleep = std::function<void(std::chrono::nanoseconds)>;

    /// The references must outlive the object. `sleep` is there for tests.
    HealthChecks(const device::HealthConfig& config, ProcessRunner& runner, const Clock& clock,
                 Sleep sleep = {});

    /// Blocks until the verdict. `goOn` is called at least once a second and between checks: it may feed a
    /// watchdog; false interrupts.
    [[nodiscard]] HealthReport run(const ProgramContext& context, const std::function<bool()>& goOn);

private:
    HealthResult runOne(const NamedProgram& program, const ProgramContext& context,
                        std::chrono::steady_clock::time_point deadline, const std::function<bool()>& goOn);
    enum class WhichChecks { Failed, All };
    bool runRound(const std::vector<NamedProgram>& programs, const ProgramContext& context, WhichChecks which,
                  std::chrono::steady_clock::time_point deadline, const std::function<bool()>& goOn,
                  std::vector<HealthResult>& results);
    HealthVerdict runUntilDecided(const std::vector<NamedProgram>& programs, const ProgramContext& context,
                                  const std::function<bool()>& goOn, std::vector<HealthResult>& results);
    bool waitForNextRound(std::chrono::steady_clock::time_point deadline, const std::function<bool()>& goOn);
    static Error firstFailure(const HealthReport& report, const ProgramContext& context);

    const device::HealthConfig& m_config;
    ProcessRunner& m_runner;
    const Clock& m_clock;
    Sleep m_sleep;
};

} // namespace fieldfare::installer
