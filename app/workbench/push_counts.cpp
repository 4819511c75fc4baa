// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/push_counts.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

/// The context of the words below for the translators.
class PushWords {
    Q_DECLARE_TR_FUNCTIONS(PushWords)
};

} // namespace

PushCounts PushCounts::of(const std::vector<PushRow>& rows) {
    PushCounts counts;
    for (const PushRow& row : rows) {
        if (!row.outcome) {
            ++counts.moving;
            continue;
        }
        switch (row.outcome->state) {
        case PushState::Committed:
            ++counts.committed;
            break;
        case PushState::Installed:
        case PushState::Restarted:
            ++counts.installed;
            break;
        case PushState::RolledBack:
        case PushState::FellBack:
        case PushState::Failed:
            ++counts.bad;
            break;
        case PushState::Stopped:
            ++counts.stopped;
            break;
        case PushState::NotStarted:
            ++counts.notStarted;
            break;
        }
    }
    return counts;
}

QString PushCounts::sentence() const {
    QStringList parts;
    const auto add = [&parts](int count, const QString& text, bool always = false) {
        if (count > 0 || always) {
            parts += text.arg(count);
        }
    };
    add(committed, PushWords::tr("%1 committed"), installed == 0);
    add(installed, PushWords::tr("%1 installed"));
    add(moving, PushWords::tr("%1 under way"));
    add(bad, PushWords::tr("%1 failed or went back"));
    add(stopped, PushWords::tr("%1 stopped"));
    add(notStarted, PushWords::tr("%1 not started"));
    return parts.join(QStringLiteral(", "));
}

} // namespace fieldfare::app
