// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/push_records.h"

#include <set>

namespace fieldfare::app {

/// Keeps the record of the push that runs. Without a memory, or when it cannot be written, the push runs all
/// the same and trouble() says why it cannot be resumed.
class PushRecorder {
public:
    /// `records` may be null and must outlive the recorder.
    explicit PushRecorder(PushRecords* records)
        : m_records(records) {}

    void begin(const PushRecord& record);
    /// The push that begins is not recorded.
    void forget();
    /// Goes on with a recorded push. False if another program was faster.
    [[nodiscard]] bool adopt(const PushRecord& record);
    void reopen(const std::vector<std::size_t>& places);
    void deviceEnded(std::size_t place, const PushOutcome& outcome);
    /// The run is over. After keepForLater() the record stays open, to be resumed.
    void end();
    /// What is stopped from now on is stopped only because the program ends.
    void keepForLater() { m_forLater = true; }
    [[nodiscard]] const std::optional<Error>& trouble() const { return m_trouble; }

private:
    void note(const Result<>& done);
    PushRecords* m_records;
    qint64 m_id = 0; ///< 0: no record.
    std::set<std::size_t> m_ended;
    bool m_forLater = false;
    std::optional<Error> m_trouble;
};

} // namespace fieldfare::app
