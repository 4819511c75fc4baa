// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>

namespace fieldfare::agent {

enum class Action { Run, CheckConfig, ShowHelp, ShowVersion };

struct Options {
    Action action = Action::Run;
    std::filesystem::path config = "/etc/fieldfare/device.toml";
};

/// Errors: BadUsage{detail}.
[[nodiscard]] Result<Options> parseOptions(std::span<char* const> arguments);
extern const char* const helpText;

} // namespace fieldfare::agent
