// SPDX-License-Identifier: Apache-2.0
// What a push says of itself: the sentence of the review, its title, how it stands.
#include "app/text/amounts.h"
#include "app/workbench/push_counts.h"
#include "app/workbench/push_flow.h"

#include <algorithm>

namespace fieldfare::app {

QString PushFlow::review() const {
    if (!m_bundle) {
        return {};
    }
    const int count = chosenCount();
    const QString devices = count == 1 ? tr("1 device") : tr("%1 devices").arg(count);
    const QString start = m_restartNow ? tr("they restart at once and must commit it")
                                       : tr("they keep running until they are restarted");
    const QString travel = bytesText(m_bundle->sizeBytes * static_cast<std::uint64_t>(count));
    QString text =
        tr("Install %1 on %2; at most %3 will travel; %4.").arg(m_bundle->release, devices, travel, start);
    if (m_oneFirst && count > 1) {
        text += u' ' + tr("One goes first; the others follow when it is well.");
    }
    const auto entries = chosen();
    const auto away = std::ranges::count_if(
        entries, [](const DeviceEntry* entry) { return entry->link != LinkState::Connected; });
    if (away > 0) {
        text += u' ' + tr("%1 offline: the push waits.").arg(away);
    }
    if (m_bundle->practice) {
        text += u' ' + tr("This is practice: only the virtual device on this computer is touched.");
    }
    return text;
}

QString PushFlow::title() const {
    if (!m_bundle) {
        return tr("Push a bundle");
    }
    return m_bundle->practice ? tr("Practice: push %1").arg(m_bundle->release)
                              : tr("Push %1").arg(m_bundle->release);
}

QString PushFlow::summary() const {
    return m_rows.rows().empty() ? QString() : PushCounts::of(m_rows.rows()).sentence();
}

double PushFlow::fraction() const {
    double sum = 0;
    for (const PushRow& row : m_rows.rows()) {
        const auto total = static_cast<double>(row.progress.totalBytes);
        sum += row.outcome ? 1 : total > 0 ? 0.9 * static_cast<double>(row.progress.doneBytes) / total : 0;
    }
    return m_rows.rows().empty() ? 0 : sum / static_cast<double>(m_rows.rows().size());
}

int PushFlow::failedCount() const {
    return PushCounts::of(m_rows.rows()).bad;
}

int PushFlow::untouchedCount() const {
    const PushCounts counts = PushCounts::of(m_rows.rows());
    return counts.stopped + counts.notStarted;
}

} // namespace fieldfare::app
