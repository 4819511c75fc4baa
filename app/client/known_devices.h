// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/device_address.h"
#include "core/protocol/status.h"

namespace fieldfare::app {

/// Remembers which device was found at which address, so that another one in its place is noticed.
class KnownDevices {
public:
    virtual ~KnownDevices() = default;
    /// The id that answered at this address before, or empty.
    [[nodiscard]] virtual std::string idAt(const DeviceAddress& address) = 0;
    /// A device was reached and verified there.
    virtual void seen(const DeviceAddress& address, const DeviceStatus& status) = 0;
};

} // namespace fieldfare::app
