// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/progress_line.h"
#include "app/client/push_batch.h"

#include <QTimer>

namespace fieldfare::app {

/// What a push to one or many devices looks like while it runs: on a terminal one redrawn line for each
/// device that moves, and one for all that wait; without a terminal a plain line at each change of phase and
/// now and then.
class PushDisplay final : public QObject {
    Q_OBJECT
public:
    PushDisplay(std::vector<DeviceAddress> devices, ProgressStyle style, std::FILE* stream);
    ~PushDisplay() override;
    void update(std::size_t device, const PushProgress& progress);
    void finished(std::size_t device, const PushOutcome& outcome);
    /// Draws for the last time.
    void end();

private:
    struct Row {
        QString name;
        PushProgress progress;
        RateMeter rate;
        QString result; ///< Set when it is done.
        std::chrono::steady_clock::time_point printed{};
    };
    void redraw();
    [[nodiscard]] QString rowText(const Row& row, bool withBar) const;
    void printPlain(Row& row, bool force);

    std::vector<Row> m_rows;
    ProgressStyle m_style;
    std::FILE* m_stream;
    QTimer m_redraw;
    int m_drawnLines = 0;
    int m_nameColumns = 0;
};

/// The outcome in one sentence, for a person.
[[nodiscard]] QString outcomeSentence(const PushOutcome& outcome, const ReleaseId& release);
/// "committed", "rolled-back", ...: the stable name of a state in JSON.
[[nodiscard]] std::string_view stateName(PushState state);

} // namespace fieldfare::app
