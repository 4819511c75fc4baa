// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/trial.h"

#include "core/base/file.h"
#include "device-agent/installer/hooks.h"
#include "device-agent/installer/instance_lock.h"
#include "device-agent/installer/lifecycle.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>

namespace fieldfare::installer {
namespace {

class NoWatchdog final : public Watchdog {
public:
    void feed() override {}
    void disarm() override {}
};

class DeviceWatchdog final : public Watchdog {
public:
    explicit DeviceWatchdog(std::filesystem::path path)
        : m_path(std::move(path)) {}
    void feed() override {
        if (!m_fd) {
            m_fd.reset(::open(m_path.c_str(), O_WRONLY | O_CLOEXEC));
        }
        if (m_fd) {
            (void)writeAll(m_fd.get(), asBytes("."), "watchdog");
        }
    }
    void disarm() override {
        if (m_fd) {
            (void)writeAll(m_fd.get(), asBytes("V"), "watchdog"); // magic close
            m_fd.reset();
        }
    }

private:
    std::filesystem::path m_path;
    UniqueFd m_fd;
};

void sleepFor(std::chrono::milliseconds time) {
    const timespec wait{time.count() / 1000, (time.count() % 1000) * 1'000'000};
    ::nanosleep(&wait, nullptr);
}

/// Whether the booted release still waits for its decision.
bool stillOnTrial(Services& services) {
    const auto view = DeviceView::read(services);
    return !view.ok() || view->onTrial();
}

/// Waits a while for the lock: whoever has it during a trial only decides something.
Result<InstanceLock> takeLock(Services& services, Watchdog& watchdog) {
    constexpr int attempts = 100;
    for (int i = 0;; ++i) {
        auto lock = InstanceLock::take(services.config.stateFolder);
        if (lock.ok() || lock.error() != ErrorCode::InstallRunning || i == attempts) {
            return lock;
        }
        watchdog.feed();
        sleepFor(std::chrono::milliseconds(100));
    }
}

/// Nothing if what runs is what was installed.
std::optional<Error> wrongRelease(const DeviceView& view, const InstallationLog& log) {
    const auto& current = log.current();
    const SlotRecord* booted = view.bootedRecord();
    if (!current || booted == nullptr || current->status.manifestDigest.empty() ||
        booted->manifestDigest == current->status.manifestDigest) {
        return std::nullopt;
    }
    return Error(ErrorCode::HealthCheckFailed,
                 {{"check", std::string("release")},
                  {"detail", std::string("another release runs than was installed")},
                  {"slot", view.slots.bootedName()}});
}

struct Judgement {
    std::optional<Error> fault;
    std::vector<HealthResult> results;
    bool interrupted = false;
};

Judgement judge(Services& services, const DeviceView& view, const InstallationStatus& status,
                const std::function<bool()>& goOn) {
    const ProgramContext context{view.slots.bootedName(), status.release, true};
    HealthChecks checks(services.config.health, services.processes, services.clock);
    HealthReport report = checks.run(context, goOn);
    Judgement judgement{std::move(report.error), std::move(report.results),
                        report.verdict == HealthVerdict::Interrupted};
    if (judgement.interrupted || report.verdict == HealthVerdict::Failed) {
        if (!judgement.fault) {
            judgement.fault = Error(ErrorCode::HealthCheckFailed);
        }
        return judgement;
    }
    judgement.fault.reset();
    const auto hooks = runHooks(HookPoint::PreCommit, services.config.hookFolder, context,
                                services.config.hookLimit, services.processes, goOn);
    if (!hooks.ok()) {
        judgement.fault = Error(ErrorCode::HealthCheckFailed, {{"check", std::string("pre-commit")},
                                                               {"detail", describe(hooks.error()).happened},
                                                               {"slot", context.slot}});
    }
    return judgement;
}

Result<TrialOutcome> goBack(Services& services, Watchdog& watchdog, Error why,
                            std::vector<HealthResult> results) {
    FF_TRY(const InstanceLock lock, takeLock(services, watchdog));
    FF_TRY(InstallationLog log, InstallationLog::open(services.state));
    FF_CHECK(leaveTrial(services, log, why, std::move(results)));
    return TrialOutcome::WentBack; // the watchdog stays armed: a restart that hangs is one too
}

Result<TrialOutcome> commit(Services& services, Watchdog& watchdog, std::vector<HealthResult> results) {
    FF_TRY(const InstanceLock lock, takeLock(services, watchdog));
    FF_TRY(InstallationLog log, InstallationLog::open(services.state));
    FF_CHECK(commitTrial(services, log, std::move(results)));
    watchdog.disarm();
    return TrialOutcome::Committed;
}

/// Somebody else decided, or this process was told to stop. Only a commit disarms the watchdog.
TrialOutcome endUndecided(Services& services, Watchdog& watchdog, bool decided) {
    const auto view = DeviceView::read(services);
    if (decided && view.ok() && !view->switchPending()) {
        watchdog.disarm();
    }
    return decided ? TrialOutcome::Decided : TrialOutcome::WaitsForPerson;
}

} // namespace

std::unique_ptr<Watchdog> makeWatchdog(const std::filesystem::path& path) {
    if (path.empty()) {
        return std::make_unique<NoWatchdog>();
    }
    return std::make_unique<DeviceWatchdog>(path);
}

Result<TrialOutcome> runTrial(Services& services, Watchdog& watchdog, const std::function<bool()>& goOn) {
    FF_TRY(const DeviceView view, DeviceView::read(services));
    if (!view.onTrial()) {
        return TrialOutcome::NotOnTrial;
    }
    watchdog.feed();
    {
        FF_TRY(const InstanceLock lock, takeLock(services, watchdog));
        FF_TRY(InstallationLog log, InstallationLog::open(services.state));
        FF_CHECK(reconcile(services, log));
    }
    FF_TRY(const InstallationLog log, InstallationLog::open(services.state));
    if (auto fault = wrongRelease(view, log)) {
        return goBack(services, watchdog, std::move(*fault), {});
    }
    bool decided = false;
    const auto stillWanted = [&] {
        watchdog.feed();
        decided = !stillOnTrial(services);
        return !decided && goOn();
    };
    const InstallationStatus status = log.current() ? log.current()->status : InstallationStatus{};
    Judgement judgement = judge(services, view, status, stillWanted);
    if (decided || judgement.interrupted) {
        return endUndecided(services, watchdog, decided);
    }
    if (judgement.fault) {
        return goBack(services, watchdog, std::move(*judgement.fault), std::move(judgement.results));
    }
    if (services.config.policy.automaticCommit) {
        return commit(services, watchdog, std::move(judgement.results));
    }
    while (stillWanted()) {
        sleepFor(std::chrono::seconds(1));
    }
    return endUndecided(services, watchdog, decided);
}

} // namespace fieldfare::installer
