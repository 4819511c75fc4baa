// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/admission.h"
#include "device-agent/installer/device_trust.h"
#include "device-agent/installer/frame_filler.h"
#include "device-agent/installer/group_copy.h"
#include "device-agent/installer/installation_control.h"

#include <set>

namespace fieldfare::installer {

/// Told of every change of an installation, by the thread that installs: often, and it must not block.
class InstallationObserver {
public:
    virtual ~InstallationObserver() = default;
    virtual void changed(const InstallationStatus& status) = 0;
};

enum class AfterInstall { Stay, Reboot };

struct InstallRequest {
    OlderVersions older = OlderVersions::Refuse;
    AfterInstall after = AfterInstall::Stay;
    std::string by; ///< Who asked; untrusted text, at most 64 bytes are kept.
};

/// Removes the heads in the state folder that neither the current installation nor a slot needs. Under the
/// instance lock.
[[nodiscard]] Result<> dropUnusedHeads(StateStore& state, const InstallationLog& log);

/// One installation from its head to the switch, whatever the road. offer() or resume(), then run(). What
/// must survive is in the journal at every moment, so the process may die anywhere. One thread at a time,
/// under the instance lock.
class Installation {
public:
    Installation(Services& services, InstallationLog& log, InstallationControl& control,
                 InstallationObserver& observer);

    /// Verifies and judges the bundle whose head is in the state folder. A refusal leaves the device as it
    /// was. The bundle of an unfinished installation goes on; another one takes its place. Errors: those of
    /// DeviceTrust::verify() and admit(); ToolFailed (a hook refused); DataUnavailable.
    [[nodiscard]] Result<> offer(const std::string& headName, const InstallRequest& request);
    /// The same with the head that is kept for the installation `id`. Errors: NoInstallation, as offer().
    [[nodiscard]] Result<> resume(const std::string& id, const std::string& by);
    /// Writes, reads back and switches. On an error the status says whether it is Interrupted (can go on),
    /// Paused, Failed or Cancelled.
    [[nodiscard]] Result<> run(BundleSource& source);

    [[nodiscard]] const InstallationStatus& status() const { return m_record.status; }
    [[nodiscard]] bool wantsReboot() const;

private:
    struct Target {
        std::unique_ptr<SlotWriter> writer;
        SlotPair slots;
    };

    [[nodiscard]] Result<> accept(const std::string& headName, const InstallRequest& request);
    [[nodiscard]] InstallationRecord newRecord(const std::string& headName,
                                               const InstallRequest& request) const;

    [[nodiscard]] Result<> install(BundleSource& source);
    [[nodiscard]] Result<> openTargets();
    [[nodiscard]] Result<> prepareTargets();
    [[nodiscard]] Result<> resumeTargets();
    [[nodiscard]] Result<> startOver();
    [[nodiscard]] Result<> skipWhatIsRight();
    [[nodiscard]] Result<> keepWhatLiesBehind(FrameRef missing);
    [[nodiscard]] Result<> plan();
    [[nodiscard]] Result<> announce(BundleSource& source, const std::vector<ByteRange>& newRuns);
    [[nodiscard]] Result<> fillAll(BundleSource& source);
    [[nodiscard]] Result<> fillMissing(BundleSource& source);
    [[nodiscard]] Result<> fillOne(BundleSource& source, FrameRef ref);
    [[nodiscard]] Result<> checkpoint(BundleSource& source, FrameRef next);
    [[nodiscard]] Result<> checkpointBeforeLeaving();
    [[nodiscard]] Result<> copyGroups();
    [[nodiscard]] Result<> verifyAll();
    [[nodiscard]] Result<> finishAll();
    [[nodiscard]] Result<> switchOver();
    [[nodiscard]] Result<> noteFailure(Error error);

    [[nodiscard]] Result<> obeyWishes();
    [[nodiscard]] Result<> pause();
    [[nodiscard]] Result<> move(InstallationEvent event);
    [[nodiscard]] SlotWriter& writerOf(std::size_t payload);
    [[nodiscard]] std::vector<ByteRange> fetchRuns() const;
    [[nodiscard]] std::uint64_t checkpointDistance(const BundleSource& source) const;
    void updateDurable();
    void publish() { m_observer.changed(m_record.status); }

    Services& m_services;
    InstallationLog& m_log;
    InstallationControl& m_control;
    InstallationObserver& m_observer;
    BundleSource* m_source = nullptr; ///< While run() reads from it.

    std::optional<DeviceView> m_view;
    std::optional<VerifiedBundle> m_bundle;
    InstallationRecord m_record;
    bool m_goesOn = false;      ///< The target holds what the checkpoint says.
    bool m_isInstalled = false; ///< Switched already by an earlier process: nothing is left to do.

    std::map<std::string, Target> m_targets; ///< By group.
    std::vector<PayloadPlan> m_plans;        ///< One for each payload.
    std::vector<GroupCopy> m_copies;
    std::vector<FrameRef> m_missing;
    std::set<FrameRef> m_kept;    ///< Behind the checkpoint, written by an earlier process, and right.
    std::optional<FrameRef> m_at; ///< The frame that is being filled: all before are written, or missing.
    RangeList m_ranges{0};
    FrameFiller m_filler;
};

} // namespace fieldfare::installer
