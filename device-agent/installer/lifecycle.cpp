// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/lifecycle.h"

#include "device-agent/installer/hooks.h"

namespace fieldfare::installer {
namespace {

void noteHook(Services& services, HookPoint point, const InstallationStatus& status, bool trial) {
    const ProgramContext context{status.target, status.release, trial};
    (void)runHooks(point, services.config.hookFolder, context, services.config.hookLimit, services.processes);
}

/// The record of a release on trial whose journal was lost: what the slot's own record says.
InstallationRecord recordOfTrial(const DeviceView& view) {
    InstallationRecord record;
    record.status.state = InstallationState::Trial;
    record.status.target = view.slots.bootedName();
    if (const SlotRecord* booted = view.bootedRecord()) {
        record.status.release = booted->release;
        record.status.manifestDigest = booted->manifestDigest;
        record.status.id = booted->manifestDigest.substr(0, 32);
        record.headName = booted->headName;
    }
    return record;
}

/// The record that the trial of the booted slot belongs to, in the state Trial.
InstallationRecord trialRecord(const InstallationLog& log, const DeviceView& view) {
    const auto& current = log.current();
    const bool known =
        current && current->status.target == view.slots.bootedName() && isSwitched(current->status.state);
    InstallationRecord record = known ? *current : recordOfTrial(view);
    record.status.state = InstallationState::Trial;
    return record;
}

/// Applies the event and keeps it if it can: the boot environment has decided already.
Result<> note(InstallationLog& log, InstallationRecord record, InstallationEvent event) {
    FF_CHECK(record.apply(event));
    (void)log.save(record);
    return {};
}

Result<> noteWentBack(Services& services, InstallationLog& log, InstallationRecord record,
                      const DeviceView& view) {
    const bool wanted = record.leaving.has_value();
    const bool byUser = wanted && *record.leaving == ErrorCode::RolledBackByUser;
    record.status.error =
        wanted ? *record.leaving : Error(ErrorCode::FellBack, {{"slot", record.status.target}});
    const InstallationEvent event = !wanted ? InstallationEvent::BootedOther
                                            : (byUser || record.status.state != InstallationState::Trial
                                                   ? InstallationEvent::LeftByUser
                                                   : InstallationEvent::ChecksFailed);
    const InstallationStatus status = record.status;
    if (view.switchPending()) { // a loader that tried and went back without saying so: do not let it try
                                // again
        FF_CHECK(services.boot.fallBackTo(view.slots.bootedName(), record.status.target, SlotState::Bad));
    }
    FF_CHECK(note(log, std::move(record), event));
    noteHook(services, HookPoint::PostRollback, status, false);
    return services.boot.clearRolledBack();
}

Result<> noteCommitted(Services& services, InstallationLog& log, InstallationRecord record,
                       const DeviceView& view) {
    (void)raiseFloors(services, currentFloors(services.state, view.boot, view.bootedRecord()));
    return note(log, std::move(record), InstallationEvent::ChecksPassed);
}

Result<> reconcileTrial(InstallationLog& log, const DeviceView& view) {
    const auto& current = log.current();
    if (current && current->status.state == InstallationState::Trial &&
        current->status.target == view.slots.bootedName()) {
        return {};
    }
    (void)log.save(trialRecord(log, view));
    return {};
}

/// The journal says switched, and the device is not on trial.
Result<> reconcileSwitched(Services& services, InstallationLog& log, const DeviceView& view) {
    const InstallationRecord record = *log.current();
    const std::string& target = record.status.target;
    const bool targetBooted = view.slots.bootedName() == target;
    if (targetBooted && !view.switchPending()) {
        return noteCommitted(services, log, record, view);
    }
    if (targetBooted) {
        return {}; // the way back is selected; the next boot tells
    }
    if (record.leaving) { // its one write was made, or noteWentBack() makes it
        return noteWentBack(services, log, record, view);
    }
    const bool pending = view.boot.selectedSlot == target && view.boot.trial;
    if (pending && view.boot.bootCount == 0 && record.status.state == InstallationState::Installed) {
        return {};
    }
    // The slot must hold this very release: its record is taken away before it is touched, whatever a damaged
    // journal says.
    const SlotRecord* held = view.targetRecord();
    const bool isWhole = held != nullptr && held->manifestDigest == record.status.manifestDigest;
    const bool neverSwitched = isWhole && !view.boot.rolledBack && !pending &&
                               view.stateOf(target) == SlotState::Bad &&
                               record.status.state == InstallationState::Installed;
    if (neverSwitched) { // all was read back and journalled; only the one write is missing
        if (!services.state.settle().ok()) {
            return {}; // the journal must outlive the switch: left for the next time
        }
        return services.boot.switchToTrial(target);
    }
    return noteWentBack(services, log, record, view);
}

} // namespace

Result<> reconcile(Services& services, InstallationLog& log) {
    FF_TRY(const DeviceView view, DeviceView::read(services));
    if (view.onTrial()) {
        return reconcileTrial(log, view);
    }
    if (!log.current()) {
        return {};
    }
    InstallationRecord record = *log.current();
    if (isSwitched(record.status.state)) {
        return reconcileSwitched(services, log, view);
    }
    const bool died = record.status.state == InstallationState::Receiving ||
                      record.status.state == InstallationState::Verifying;
    if (died) {
        record.status.error =
            Error(ErrorCode::SourceLost,
                  {{"detail", std::string("the installer was stopped")}, {"path", record.status.id}});
        return note(log, std::move(record), InstallationEvent::SourceLost);
    }
    return {};
}

namespace {

/// With all copies of the environment lost the loader has started what it could. A release that the journal
/// calls switched to may be on trial, and must not be called good for that.
Result<> restoreEnvironment(Services& services, const InstallationLog& log) {
    FF_TRY(const std::string booted, services.booted.bootName());
    const auto& current = log.current();
    const bool mayBeOnTrial =
        current && isSwitched(current->status.state) && current->status.target == booted;
    return mayBeOnTrial ? Result<>() : services.boot.restoreIfLost(booted);
}

} // namespace

Result<> reconcileAtBoot(Services& services, InstallationLog& log) {
    FF_CHECK(restoreEnvironment(services, log));
    FF_CHECK(reconcile(services, log));
    FF_TRY(const DeviceView view, DeviceView::read(services));
    return raiseFloors(services, view.floors);
}

Result<> commitTrial(Services& services, InstallationLog& log, std::vector<HealthResult> health) {
    FF_TRY(const DeviceView view, DeviceView::read(services));
    if (!view.onTrial()) {
        return Error(ErrorCode::NothingToCommit);
    }
    InstallationRecord record = trialRecord(log, view);
    FF_CHECK(services.boot.commit(view.slots.bootedName()));
    FF_TRY(const DeviceView after, DeviceView::read(services));
    (void)raiseFloors(services, after.floors); // recovery does it again at the next boot
    if (!health.empty()) {
        record.status.health = std::move(health);
    }
    record.status.error.reset();
    const InstallationStatus status = record.status;
    FF_CHECK(note(log, std::move(record), InstallationEvent::ChecksPassed));
    noteHook(services, HookPoint::PostCommit, status, false);
    return {};
}

namespace {

/// Says in the journal why, goes back in one write, and then says that it happened.
Result<> goBack(Services& services, InstallationLog& log, InstallationRecord record, const std::string& to,
                const std::string& left, const Error& why, InstallationEvent event) {
    record.leaving = why;
    record.status.error = why;
    (void)log.save(record); // a full state folder must not keep a broken release running
    FF_CHECK(services.boot.fallBackTo(to, left, SlotState::Bad));
    const InstallationStatus status = record.status;
    FF_CHECK(note(log, std::move(record), event));
    noteHook(services, HookPoint::PostRollback, status, false);
    return {};
}

/// Back from a committed release to the one before it.
Result<Restart> rollBackCommitted(Services& services, const DeviceView& view) {
    const std::string& other = view.slots.targetName();
    const SlotRecord* release = view.targetRecord();
    if (view.stateOf(other) != SlotState::Good) {
        return Error(ErrorCode::NoRollbackTarget, {{"slot", other}});
    }
    const std::uint64_t epoch = release == nullptr ? 0 : release->release.epoch;
    if (epoch < view.floors.epoch) {
        const std::string name =
            release == nullptr ? "slot " + other : release->release.name + " " + release->release.version;
        return Error(ErrorCode::EpochTooOld, {{"have", epoch}, {"need", view.floors.epoch}, {"path", name}});
    }
    FF_CHECK(services.boot.fallBackTo(other, view.slots.bootedName(), SlotState::Good));
    return Restart::Needed;
}

} // namespace

Result<> leaveTrial(Services& services, InstallationLog& log, const Error& why,
                    std::vector<HealthResult> health) {
    FF_TRY(const DeviceView view, DeviceView::read(services));
    if (!view.onTrial()) {
        return Error(ErrorCode::NothingToCommit);
    }
    InstallationRecord record = trialRecord(log, view);
    record.status.health = std::move(health);
    return goBack(services, log, std::move(record), view.slots.targetName(), view.slots.bootedName(), why,
                  InstallationEvent::ChecksFailed);
}

Result<Restart> rollBack(Services& services, InstallationLog& log) {
    FF_TRY(const DeviceView view, DeviceView::read(services));
    const Error byUser(ErrorCode::RolledBackByUser, {{"slot", view.slots.bootedName()}});
    if (view.onTrial()) {
        if (view.stateOf(view.slots.targetName()) == SlotState::Bad) {
            return Error(ErrorCode::NoRollbackTarget, {{"slot", view.slots.targetName()}});
        }
        FF_CHECK(goBack(services, log, trialRecord(log, view), view.slots.targetName(),
                        view.slots.bootedName(), byUser, InstallationEvent::LeftByUser));
        return Restart::Needed;
    }
    if (view.switchPending()) {
        const auto& current = log.current();
        if (current && current->status.state == InstallationState::Installed) {
            FF_CHECK(goBack(services, log, *current, view.slots.bootedName(), view.boot.selectedSlot, byUser,
                            InstallationEvent::LeftByUser));
        } else {
            FF_CHECK(
                services.boot.fallBackTo(view.slots.bootedName(), view.boot.selectedSlot, SlotState::Bad));
        }
        return Restart::NotNeeded;
    }
    return rollBackCommitted(services, view);
}

namespace {

Result<InstallationRecord> idleRecord(const InstallationLog& log, const std::string& id) {
    if (!log.current() || log.current()->status.id != id || !isUnfinished(log.current()->status.state)) {
        return Error(ErrorCode::NoInstallation, {{"id", id}});
    }
    return *log.current();
}

} // namespace

Result<InstallationStatus> cancelIdle(InstallationLog& log, const std::string& id) {
    FF_TRY(InstallationRecord record, idleRecord(log, id));
    record.status.error = Error(ErrorCode::Cancelled, {{"detail", id}});
    FF_CHECK(record.apply(InstallationEvent::CancelledByUser));
    FF_CHECK(log.save(record));
    return record.status;
}

Result<InstallationStatus> pauseIdle(InstallationLog& log, const std::string& id) {
    FF_TRY(InstallationRecord record, idleRecord(log, id));
    if (record.status.state != InstallationState::Paused) {
        FF_CHECK(record.apply(InstallationEvent::PausedByUser));
        FF_CHECK(log.save(record));
    }
    return record.status;
}

Result<InstallationStatus> unpauseIdle(InstallationLog& log, const std::string& id) {
    FF_TRY(InstallationRecord record, idleRecord(log, id));
    if (record.status.state == InstallationState::Paused) {
        FF_CHECK(record.apply(InstallationEvent::Unpaused));
        FF_CHECK(log.save(record));
    }
    return record.status;
}

Result<> restartDevice(Services& services) {
    ProcessRequest request;
    request.argv = services.config.rebootCommand;
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    FF_TRY(const ProcessOutcome outcome, services.processes.run(request));
    if (!outcome.succeeded()) {
        return Error(ErrorCode::ToolFailed,
                     {{"program", request.argv.empty() ? std::string() : request.argv.front()},
                      {"detail", outcome.errors},
                      {"path", std::string()}});
    }
    return {};
}

} // namespace fieldfare::installer
