// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/push_rows.h"

namespace fieldfare::app {

/// What became of the devices of a push.
struct PushCounts {
    int committed = 0;
    int installed = 0;  ///< Wait for their restart, or are on trial.
    int bad = 0;        ///< Failed, or went back to the release before.
    int stopped = 0;    ///< By the person here.
    int notStarted = 0; ///< Their turn never came: nothing was wrong with them.
    int moving = 0;

    [[nodiscard]] static PushCounts of(const std::vector<PushRow>& rows);
    /// "4 committed, 1 failed or went back, 1 not started".
    [[nodiscard]] QString sentence() const;
};

} // namespace fieldfare::app
