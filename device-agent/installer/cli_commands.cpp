// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/loader.h"
#include "device-agent/installer/cli.h"
#include "device-agent/installer/device_report.h"
#include "device-agent/installer/instance_lock.h"
#include "device-agent/installer/lifecycle.h"
#include "device-agent/installer/system_services.h"
#include "device-agent/installer/trial.h"

#include <cstdio>

namespace fieldfare::installer {
namespace {

/// `text` without control characters: what a device stores may have come from anybody.
std::string plain(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            c = '?';
        }
    }
    return text;
}

std::string named(const ReleaseId& release) {
    return release.name.empty() ? "an unknown release"
                                : plain(release.name + " " + release.version) + " (epoch " +
                                      std::to_string(release.epoch) + ")";
}

void done(const Arguments& arguments, const char* words) {
    std::puts(arguments.json ? "{}" : words);
}

void showSlots(const DeviceStatus& status) {
    for (const SlotStatus& slot : status.slots) {
        const std::string release = slot.release ? named(*slot.release) : "";
        std::printf("  %-16s %-6s %s%s\n", slot.name.c_str(), std::string(toString(slot.state)).c_str(),
                    release.c_str(), slot.booted ? "  <- booted" : "");
    }
}

void showInstallation(const InstallationStatus& installation) {
    std::printf("Installation %s: %s, %s\n", installation.id.c_str(), named(installation.release).c_str(),
                std::string(toString(installation.state)).c_str());
    if (isUnfinished(installation.state)) {
        std::printf("  %llu of %llu bytes written\n",
                    static_cast<unsigned long long>(installation.durableBytes),
                    static_cast<unsigned long long>(installation.imageBytes));
    }
    if (installation.error) {
        std::printf("  %s\n", plain(describeLine(*installation.error)).c_str());
    }
    for (const HealthResult& check : installation.health) {
        std::printf("  check %s: %s %s\n", plain(check.name).c_str(), check.passed ? "passed" : "FAILED",
                    plain(check.message).c_str());
    }
}

/// Runs `work` under the instance lock with services and journal.
template <typename Work>
Result<ExitCode> locked(const device::DeviceConfig& config, Work work) {
    FF_TRY(const auto system, SystemServices::open(config));
    FF_TRY(const InstanceLock lock, InstanceLock::take(config.stateFolder));
    FF_TRY(InstallationLog log, InstallationLog::open(system->services().state));
    return work(system->services(), log);
}

} // namespace

Result<ExitCode> statusCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    FF_TRY(const auto system, SystemServices::open(config));
    FF_TRY(const DeviceStatus status, reportDevice(system->services()));
    if (arguments.json) {
        std::printf("%s\n", toJson(status).dump(2).c_str());
        return ExitCode::Done;
    }
    std::printf("%s runs %s\n", plain(status.model).c_str(), named(status.release).c_str());
    std::printf("Epoch floor %llu%s%s\n", static_cast<unsigned long long>(status.epochFloor),
                status.onTrial ? ", on trial: commit or roll back" : "",
                status.switchPending ? ", another slot starts at the next boot" : "");
    if (status.revocationsDamaged) {
        std::printf("%s\n",
                    plain(describeLine(Error(ErrorCode::RevocationsDamaged,
                                             {{"detail", "number " + std::to_string(status.revocationNumber)},
                                              {"path", config.stateFolder.string()}})))
                        .c_str());
    }
    showSlots(status);
    if (status.installation) {
        showInstallation(*status.installation);
    }
    return ExitCode::Done;
}

Result<ExitCode> commitCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    return locked(config, [&](Services& services, InstallationLog& log) -> Result<ExitCode> {
        FF_CHECK(commitTrial(services, log));
        done(arguments, "Committed.");
        return ExitCode::Done;
    });
}

Result<ExitCode> rollbackCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    return locked(config, [&](Services& services, InstallationLog& log) -> Result<ExitCode> {
        FF_CHECK(reconcile(services, log));
        FF_TRY(const Restart restart, rollBack(services, log));
        done(arguments, restart == Restart::Needed ? "The other slot starts at the next boot. Rebooting."
                                                   : "The switch was taken back.");
        if (restart == Restart::Needed) {
            std::fflush(stdout);
            FF_CHECK(restartDevice(services));
        }
        return ExitCode::Done;
    });
}

Result<ExitCode> cancelCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    return locked(config, [&](Services& services, InstallationLog& log) -> Result<ExitCode> {
        FF_CHECK(reconcile(services, log));
        FF_CHECK(cancelIdle(log, arguments.operand));
        done(arguments, "Cancelled.");
        return ExitCode::Done;
    });
}

Result<ExitCode> bootCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    return locked(config, [&](Services& services, InstallationLog& log) -> Result<ExitCode> {
        FF_CHECK(reconcileAtBoot(services, log));
        if (!arguments.json && log.current() && log.current()->status.error) {
            std::printf("%s\n", plain(describeLine(*log.current()->status.error)).c_str());
        }
        return ExitCode::Done;
    });
}

Result<ExitCode> trialCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    FF_TRY(const auto system, SystemServices::open(config));
    const auto watchdog = makeWatchdog(config.watchdog);
    const auto goOn = [] { return signalledControl().wish() == Wish::GoOn; };
    FF_TRY(const TrialOutcome outcome, runTrial(system->services(), *watchdog, goOn));
    switch (outcome) {
    case TrialOutcome::NotOnTrial:
        done(arguments, "Not on trial.");
        return ExitCode::Done;
    case TrialOutcome::Committed:
        done(arguments, "All checks passed: committed.");
        return ExitCode::Done;
    case TrialOutcome::Decided:
        done(arguments, "Somebody decided meanwhile.");
        return ExitCode::Done;
    case TrialOutcome::WaitsForPerson:
        done(arguments, "Not decided.");
        return ExitCode::Interrupted;
    case TrialOutcome::WentBack:
        break;
    }
    done(arguments, "A check failed: the other slot starts again. Rebooting.");
    std::fflush(stdout);
    FF_CHECK(restartDevice(system->services()));
    return ExitCode::WentBack;
}

Result<ExitCode> checkConfigCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    FF_TRY(const auto system, SystemServices::open(config));
    Services& services = system->services();
    FF_CHECK(checkBootEnvironment(config, services.boot));
    FF_TRY(const DeviceView view, DeviceView::read(services));
    FF_CHECK(DeviceTrust::load(services, view.floors));
    for (const device::SlotConfig& slot : config.slots) {
        FF_CHECK(services.slots.openBooted(slot));
    }
    done(arguments, "The configuration is good.");
    return ExitCode::Done;
}

} // namespace fieldfare::installer
