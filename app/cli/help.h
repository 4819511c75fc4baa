// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command_spec.h"

#include <QString>

namespace fieldfare::app {

/// The help page of a command: usage, what it does, its commands or arguments and options, examples.
/// `path` are the words that lead to it, without the program's name.
[[nodiscard]] QString helpText(const CommandSpec& spec, const std::vector<std::string>& path);
/// "fieldfare push X.ffb [options]".
[[nodiscard]] QString usageLine(const CommandSpec& spec, const std::vector<std::string>& path);

} // namespace fieldfare::app
