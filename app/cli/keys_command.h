// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace fieldfare::app {

/// `fieldfare keys init|issue|request|approve|import|revoke|list|backup|restore|passphrase`: a fleet's keys;
/// docs/KEYS.md is its manual.
class KeysCommand final : public Command {
public:
    [[nodiscard]] const CommandSpec& spec() const override;
    [[nodiscard]] Result<ExitCode> run(const Arguments& arguments, CliContext& context) override;
};

} // namespace fieldfare::app
