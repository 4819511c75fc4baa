// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/push_job.h"
#include "app/workbench/rate.h"

#include <QAbstractListModel>

namespace fieldfare::app {

/// A device in a running push.
struct PushRow {
    int serial = 0;
    QString name;
    QString address;
    QString id;     ///< Of its certificate, as known before.
    QString before; ///< What it ran before.
    PushProgress progress;
    std::optional<PushOutcome> outcome;
    std::optional<Error> refusal; ///< Why the last pause or cancel did not work.
    Rate rate;
};

/// The rows of a push: one for each device, with phase, speed and end in words.
class PushRows : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        KindRole,
        IconRole,
        PhaseRole,
        FractionRole, ///< Durable share, 0 to 1; -1: not known.
        AmountRole,   ///< "3 MB of 31 MB"
        SpeedRole,    ///< "2 MB/s, 8 s left"
        SentenceRole, ///< How it ended, or what is wrong.
        DoneRole,
        PausedRole,
        CanSteerRole, ///< Pause, continue and cancel make sense now.
    };

    explicit PushRows(QObject* parent = nullptr)
        : QAbstractListModel(parent) {}

    void reset(std::vector<PushRow> rows, QString release);
    void progress(std::size_t row, const PushProgress& progress, std::chrono::steady_clock::time_point now);
    void finish(std::size_t row, const PushOutcome& outcome);
    void refuse(std::size_t row, const Error& error);
    void restart(std::size_t row); ///< Forgets how it ended.
    void retranslate();            ///< The words are now those of another language.
    [[nodiscard]] const std::vector<PushRow>& rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    void notify(std::size_t row);
    std::vector<PushRow> m_rows;
    QString m_release;
};

/// True if the device failed or went back: what trying again may mend. One that was never started has not
/// failed.
[[nodiscard]] bool isFailure(const PushOutcome& outcome);

} // namespace fieldfare::app
