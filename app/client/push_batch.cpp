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
}

void PushBatch::start(OnProgress onProgress, OnDeviceDone onDeviceDone, OnDone onDone) {
    m_onProgress = std::move(onProgress);
    m_onDeviceDone = std::move(onDeviceDone);
    m_onDone = std::move(onDone);
    QMetaObject::invokeMethod(this, &PushBatch::startMore, Qt::QueuedConnection);
}

bool PushBatch::mayStart() const {
    if (m_stopped || m_started == m_devices.size() || m_started - m_finished >= m_options.parallel) {
        return false;
    }
    if (m_started >= m_options.first && m_options.first > 0) {
        // The first ones decide: all of them done, and all of them well.
        for (std::size_t device = 0; device < m_options.first; ++device) {
            if (m_jobs[device] != nullptr || !m_outcomes[device].succeeded()) {
                return false;
            }
        }
    }
    return m_options.maxFailures == 0 || m_failures < m_options.maxFailures;
}

void PushBatch::startMore() {
    while (mayStart()) {
        startOne(m_started++);
    }
    if (m_started == m_finished && m_onDone) {
        const OnDone done = std::exchange(m_onDone, nullptr);
        done(m_outcomes);
    }
}

void PushBatch::startOne(std::size_t device) {
    m_jobs[device] = new PushJob(m_devices[device], m_bundle, m_identity, m_options.push, m_known, this);
    m_jobs[device]->start([this, device](const PushProgress& progress) { m_onProgress(device, progress); },
                          [this, device](const PushOutcome& outcome) { onDeviceFinished(device, outcome); });
}

void PushBatch::onDeviceFinished(std::size_t device, const PushOutcome& outcome) {
    m_outcomes[device] = outcome;
    m_jobs[device]->deleteLater();
    m_jobs[device] = nullptr;
    ++m_finished;
    m_failures += outcome.succeeded() ? 0 : 1;
    m_onDeviceDone(device, outcome);
    QMetaObject::invokeMethod(this, &PushBatch::startMore, Qt::QueuedConnection);
}

void PushBatch::stop() {
    m_stopped = true;
    for (PushJob* job : m_jobs) {
        if (job != nullptr) {
            job->stop();
        }
    }
}

} // namespace fieldfare::app
