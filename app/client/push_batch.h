// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/push_job.h"

#include <deque>

namespace fieldfare::app {

/// What is done about devices that do not answer at all.
enum class AwayDevices {
    Fail,    ///< They fail when PushOptions::contactPatience ends.
    WaitFor, ///< They are tried again and again, without holding up others, until the batch is stopped.
};

struct BatchOptions {
    PushOptions push;
    std::size_t parallel = 8;    ///< So many devices at once.
    std::size_t first = 0;       ///< So many before all others; the rest starts only when these are well.
    std::size_t maxFailures = 0; ///< Failures after which no more devices are started; 0: no limit.
    AwayDevices away = AwayDevices::Fail;
    std::chrono::milliseconds tryAwayEvery = std::chrono::seconds(10);
};

/// One bundle to many devices. Devices do not wait for each other but for the limits above; what a device
/// does never changes how another one is treated, except that failures may keep later ones from being
/// started.
class PushBatch final : public QObject {
    Q_OBJECT
public:
    using OnProgress = std::function<void(std::size_t device, const PushProgress&)>;
    using OnDeviceDone = std::function<void(std::size_t device, const PushOutcome&)>;
    using OnDone = std::function<void(const std::vector<PushOutcome>&)>;

    PushBatch(std::vector<DeviceAddress> devices, std::shared_ptr<const BundleFile> bundle,
              std::shared_ptr<const Identity> identity, BatchOptions options, KnownDevices* known,
              QObject* parent = nullptr);

    /// `onDone` comes once, from the event loop, with one outcome for each device in the given order.
    void start(OnProgress onProgress, OnDeviceDone onDeviceDone, OnDone onDone);
    /// Stops every running job and starts no more.
    void stop();

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        std::size_t device = 0;
        Clock::time_point notBefore;
    };
    void startMore();
    void startOne(std::size_t device);
    void onDeviceFinished(std::size_t device, const PushOutcome& outcome);
    [[nodiscard]] bool mayStart() const;
    [[nodiscard]] bool isAway(const PushOutcome& outcome) const;

    std::vector<DeviceAddress> m_devices;
    std::shared_ptr<const BundleFile> m_bundle;
    std::shared_ptr<const Identity> m_identity;
    BatchOptions m_options;
    KnownDevices* m_known;
    OnProgress m_onProgress;
    OnDeviceDone m_onDeviceDone;
    OnDone m_onDone;
    std::vector<PushOutcome> m_outcomes;
    std::vector<PushJob*> m_jobs;  ///< null: not started, or done.
    std::deque<Waiting> m_waiting; ///< Not started, in order; those that are away stand at the end.
    QTimer m_wake;
    std::size_t m_running = 0;
    std::size_t m_failures = 0;
    bool m_stopped = false;
};

} // namespace fieldfare::app
