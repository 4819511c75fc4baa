// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/installation.h"
#include "device-agent/installer/instance_lock.h"
#include "device-agent/installer/socket_source.h"

#include <thread>

namespace fieldfare::installer {

/// Makes the services of one thread.
using OpenServices = std::function<Result<std::unique_ptr<OpenedServices>>()>;

/// One installation on a thread of its own, under the instance lock.
class InstallJob {
public:
    struct Order {
        std::string headName; ///< Of a new bundle; empty: resume `id`.
        std::string id;
        InstallRequest request;
    };
    enum class Phase { Judging, Installing, Ended };

    /// Starts at once. `wakeServer` is called by the job's thread whenever something changed.
    InstallJob(OpenServices open, InstanceLock lock, Order order, std::function<void()> wakeServer);
    /// Interrupts the installation and waits for its thread.
    ~InstallJob();

    [[nodiscard]] SocketSource& source() { return m_source; }
    /// What others want; a waiting installation notices at once.
    void want(Wish wish);

    [[nodiscard]] Phase phase() const;
    /// As others should see it: a wish counts as obeyed. Nothing before the bundle was accepted.
    [[nodiscard]] std::optional<InstallationStatus> status() const;
    /// After Phase::Ended.
    [[nodiscard]] const Result<>& outcome() const { return m_outcome; }
    [[nodiscard]] bool wantsReboot() const { return m_wantsReboot; }
    [[nodiscard]] bool wasRefused() const { return m_refused; }
    [[nodiscard]] const std::string& by() const { return m_order.request.by; }

private:
    class Observer;
    void run();
    [[nodiscard]] Result<> work();
    void set(Phase phase);

    OpenServices m_open;
    std::optional<InstanceLock> m_lock;
    Order m_order;
    std::function<void()> m_wakeServer;
    SocketSource m_source;
    InstallationControl m_control;

    mutable std::mutex m_mutex;
    Phase m_phase = Phase::Judging;
    std::optional<InstallationStatus> m_status;
    Result<> m_outcome;
    bool m_wantsReboot = false;
    bool m_refused = false;
    std::thread m_thread; ///< Last: starts when all else is ready.
};

} // namespace fieldfare::installer
