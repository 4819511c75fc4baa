// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/identity.h"

namespace fieldfare::app {

Result<> issueDeviceIdentity(const std::filesystem::path& fleet, const std::string&,
                             const std::filesystem::path&, const SecretProvider&) {
    return Error(ErrorCode::NotSupported, {{"path", fleet.string()}, {"detail", "issuing from a fleet"}});
}

} // namespace fieldfare::app
