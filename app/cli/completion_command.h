// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace fieldfare::app {

/// `fieldfare completion bash`: prints a completion script that knows every command and option of the table.
class CompletionCommand final : public Command {
public:
    [[nodiscard]] const CommandSpec& spec() const override;
    [[nodiscard]] Result<ExitCode> run(const Arguments& arguments, CliContext& context) override;
};

/// The script, made from the specs.
[[nodiscard]] std::string bashCompletion(const CommandSpec& root);

} // namespace fieldfare::app
