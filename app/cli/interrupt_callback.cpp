// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interrupt_callback.h"

#include <csignal>
#include <fcntl.h>
#include <sys/signalfd.h>

namespace fieldfare::app {

namespace {

sigset_t stopSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

InterruptCallback::InterruptCallback(std::function<void()> onFirst) {
    const sigset_t set = stopSignals();
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
    m_signals.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    m_notifier = std::make_unique<QSocketNotifier>(m_signals.get(), QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this, onFirst = std::move(onFirst)] {
                         signalfd_siginfo info;
                         while (::read(m_signals.get(), &info, sizeof info) > 0) {
                         }
                         m_notifier->setEnabled(false);
                         const sigset_t unblocked = stopSignals();
                         ::sigprocmask(SIG_UNBLOCK, &unblocked, nullptr); // the next one ends the program
                         onFirst();
                     });
}

InterruptCallback::~InterruptCallback() {
    const sigset_t set = stopSignals();
    ::sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

} // namespace fieldfare::app
