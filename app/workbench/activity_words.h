// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/activity_log.h"
#include "app/workbench/device_words.h"

namespace fieldfare::app {

/// The areas that acts belong to: "push", "device", "bundle", "keys", "practice".
[[nodiscard]] const QStringList& activityAreas();
/// In words, for a filter.
[[nodiscard]] QString activityAreaTitle(const QString& area);
/// The area of an act; empty for one that only a newer version knows.
[[nodiscard]] QString activityArea(const std::string& act);
/// What was done, in a few words; the slug itself for one that only a newer version knows.
[[nodiscard]] QString activityTitle(const std::string& act);
/// How it ended: kind and icon as for a badge, and a word.
[[nodiscard]] StateWords activityResult(const ActivityEntry& entry);
/// That the chain is broken, and where.
[[nodiscard]] QString brokenChainText(const ActivityHistory& history);

} // namespace fieldfare::app
