// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/push_recorder.h"

namespace fieldfare::app {

void PushRecorder::note(const Result<>& done) {
    if (!done) {
        m_trouble = done.error();
    }
}

void PushRecorder::forget() {
    m_id = 0;
    m_ended.clear();
    m_trouble.reset();
}

void PushRecorder::begin(const PushRecord& record) {
    forget();
    if (m_records == nullptr) {
        return;
    }
    if (const auto id = m_records->begin(record)) {
        m_id = *id;
    } else {
        m_trouble = id.error();
    }
}

bool PushRecorder::adopt(const PushRecord& record) {
    if (const Result<> done = m_records->adopt(record.id); !done) {
        m_trouble = done.error();
        return false;
    }
    m_id = record.id;
    m_trouble.reset();
    m_ended.clear();
    for (std::size_t place = 0; place < record.devices.size(); ++place) {
        if (record.devices[place].ended) {
            m_ended.insert(place);
        }
    }
    return true;
}

void PushRecorder::reopen(const std::vector<std::size_t>& places) {
    for (const std::size_t place : places) {
        m_ended.erase(place);
    }
    if (m_id != 0) {
        note(m_records->reopen(m_id, places));
    }
}

void PushRecorder::deviceEnded(std::size_t place, const PushOutcome& outcome) {
    const bool untouched = outcome.state == PushState::Stopped || outcome.state == PushState::NotStarted;
    if (m_id == 0 || (untouched && m_forLater) || !m_ended.insert(place).second) {
        return; // the end of a run tells every outcome a second time
    }
    note(m_records->deviceEnded(m_id, place, outcome));
}

void PushRecorder::end() {
    if (m_id != 0 && !m_forLater) {
        note(m_records->end(m_id));
    }
}

} // namespace fieldfare::app
