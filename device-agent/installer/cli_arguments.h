// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "device-agent/installer/installation.h"

#include <filesystem>

namespace fieldfare::installer {

/// What the program was told on its command line.
struct Arguments {
    std::string command; ///< Empty: help.
    std::filesystem::path config = "/etc/fieldfare/device.toml";
    std::string operand; ///< install: file or URL; adopt: file; resume: id
    OlderVersions older = OlderVersions::Refuse;
    AfterInstall after = AfterInstall::Stay;
    bool json = false;
    bool help = false;
    bool version = false;
    std::filesystem::path listen; ///< serve: this socket instead of the one that systemd passes
    std::chrono::seconds idleExit{60};
    std::filesystem::path caFile; ///< install URL: authorities instead of the system's
};

/// Errors: BadUsage.
[[nodiscard]] Result<Arguments> parseArguments(const std::vector<std::string>& words);

/// The help of one command, or of all for an empty or unknown one.
[[nodiscard]] std::string helpFor(const std::string& command);

} // namespace fieldfare::installer
