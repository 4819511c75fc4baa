// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/signer.h"

namespace fieldfare::app {

/// Has the fleet in `fleet` issue a device's key and certificate: device.key (0600) and device.crt (with its
/// chain) in `folder`. Errors: NotFound, WrongPassphrase, BadKey, Io.
[[nodiscard]] Result<> issueDeviceIdentity(const std::filesystem::path& fleet, const std::string& name,
                                           const std::filesystem::path& folder,
                                           const SecretProvider& passphrase);

} // namespace fieldfare::app
