// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/loader.h"

#include "device-agent/installer/bootloaders/boot_environment.h"
#include "device-agent/installer/bootloaders/grub.h"
#include "device-agent/installer/bootloaders/systemd_boot.h"
#include "device-agent/installer/bootloaders/uboot.h"

#include <algorithm>

namespace fieldfare::installer {

namespace {

std::vector<std::string> bootNames(const device::DeviceConfig& config) {
    std::vector<std::string> names;
    for (const device::SlotConfig& slot : config.slots) {
        if (std::find(names.begin(), names.end(), slot.bootName) == names.end()) {
            names.push_back(slot.bootName);
        }
    }
    return names;
}

/// What check-config says about, and which key takes the risk of a single copy.
struct Environment {
    std::filesystem::path path;
    bool mayBeSingle = false;
    const char* key = "";
};

Environment environmentOf(const device::DeviceConfig& config) {
    switch (config.loader) {
    case device::Loader::Grub:
        return {config.grub.environment, config.grub.allowSingleCopy, "boot.grub.allow-single-copy"};
    case device::Loader::SystemdBoot:
        return {config.systemdBoot.entries};
    case device::Loader::UBoot:
        break;
    }
    return {config.uboot.envConfig, config.uboot.allowSingleCopy, "boot.u-boot.allow-single-copy"};
}

} // namespace

std::unique_ptr<BootControl> makeBootControl(const device::DeviceConfig& config, BootedSlot& booted) {
    switch (config.loader) {
    case device::Loader::Grub:
        return makeGrubControl(config.grub, bootNames(config));
    case device::Loader::SystemdBoot:
        return makeSystemdBootControl(config.systemdBoot, bootNames(config), booted);
    case device::Loader::UBoot:
        break;
    }
    return makeUBootControl(config.uboot, bootNames(config));
}

Result<> checkBootEnvironment(const device::DeviceConfig& config, BootControl& boot) {
    const Environment environment = environmentOf(config);
    FF_TRY(const EnvironmentCopies copies, boot.inspect());
    if (copies.configured < 2 && !environment.mayBeSingle) {
        return environmentError(environment.path,
                                std::string("it has a single copy, which a power cut can destroy (") +
                                    environment.key + " overrides)");
    }
    if (copies.valid == 0) {
        return environmentError(environment.path, "no copy of it can be read");
    }
    return {};
}

} // namespace fieldfare::installer
