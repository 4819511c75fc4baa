// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command_spec.h"

namespace fieldfare::app {

/// What `fieldfare keys` and its subcommands take.
[[nodiscard]] CommandSpec keysSpec();

} // namespace fieldfare::app
