// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

#include <memory>

namespace fieldfare::app {

using CommandList = std::vector<std::unique_ptr<Command>>;

/// Every command of the program, in the order of the help page.
[[nodiscard]] CommandList allCommands();
/// The spec of the program itself: its commands as subcommands.
[[nodiscard]] CommandSpec programSpec(const CommandList& commands);
/// Parses the words (without the program's name), runs the command, prints help, version or errors. Returns
/// the exit status.
[[nodiscard]] int runProgram(const CommandList& commands, std::span<const std::string> words);

} // namespace fieldfare::app
