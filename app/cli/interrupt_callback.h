// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unique_fd.h"

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace fieldfare::app {

/// Turns the first Ctrl-C (SIGINT) or SIGTERM into a call from the event loop; the second one ends the
/// program at once. One at a time in a program.
class InterruptCallback {
public:
    explicit InterruptCallback(std::function<void()> onFirst);
    ~InterruptCallback();
    InterruptCallback(const InterruptCallback&) = delete;
    InterruptCallback& operator=(const InterruptCallback&) = delete;

private:
    UniqueFd m_signals; ///< signalfd(2)
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace fieldfare::app
