// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string_view>

namespace fieldfare {

/// Tells the service manager how this program is, by the protocol of sd_notify(3): one datagram to
/// $NOTIFY_SOCKET, e.g. "READY=1", "STOPPING=1", "WATCHDOG=1", "STATUS=receiving". Does nothing where no
/// service manager asked for it.
void notifyService(std::string_view state);

/// Half of the watchdog's time limit ($WATCHDOG_USEC, if meant for this process): send "WATCHDOG=1" at least
/// this often. Nothing where no watchdog is set.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdogInterval();

/// The number of sockets that a service manager passed (LISTEN_FDS for this process; sd_listen_fds(3)); they
/// start at descriptor 3. Also takes the variables out of the environment, so that children do not mistake
/// them for theirs.
[[nodiscard]] int takeListenSockets();

} // namespace fieldfare
