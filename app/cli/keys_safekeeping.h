// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace fieldfare::app {

/// `fieldfare keys backup|restore|passphrase`: how a fleet's authority is not lost; keys_spec.cpp has their
/// specs.
[[nodiscard]] Result<ExitCode> backUpKeys(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> restoreKeys(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> changeKeysPassphrase(const Arguments& arguments, CliContext& context);

} // namespace fieldfare::app
