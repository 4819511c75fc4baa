// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/device_memory.h"

namespace fieldfare::app {

/// In the place of a memory that cannot be opened: the window works, and forgets when it is closed.
class NoMemory final : public DeviceMemory {
public:
    [[nodiscard]] Result<std::vector<RememberedDevice>> remembered() override {
        return std::vector<RememberedDevice>();
    }
    [[nodiscard]] Result<> remember(const std::vector<RememberedDevice>&) override { return {}; }
    [[nodiscard]] Result<> forget(const QString&) override { return {}; }
};

} // namespace fieldfare::app
