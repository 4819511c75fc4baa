// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/uboot_copies.h"

#include <cstdlib>

using namespace fieldfare;

/// fw_env.config: whatever is accepted is safe to hand to libubootenv.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto places =
        installer::parseEnvironmentConfig(asText(std::as_bytes(std::span(data, size))), "fw_env.config");
    if (!places.ok()) {
        return 0;
    }
    if (places->empty() || places->size() > 2) {
        std::abort();
    }
    for (const installer::EnvironmentPlace& place : *places) {
        if (place.device.empty() || place.device.size() > 255 || place.sizeBytes < 64 ||
            place.sizeBytes > (std::uint64_t{16} << 20)) {
            std::abort();
        }
    }
    return 0;
}
