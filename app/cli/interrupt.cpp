// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interrupt.h"

#include <csignal>

namespace fieldfare::app {

namespace {

volatile std::sig_atomic_t interrupted = 0; // the one thing that a signal handler may touch

void onSignal(int) {
    interrupted = 1;
}

} // namespace

InterruptFlag::InterruptFlag() {
    interrupted = 0;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

InterruptFlag::~InterruptFlag() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool InterruptFlag::raised() const {
    return interrupted != 0;
}

} // namespace fieldfare::app
