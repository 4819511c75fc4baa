// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/install_job.h"

#include "device-agent/installer/lifecycle.h"

#include <csignal>

namespace fieldfare::installer {

class InstallJob::Observer final : public InstallationObserver {
public:
    explicit Observer(InstallJob& job)
        : m_job(job) {}
    void changed(const InstallationStatus& status) override {
        {
            const std::lock_guard lock(m_job.m_mutex);
            m_job.m_status = status;
        }
        m_job.m_wakeServer();
    }

private:
    InstallJob& m_job;
};

InstallJob::InstallJob(OpenServices open, InstanceLock lock, Order order, std::function<void()> wakeServer)
    : m_open(std::move(open))
    , m_lock(std::move(lock))
    , m_order(std::move(order))
    , m_wakeServer(std::move(wakeServer))
    , m_source(m_wakeServer)
    , m_thread([this] { run(); }) {}

InstallJob::~InstallJob() {
    if (phase() != Phase::Ended) {
        want(Wish::Interrupt);
    }
    m_thread.join();
}

void InstallJob::want(Wish wish) {
    if (m_control.wish() != Wish::Cancel) { // a cancel is not taken back
        m_control.want(wish);
    }
    m_source.wake();
}

InstallJob::Phase InstallJob::phase() const {
    const std::lock_guard lock(m_mutex);
    return m_phase;
}

std::optional<InstallationStatus> InstallJob::status() const {
    const std::lock_guard lock(m_mutex);
    std::optional<InstallationStatus> status = m_status;
    if (status && m_phase == Phase::Installing) {
        const Wish wish = m_control.wish();
        if (wish == Wish::Pause && status->state == InstallationState::Receiving) {
            status->state = InstallationState::Paused;
        } else if (wish == Wish::GoOn && status->state == InstallationState::Paused) {
            status->state = InstallationState::Receiving;
        }
    }
    return status;
}

void InstallJob::set(Phase phase) {
    {
        const std::lock_guard lock(m_mutex);
        m_phase = phase;
    }
    m_wakeServer();
}

void InstallJob::run() {
    sigset_t all; // signals are for the serving thread
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    m_outcome = work();
    m_lock.reset();
    set(Phase::Ended);
}

Result<> InstallJob::work() {
    m_refused = true; // until it is accepted
    FF_TRY(const auto opened, m_open());
    Services& services = opened->services();
    FF_TRY(InstallationLog log, InstallationLog::open(services.state));
    FF_CHECK(reconcile(services, log));
    Observer observer(*this);
    Installation installation(services, log, m_control, observer);
    FF_CHECK(m_order.headName.empty() ? installation.resume(m_order.id, m_order.request.by)
                                      : installation.offer(m_order.headName, m_order.request));
    m_refused = false;
    set(Phase::Installing);
    auto done = installation.run(m_source);
    m_wantsReboot = done.ok() && installation.wantsReboot();
    return done;
}

} // namespace fieldfare::installer
