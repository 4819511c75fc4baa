// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/push_rows.h"

#include "app/text/amounts.h"
#include "app/text/error_text.h"

#include <algorithm>

namespace fieldfare::app {

namespace {

struct Words {
    QString kind;
    QString icon;
    QString text;
};

Words phaseWords(PushPhase phase) {
    switch (phase) {
    case PushPhase::Waiting:
        return {"neutral", "busy", PushRows::tr("Waiting")};
    case PushPhase::Away:
        return {"neutral", "offline", PushRows::tr("Offline")};
    case PushPhase::Connecting:
        return {"neutral", "busy", PushRows::tr("Connecting")};
    case PushPhase::Offering:
        return {"info", "busy", PushRows::tr("Checking")};
    case PushPhase::Sending:
        return {"info", "push", PushRows::tr("Sending")};
    case PushPhase::Paused:
        return {"trial", "pause", PushRows::tr("Paused")};
    case PushPhase::LinkLost:
        return {"bad", "offline", PushRows::tr("Link lost")};
    case PushPhase::Writing:
        return {"info", "busy", PushRows::tr("Writing")};
    case PushPhase::Restarting:
        return {"info", "reboot", PushRows::tr("Restarting")};
    case PushPhase::OnTrial:
        return {"trial", "trial", PushRows::tr("On trial")};
    case PushPhase::Finished:
        break;
    }
    return {"info", "busy", PushRows::tr("Finishing")};
}

Words outcomeWords(PushState state) {
    switch (state) {
    case PushState::Installed:
        return {"good", "good", PushRows::tr("Installed")};
    case PushState::Restarted:
        return {"trial", "trial", PushRows::tr("On trial")};
    case PushState::Committed:
        return {"good", "good", PushRows::tr("Committed")};
    case PushState::RolledBack:
        return {"bad", "rollback", PushRows::tr("Rolled back")};
    case PushState::FellBack:
        return {"bad", "rollback", PushRows::tr("Fell back")};
    case PushState::Stopped:
        return {"neutral", "pause", PushRows::tr("Stopped")};
    case PushState::NotStarted:
        return {"neutral", "skip", PushRows::tr("Not started")};
    case PushState::Failed:
        break;
    }
    return {"bad", "bad", PushRows::tr("Failed")};
}

QString outcomeSentence(const PushOutcome& outcome, const QString& release) {
    const QString reason = outcome.error ? errorMessage(*outcome.error).oneLine() : QString();
    switch (outcome.state) {
    case PushState::Installed:
        return PushRows::tr("%1 is installed and starts with the next restart.").arg(release);
    case PushState::Restarted:
        return PushRows::tr("It runs %1 and has not committed it yet.").arg(release);
    case PushState::Committed:
        return PushRows::tr("It runs %1 and keeps it.").arg(release);
    case PushState::RolledBack:
    case PushState::FellBack:
        return reason.isEmpty() ? PushRows::tr("It went back to the release before.") : reason;
    case PushState::Stopped:
        return PushRows::tr("Stopped from here. Push again: it goes on where it stopped.");
    case PushState::NotStarted:
        return PushRows::tr("It was not touched.");
    case PushState::Failed:
        break;
    }
    return reason;
}

QString speedAndTimeLeft(const PushRow& row) {
    return row.progress.phase == PushPhase::Sending
               ? row.rate.text(row.progress.doneBytes, row.progress.totalBytes)
               : QString();
}

double fractionOf(const PushRow& row) {
    if (row.outcome || row.progress.totalBytes == 0) {
        return -1;
    }
    return std::min(1.0, static_cast<double>(row.progress.doneBytes) /
                             static_cast<double>(row.progress.totalBytes));
}

bool canSteer(const PushRow& row) {
    const PushPhase phase = row.progress.phase;
    return !row.outcome &&
           (phase == PushPhase::Sending || phase == PushPhase::Paused || phase == PushPhase::Writing);
}

QString sentenceOf(const PushRow& row, const QString& release) {
    if (row.outcome) {
        return outcomeSentence(*row.outcome, release);
    }
    if (row.refusal) {
        return errorMessage(*row.refusal).oneLine();
    }
    switch (row.progress.phase) {
    case PushPhase::LinkLost:
        return PushRows::tr("The link was lost; it is tried again and goes on where it stopped.");
    case PushPhase::Away:
        return PushRows::tr("It does not answer; the push waits for it.");
    default:
        return {};
    }
}

} // namespace

bool isFailure(const PushOutcome& outcome) {
    return outcome.state == PushState::Failed || outcome.state == PushState::RolledBack ||
           outcome.state == PushState::FellBack;
}

void PushRows::reset(std::vector<PushRow> rows, QString release) {
    beginResetModel();
    m_rows = std::move(rows);
    m_release = std::move(release);
    endResetModel();
}

void PushRows::progress(std::size_t row, const PushProgress& progress,
                        std::chrono::steady_clock::time_point now) {
    PushRow& there = m_rows.at(row);
    const bool sameStream = there.progress.phase == PushPhase::Sending &&
                            progress.phase == PushPhase::Sending &&
                            progress.doneBytes >= there.rate.measuredBytes();
    if (sameStream) {
        there.rate.update(progress.doneBytes, now);
    } else {
        there.rate.begin(progress.doneBytes, now);
    }
    there.progress = progress;
    there.refusal.reset();
    notify(row);
}

void PushRows::finish(std::size_t row, const PushOutcome& outcome) {
    m_rows.at(row).outcome = outcome;
    notify(row);
}

void PushRows::refuse(std::size_t row, const Error& error) {
    m_rows.at(row).refusal = error;
    notify(row);
}

void PushRows::restart(std::size_t row) {
    PushRow& there = m_rows.at(row);
    there.outcome.reset();
    there.refusal.reset();
    there.progress = {};
    there.rate = {};
    notify(row);
}

void PushRows::notify(std::size_t row) {
    const QModelIndex changed = index(static_cast<int>(row));
    Q_EMIT dataChanged(changed, changed);
}

void PushRows::retranslate() {
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        notify(row);
    }
}

int PushRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PushRows::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PushRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const Words words = row.outcome ? outcomeWords(row.outcome->state) : phaseWords(row.progress.phase);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case KindRole:
        return words.kind;
    case IconRole:
        return words.icon;
    case PhaseRole:
        return words.text;
    case FractionRole:
        return fractionOf(row);
    case AmountRole:
        return fractionOf(row) < 0
                   ? QString()
                   : tr("%1 of %2")
                         .arg(bytesText(row.progress.doneBytes), bytesText(row.progress.totalBytes));
    case SpeedRole:
        return speedAndTimeLeft(row);
    case SentenceRole:
        return sentenceOf(row, m_release);
    case DoneRole:
        return row.outcome.has_value();
    case PausedRole:
        return row.progress.phase == PushPhase::Paused;
    case CanSteerRole:
        return canSteer(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> PushRows::roleNames() const {
    return {{NameRole, "name"},     {KindRole, "kind"},         {IconRole, "stateIcon"},
            {PhaseRole, "phase"},   {FractionRole, "fraction"}, {AmountRole, "amount"},
            {SpeedRole, "speed"},   {SentenceRole, "sentence"}, {DoneRole, "done"},
            {PausedRole, "paused"}, {CanSteerRole, "canSteer"}};
}

} // namespace fieldfare::app
