// SPDX-License-Identifier: Apache-2.0
#include "app/cli/activity_note.h"

namespace fieldfare::app {

void noteAct(CliContext& context, const NotedAct& noted) {
    ActivityEntry entry;
    entry.at = SystemClock().now();
    entry.program = "fieldfare";
    entry.act = noted.act;
    entry.subject = noted.subject;
    entry.device = noted.device;
    entry.result = noted.result;
    entry.detail = noted.detail;
    if (const auto written = ActivityLog(ActivityLog::defaultPath()).append(std::move(entry)); !written) {
        context.note(QString::fromStdString(describeLine(written.error())));
    }
}

} // namespace fieldfare::app
