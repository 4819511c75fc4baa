// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/activity_log.h"
#include "app/workbench/background.h"

#include <QString>

#include <optional>

namespace fieldfare::app {

/// Writes what is done in the window into the activity log, on a thread of its own and in the order in which
/// it was told; destroying it waits until all is written.
class ActivityRecorder : public QObject {
    Q_OBJECT

public:
    explicit ActivityRecorder(ActivityLog log, QObject* parent = nullptr);
    ~ActivityRecorder() override;

    struct Act {
        const char* act; ///< Slug; see activityActs() in activity_words.h.
        QString subject = {};
        QString device = {};
        QString result = {};
        QString detail = {};
    };
    void note(const Act& act);
    [[nodiscard]] const ActivityLog& log() const { return m_log; }
    /// Why the last act was not written, if so.
    [[nodiscard]] const std::optional<Error>& trouble() const { return m_trouble; }

Q_SIGNALS:
    void written(); ///< Or not: see trouble().

private:
    ActivityLog m_log;
    std::optional<Error> m_trouble;
    std::unique_ptr<Background> m_background;
};

} // namespace fieldfare::app
