// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/virtual-device/device_folder.h"

#include <functional>

namespace fieldfare::app {

/// What a virtual device is made from.
struct FactoryOrder {
    std::string name;
    std::string model = "acme,gateway";
    std::uint64_t slotBytes = 0;     ///< 0: as large as the first image needs, and a quarter more.
    std::filesystem::path bundle;    ///< A release for slot A, installed and committed, or empty.
    std::filesystem::path image;     ///< A bare image for slot A, or empty.
    std::filesystem::path fleetRoot; ///< The fleet's root certificate.
    /// Writes device.key and device.crt for a device with this id into the folder.
    std::function<Result<>(const std::string& name, const std::filesystem::path& folder)> issueIdentity;
    std::function<void(const std::string&)> say; ///< What is being done, for people.
};

/// Builds the device into an empty folder, as a factory would: keys, slots, boot environment, configuration,
/// and the first release, installed by the real installer and committed. On an error the folder is left for a
/// look. Errors: BadValue{key "DIR"} if the folder is not empty, ToolFailed, what the installer says, Io,
/// NoSpace.
[[nodiscard]] Result<DeviceFolder> buildVirtualDevice(const std::filesystem::path& root,
                                                      const FactoryOrder& order);

} // namespace fieldfare::app
