// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/state_store.h"

namespace fieldfare::powercut {

/// The state folder as an installer of a later release may write it: what it replaces or appends has members
/// that this one does not know, and its journal has records of a kind of its own.
[[nodiscard]] std::unique_ptr<StateStore> writtenByNewer(std::unique_ptr<StateStore> store);

} // namespace fieldfare::powercut
