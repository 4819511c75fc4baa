// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/cli_arguments.h"

namespace fieldfare::installer {

/// Exit codes, documented in --help and docs/INSTALLER.md.
enum class ExitCode : int {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Refused = 3,
    Interrupted = 4,
    BadConfig = 5,
    WentBack = 6
};

/// Each command: does it, shows it on stdout, and gives the exit code. Errors are for main() to show.
[[nodiscard]] Result<ExitCode> installCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> adoptCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> statusCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> commitCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> rollbackCommand(const device::DeviceConfig& config,
                                               const Arguments& arguments);
[[nodiscard]] Result<ExitCode> cancelCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> checkConfigCommand(const device::DeviceConfig& config,
                                                  const Arguments& arguments);
[[nodiscard]] Result<ExitCode> bootCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> trialCommand(const device::DeviceConfig& config, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> serveCommand(const device::DeviceConfig& config, const Arguments& arguments);

/// Set by SIGINT and SIGTERM.
[[nodiscard]] InstallationControl& signalledControl();

/// Shows an error: its words on stderr, or as JSON on stdout.
void showError(const Error& error, bool json);

} // namespace fieldfare::installer
