// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

#include <QString>

namespace fieldfare::app {

/// The project's words for states, in the language of the program.
[[nodiscard]] QString slotStateWord(SlotState state);
[[nodiscard]] QString installationStateWord(InstallationState state);
/// "gateway-os 2.0", sanitised.
[[nodiscard]] QString releaseText(const ReleaseId& release);

} // namespace fieldfare::app
