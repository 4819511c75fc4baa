// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace fieldfare::app {

/// `fieldfare activity`: what was done from this computer, and whether the log of it is as it was written.
class ActivityCommand final : public Command {
public:
    [[nodiscard]] const CommandSpec& spec() const override;
    [[nodiscard]] Result<ExitCode> run(const Arguments& arguments, CliContext& context) override;
};

} // namespace fieldfare::app
