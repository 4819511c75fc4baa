// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

#include <filesystem>

namespace fieldfare::app {

/// `fieldfare keys init|issue|request|approve|import|revoke|list`: a fleet's keys; docs/KEYS.md is its
/// manual.
class KeysCommand final : public Command {
public:
    [[nodiscard]] const CommandSpec& spec() const override;
    [[nodiscard]] Result<ExitCode> run(const Arguments& arguments, CliContext& context) override;
};

/// Where this laptop's identity lives: $XDG_CONFIG_HOME/fieldfare, or ~/.config/fieldfare.
[[nodiscard]] std::filesystem::path identityFolder();

} // namespace fieldfare::app
