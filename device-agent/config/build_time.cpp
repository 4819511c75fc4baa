// SPDX-License-Identifier: Apache-2.0
#include "device-agent/config/build_time.h"

namespace fieldfare::device {

UnixTime buildTime() {
    return UnixTime(std::chrono::seconds(FIELDFARE_BUILD_TIME));
}

} // namespace fieldfare::device
