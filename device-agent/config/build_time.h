// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

namespace fieldfare::agent {

/// When this program was built (SOURCE_DATE_EPOCH, or the date of the configuration): no correct clock is
/// before it.
[[nodiscard]] UnixTime buildTime();

} // namespace fieldfare::agent
