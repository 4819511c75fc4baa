// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/cli_context.h"
#include "app/store/activity_log.h"

namespace fieldfare::app {

/// What a command did, for the activity log that the workbench shows.
struct NotedAct {
    const char* act; ///< Slug, as in app/workbench/activity_words.cpp.
    std::string subject = {};
    std::string device = {};
    std::string result = {};
    std::string detail = {};
};

/// Writes it. That the log cannot be written is said and stops nothing: what was done is done.
void noteAct(CliContext& context, const NotedAct& noted);

} // namespace fieldfare::app
