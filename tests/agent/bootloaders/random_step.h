// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/bootloaders/boot_control.h"

#include <string>

namespace fieldfare::test {

/// Changes `control` in the way that belongs to `seed`: over 60 of them in each of the ways there are, with
/// either slot. For a boot control and the fake that stands for it, which must walk the same way.
[[nodiscard]] inline Result<> takeStep(installer::BootControl& control, int seed) {
    const std::string slot = seed % 2 == 0 ? "a" : "b";
    const std::string other = seed % 2 == 0 ? "b" : "a";
    switch ((seed * 7 + seed / 3) % 7) {
    case 0:
        return control.prepareTarget(slot, other);
    case 1:
        return control.switchToTrial(slot);
    case 2:
        return control.commit(slot);
    case 3:
        return control.fallBackTo(slot, other, SlotState::Bad);
    case 4:
        return control.fallBackTo(slot, other, SlotState::Good);
    case 5:
        return control.raiseEpochFloor(static_cast<std::uint64_t>(seed));
    default:
        return control.clearRolledBack();
    }
}

} // namespace fieldfare::test
