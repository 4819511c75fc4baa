// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/agent_client.h"
#include "app/client/known_devices.h"
#include "app/client/needed_stream.h"
#include "app/client/send_window.h"

namespace fieldfare::app {

/// How far a push goes.
enum class PushGoal {
    Installed, ///< Until the release is in the other slot and selected for the next boot.
    Restarted, ///< Then restart the device, until it is back.
    Committed, ///< And until the device has committed the release, or has gone back.
};

struct PushOptions {
    PushGoal goal = PushGoal::Installed;
    OlderVersions older = OlderVersions::Refuse;
    /// How long a device may be away, or make no progress, before the push gives up.
    std::chrono::milliseconds patience = std::chrono::minutes(10);
    /// The same for a device that has not answered this push at all; nothing: as long as `patience`.
    std::optional<std::chrono::milliseconds> contactPatience;
    /// How long a link may be silent before it counts as lost.
    std::chrono::milliseconds silence = std::chrono::seconds(30);
    std::chrono::milliseconds pollEvery{500};
    std::chrono::milliseconds firstBackoff{500}; ///< Doubled at each failure up to ten seconds.
    /// The way to the device, instead of what the kernel sees of it: decides how much is under way at once.
    std::function<LinkFacts()> link;
};

enum class PushPhase {
    Waiting,
    Away, ///< Does not answer; the push comes back to it later.
    Connecting,
    Offering,
    Sending,
    Paused,
    LinkLost,
    Writing,
    Restarting,
    OnTrial,
    Finished
};

struct PushProgress {
    PushPhase phase = PushPhase::Waiting;
    std::uint64_t doneBytes = 0;  ///< Of the needed stream, durable on the device.
    std::uint64_t totalBytes = 0; ///< 0: not known.
};

enum class PushState {
    NotStarted,
    Installed,
    Restarted, ///< Runs the release on trial, or committed it already.
    Committed,
    RolledBack,
    FellBack,
    Failed,
    Stopped, ///< By the person here; the device keeps what it has.
};

struct PushOutcome {
    PushState state = PushState::NotStarted;
    std::optional<Error> error;
    std::string deviceId;
    std::uint64_t neededBytes = 0; ///< What the device asked for, in all.
    std::uint64_t sentBytes = 0;   ///< What was sent by this run, heads and repetitions too.
    std::chrono::milliseconds duration{};
    [[nodiscard]] bool succeeded() const {
        return state == PushState::Installed || state == PushState::Restarted ||
               state == PushState::Committed;
    }
};

/// Brings one bundle to one device; before it, the identity's list of withdrawn certificates if the device
/// has an older one, or a damaged one. Needs no memory: the device says where it stands, so a new job for the
/// same bundle goes on where any earlier one stopped, at every phase. Lost links are retried until the
/// options' patience ends.
class PushJob final : public QObject {
    Q_OBJECT
public:
    using OnProgress = std::function<void(const PushProgress&)>;
    using OnDone = std::function<void(const PushOutcome&)>;

    /// `known` may be null and must outlive the job.
    PushJob(DeviceAddress address, std::shared_ptr<const BundleFile> bundle,
            std::shared_ptr<const Identity> identity, PushOptions options, KnownDevices* known,
            QObject* parent = nullptr);

    /// `done` comes once, from the event loop; the job may be destroyed in it by deleteLater() only.
    void start(OnProgress onProgress, OnDone onDone);
    /// Sends no more; the device keeps the installation, interrupted. `done` comes with PushState::Stopped.
    void stop();
    [[nodiscard]] const DeviceAddress& address() const { return m_address; }

private:
    using Step = void (PushJob::*)();
    void connectDevice();
    void bringRevocations(const DeviceStatus& status);
    void chooseStep(const DeviceStatus& status);
    void continueInstallation(const InstallationStatus& installation);
    void offerHead();
    void resumeInstallation();
    void unpauseInstallation();
    void onOffer(Result<Offer> offer);
    void takeNeeded(const NeededRanges& needed);
    void askNeeded();
    void sendMore();
    void sendPiece();
    [[nodiscard]] bool maySend() const;
    void onPut(std::uint64_t end, Result<PutProgress> progress);
    void onPutRefused(Error error);
    void dropFlights();
    void pollInstallation();
    void onInstallation(const InstallationStatus& installation);
    void onInstalled();
    void restart();
    void pollRestarted();
    void onRestarted(const DeviceStatus& status);
    void judgeTrial(const DeviceStatus& status);

    void later(std::chrono::milliseconds delay, Step step);
    void retryOrFail(Error error, Step step);
    void progressed();
    void enter(PushPhase phase);
    void finish(PushState state, std::optional<Error> error = std::nullopt);
    void newClient();
    [[nodiscard]] bool runsBundle(const DeviceStatus& status) const;

    DeviceAddress m_address;
    std::shared_ptr<const BundleFile> m_bundle;
    std::shared_ptr<const Identity> m_identity;
    PushOptions m_options;
    KnownDevices* m_known;
    AgentClient* m_client = nullptr;
    OnProgress m_onProgress;
    OnDone m_onDone;
    QTimer m_timer;
    Step m_next = nullptr;

    NeededStream m_stream;
    std::uint64_t m_position = 0; ///< The device has taken everything before it.
    std::uint64_t m_sentTo = 0;   ///< Everything before it is taken or under way.
    SendWindow m_window;
    std::deque<SendWindow::Piece> m_flights; ///< Puts without an answer yet, in the order of the stream.
    bool m_listGrew = false;
    std::string m_bootIdBefore;
    PushProgress m_progress;
    PushOutcome m_outcome;
    std::uint64_t m_sentByEarlierClients = 0;
    std::chrono::milliseconds m_backoff{};
    std::chrono::steady_clock::time_point m_startedAt;
    std::chrono::steady_clock::time_point m_progressAt; ///< When something last went forward.
    int m_refusals = 0; ///< Of data, in a row: a device that contradicts itself must not keep us for ever.
};

} // namespace fieldfare::app
