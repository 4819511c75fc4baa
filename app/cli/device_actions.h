// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "app/cli/device_access.h"
#include "app/client/agent_client.h"

namespace fieldfare::app {

/// The subcommands of `fieldfare devices`; each takes the checked arguments and prints its own result.
[[nodiscard]] Result<ExitCode> listDevices(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> showDevices(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> watchDevice(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> printLogs(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> forgetDevices(const Arguments& arguments, CliContext& context);

/// Does `action` on every target, one after the other, and prints a line or an entry for each; goes on after
/// a failure. `action` gets a client that has already been told the device's status. With `act`, a slug of
/// the activity log, each is written there with how it ended.
using DeviceAction = std::function<Result<Json>(AgentClient& client, const DeviceStatus& status)>;
[[nodiscard]] Result<ExitCode> onEachDevice(const Arguments& arguments, CliContext& context,
                                            const QString& doneText, const DeviceAction& action,
                                            const char* act = nullptr);

/// What a device says of itself, for people.
void printStatus(CliContext& context, const DeviceStatus& status, const DeviceAddress& address);

} // namespace fieldfare::app
