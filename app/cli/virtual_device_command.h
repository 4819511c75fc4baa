// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace fieldfare::app {

/// `fieldfare virtual-device create|run`: a device without hardware, for practice, demos and tests.
class VirtualDeviceCommand final : public Command {
public:
    [[nodiscard]] const CommandSpec& spec() const override;
    [[nodiscard]] Result<ExitCode> run(const Arguments& arguments, CliContext& context) override;

private:
    [[nodiscard]] static Result<ExitCode> create(const Arguments& arguments, CliContext& context);
    [[nodiscard]] static Result<ExitCode> powerOn(const Arguments& arguments, CliContext& context);
};

} // namespace fieldfare::app
