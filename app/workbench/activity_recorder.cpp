// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/activity_recorder.h"

namespace fieldfare::app {

ActivityRecorder::ActivityRecorder(ActivityLog log, QObject* parent)
    : QObject(parent)
    , m_log(std::move(log))
    , m_background(std::make_unique<Background>()) {}

ActivityRecorder::~ActivityRecorder() {
    m_background->finish();
}

void ActivityRecorder::note(const Act& act) {
    ActivityEntry entry;
    entry.at = SystemClock().now();
    entry.program = "workbench";
    entry.act = act.act;
    entry.subject = act.subject.toStdString();
    entry.device = act.device.toStdString();
    entry.result = act.result.toStdString();
    entry.detail = act.detail.toStdString();
    m_background->run([log = m_log, entry] { return log.append(entry); },
                      [this](const Result<>& done) {
                          m_trouble = done ? std::nullopt : std::optional(done.error());
                          Q_EMIT written();
                      });
}

} // namespace fieldfare::app
