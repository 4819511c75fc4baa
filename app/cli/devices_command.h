// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace fieldfare::app {

/// `fieldfare devices ...`: what is done to devices apart from installing.
class DevicesCommand final : public Command {
public:
    [[nodiscard]] const CommandSpec& spec() const override;
    [[nodiscard]] Result<ExitCode> run(const Arguments& arguments, CliContext& context) override;
};

} // namespace fieldfare::app
