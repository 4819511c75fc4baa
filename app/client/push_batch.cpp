// SPDX-License-Identifier: Apache-2.0
#include "app/client/push_batch.h"

#include <algorithm>

namespace fieldfare::app {

PushBatch::PushBatch(std::vector<DeviceAddress> devices, std::shared_ptr<const BundleFile> bundle,
                     std::shared_ptr<const Identity> identity, BatchOptions options, KnownDevices* known,
                     QObject* parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_bundle(std::move(bundle))
    , m_identity(std::move(identity))
    , m_options(options)
    , m_known(known)
    , m_outcomes(m_devices.size())
    , m_jobs(m_devices.size(), nullptr) {
    m_options.first = std::min(m_options.first, m_devices.size());
    m_options.parallel = std::max<std::size_t>(m_options.parallel, 1);
    if (m_options.away == AwayDevices::WaitFor) {
        m_options.push.contactPatience = std::chrono::milliseconds(0); // one try; then others may go first
    }
    for (std::size_t device = 0; device < m_devices.size(); ++device) {
        m_waiting.push_back({device, Clock::time_point::min()});
    }
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &PushBatch::startMore);
}

void PushBatch::start(OnProgress onProgress, OnDeviceDone onDeviceDone, OnDone onDone) {
    m_onProgress = std::move(onProgress);
    m_onDeviceDone = std::move(onDeviceDone);
    m_onDone = std::move(onDone);
    QMetaObject::invokeMethod(this, &PushBatch::startMore, Qt::QueuedConnection);
}

bool PushBatch::mayStart() const {
    if (m_stopped || m_waiting.empty() || m_running >= m_options.parallel) {
        return false;
    }
    // The first ones decide: all of them done, and all of them well.
    const auto isWell = [this](std::size_t device) {
        return m_jobs[device] == nullptr && m_outcomes[device].succeeded();
    };
    for (std::size_t device = 0; device < m_options.first && m_waiting.front().device >= m_options.first;
         ++device) {
        if (!isWell(device)) {
            return false;
        }
    }
    return m_options.maxFailures == 0 || m_failures < m_options.maxFailures;
}

void PushBatch::startMore() {
    // Whose turn it is: in order, those that were away when it is time to try them again.
    std::ranges::stable_sort(m_waiting, {}, &Waiting::notBefore);
    while (mayStart() && m_waiting.front().notBefore <= Clock::now()) {
        const std::size_t device = m_waiting.front().device;
        m_waiting.pop_front();
        startOne(device);
    }
    if (!m_onDone) {
        return;
    }
    if (mayStart()) { // the next one is away: it is tried again when its time has come
        const auto wait =
            std::chrono::ceil<std::chrono::milliseconds>(m_waiting.front().notBefore - Clock::now());
        m_wake.start(std::max(std::chrono::milliseconds(1), wait));
        return;
    }
    if (m_running > 0) {
        return;
    }
    m_wake.stop();
    const OnDone done = std::exchange(m_onDone, nullptr);
    done(m_outcomes);
}

void PushBatch::startOne(std::size_t device) {
    ++m_running;
    m_jobs[device] = new PushJob(m_devices[device], m_bundle, m_identity, m_options.push, m_known, this);
    m_jobs[device]->start([this, device](const PushProgress& progress) { m_onProgress(device, progress); },
                          [this, device](const PushOutcome& outcome) { onDeviceFinished(device, outcome); });
}

bool PushBatch::isAway(const PushOutcome& outcome) const {
    return m_options.away == AwayDevices::WaitFor && outcome.state == PushState::Failed &&
           outcome.deviceId.empty() && outcome.error &&
           (*outcome.error == ErrorCode::Unreachable || *outcome.error == ErrorCode::LinkLost ||
            *outcome.error == ErrorCode::TimedOut);
}

void PushBatch::onDeviceFinished(std::size_t device, const PushOutcome& outcome) {
    m_jobs[device]->deleteLater();
    m_jobs[device] = nullptr;
    --m_running;
    if (isAway(outcome) && !m_stopped) {
        m_waiting.push_back({device, Clock::now() + m_options.tryAwayEvery});
        m_onProgress(device, {PushPhase::Away, 0, 0});
    } else {
        m_outcomes[device] = outcome;
        m_failures += outcome.succeeded() ? 0 : 1;
        m_onDeviceDone(device, outcome);
    }
    QMetaObject::invokeMethod(this, &PushBatch::startMore, Qt::QueuedConnection);
}

void PushBatch::stop() {
    m_stopped = true;
    for (PushJob* job : m_jobs) {
        if (job != nullptr) {
            job->stop();
        }
    }
    QMetaObject::invokeMethod(this, &PushBatch::startMore, Qt::QueuedConnection);
}

} // namespace fieldfare::app
