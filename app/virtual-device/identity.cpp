// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/identity.h"

#include "core/crypto/fleet.h"

namespace fieldfare::app {

Result<> issueDeviceIdentity(const std::filesystem::path& fleetFolder, const std::string& name,
                             const std::filesystem::path& folder, const SecretProvider& passphrase) {
    FF_TRY(Fleet fleet, Fleet::open(fleetFolder));
    IssuePlan plan;
    plan.role = Role::Device;
    plan.name = name;
    plan.now = SystemClock().now();
    plan.outputFolder = folder;
    plan.key = IssuePlan::Encryption::Never;  // a device starts without a person
    plan.reissue = IssuePlan::Reissue::Allow; // a virtual device may be made again under its name
    FF_TRY(const IssuedFiles issued, fleet.issue(plan, passphrase, passphrase));
    std::error_code failed;
    std::filesystem::rename(issued.key, folder / "device.key", failed);
    if (!failed) {
        std::filesystem::rename(issued.certificate, folder / "device.crt", failed);
    }
    return failed ? Result<>(ioError("rename", folder.string(), failed.value())) : Result<>();
}

} // namespace fieldfare::app
