// SPDX-License-Identifier: Apache-2.0
#include "device-agent/config/device_config.h"

#include "core/base/bytes.h"

#include <cstdlib>

using namespace fieldfare;

/// device.toml: whatever is accepted keeps what the installer relies on; whatever is refused names a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto config =
        device::parseDeviceConfig(asText(std::as_bytes(std::span(data, size))), "/etc/fieldfare");
    if (!config.ok()) {
        if (config.error() == ErrorCode::BadConfig && config.error().find("line") == nullptr) {
            std::abort();
        }
        return 0;
    }
    const bool sound = !config->model.empty() && config->slots.size() >= 2 && !config->set.groups.empty() &&
                       !config->rebootCommand.empty() && config->trust.signatures >= 1 &&
                       config->health.deadline.count() > 0;
    if (!sound) {
        std::abort();
    }
    for (const device::SlotConfig& slot : config->slots) {
        if (!slot.path.is_absolute() || slot.bootName.find('=') != std::string::npos) {
            std::abort();
        }
    }
    return 0;
}
