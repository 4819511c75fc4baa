// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/cli_context.h"
#include "app/client/identity.h"
#include "app/store/device_store.h"

namespace fieldfare::app {

/// --key, --cert and --trust, as every command that speaks to devices takes them.
[[nodiscard]] const std::vector<OptionSpec>& identityOptions();
/// --to.
[[nodiscard]] OptionSpec toOption();
/// `own` followed by --to and the identity options.
[[nodiscard]] std::vector<OptionSpec> deviceOptions(std::vector<OptionSpec> own = {});

/// Errors: those of Identity::load.
[[nodiscard]] Result<std::shared_ptr<const Identity>> openIdentity(const Arguments& arguments,
                                                                   CliContext& context);
/// The laptop's memory, or null with a note if it cannot be opened: work goes on without it.
[[nodiscard]] std::unique_ptr<DeviceStore> openStore(CliContext& context);

/// The devices of all --to, each once: addresses, or ids of devices that `store` (may be null) knows.
/// Errors: BadUsage if there is none or one cannot be read.
[[nodiscard]] Result<std::vector<DeviceAddress>> targets(const Arguments& arguments, DeviceStore* store);

} // namespace fieldfare::app
