// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/virtual-device/device_folder.h"

namespace fieldfare::app {

/// What one run of a virtual device changes in its configuration.
struct RunAddress {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 0;
    bool announce = false;
};

/// device.toml of a new virtual device. Paths are relative, so that the folder can be moved.
[[nodiscard]] std::string deviceToml(const DeviceFolder& folder, const std::string& name,
                                     const std::string& model);

/// The device.toml of `folder`, as edited by a person, with what this run needs. Errors:
/// BadConfig{line,detail}, NotFound.
[[nodiscard]] Result<std::string> runningToml(const DeviceFolder& folder, const RunAddress& address);

/// The health check of a virtual device: takes /usr/libexec/acme/selftest out of the image in the booted slot
/// and runs it with a time limit. An image without one is healthy.
[[nodiscard]] std::string_view selftestProgram();

} // namespace fieldfare::app
