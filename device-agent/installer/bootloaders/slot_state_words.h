// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

#include <optional>
#include <string_view>

namespace fieldfare::installer {

/// How the contract of docs/BOOTLOADERS.md writes a slot's state, whatever the loader: "good", "trial",
/// "bad". An empty slot is bad to a loader.
[[nodiscard]] constexpr std::string_view stateText(SlotState state) {
    switch (state) {
    case SlotState::Good:
        return "good";
    case SlotState::Trial:
        return "trial";
    case SlotState::Bad:
    case SlotState::Empty:
        break;
    }
    return "bad";
}

/// Nothing if it is none of these words.
[[nodiscard]] constexpr std::optional<SlotState> stateOf(std::string_view text) {
    for (const SlotState state : {SlotState::Good, SlotState::Trial, SlotState::Bad}) {
        if (text == stateText(state)) {
            return state;
        }
    }
    return std::nullopt;
}

} // namespace fieldfare::installer
