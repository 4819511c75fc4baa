// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/cli_context.h"
#include "app/cli/exit_codes.h"
#include "core/base/result.h"

namespace fieldfare::app {

/// One first word of the command line ("keys", "push", ...), with its subcommands.
///
/// To add one: derive, return a static CommandSpec, and add a line to allCommands() in command_table.cpp.
/// Help, option parsing, near-miss suggestions, error printing, exit codes and shell completion come from the
/// spec.
class Command {
public:
    virtual ~Command() = default;
    /// What it is called and takes; the same object at every call.
    [[nodiscard]] virtual const CommandSpec& spec() const = 0;
    /// Does the work; `arguments` has been checked against the spec. Results go to `context`. An error that
    /// is returned is printed by the frame and becomes the exit code exitCodeOf(error.code()).
    [[nodiscard]] virtual Result<ExitCode> run(const Arguments& arguments, CliContext& context) = 0;
};

} // namespace fieldfare::app
