// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/discovery/announcer.h"

namespace fieldfare::agent {

/// Built without sd-bus: the device is found by its address, or by a static service file of Avahi
/// (docs/DEVICE.md).
std::unique_ptr<Announcer> makeAvahiAnnouncer(Executor) {
    return nullptr;
}

} // namespace fieldfare::agent
