// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/database.h"
#include "app/store/push_records.h"

#include <functional>

namespace fieldfare::app {

/// Names this program among all that run and ever ran on this laptop: boot, process, when it started.
[[nodiscard]] QString ownRunName();
/// Whether the program of that name still runs.
[[nodiscard]] bool stillRuns(const QString& runName);

/// Pushes in the laptop's memory. One thread.
class PushStore final : public PushRecords {
public:
    explicit PushStore(std::shared_ptr<Database> database, QString runName = ownRunName())
        : m_database(std::move(database))
        , m_runName(std::move(runName)) {}

    [[nodiscard]] Result<qint64> begin(const PushRecord& record) override;
    [[nodiscard]] Result<> deviceEnded(qint64 push, std::size_t place, const PushOutcome& outcome) override;
    [[nodiscard]] Result<> reopen(qint64 push, const std::vector<std::size_t>& places) override;
    [[nodiscard]] Result<> end(qint64 push) override;
    [[nodiscard]] Result<std::optional<PushRecord>> unfinished() override;
    [[nodiscard]] Result<> adopt(qint64 push) override;
    [[nodiscard]] Result<std::vector<RecordedPush>> historyOf(const QString& deviceId, int limit) override;

private:
    [[nodiscard]] Result<> insertDevice(qint64 push, std::size_t place, const RecordedDevice& device);
    [[nodiscard]] Result<std::vector<RecordedDevice>> devicesOf(qint64 push);
    std::shared_ptr<Database> m_database;
    QString m_runName;
};

} // namespace fieldfare::app
