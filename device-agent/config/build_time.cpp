// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/build_time.h"

namespace fieldfare::agent {

UnixTime buildTime() {
    return UnixTime(std::chrono::seconds(FIELDFARE_BUILD_TIME));
}

} // namespace fieldfare::agent
