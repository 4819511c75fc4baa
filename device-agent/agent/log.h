// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <string_view>

namespace fieldfare::agent {

/// One short line on stderr, for the journal. Control characters become "?", long texts are cut; no secrets
/// go in here.
void logLine(std::string_view text);
void logError(std::string_view what, const Error& error);

} // namespace fieldfare::agent
