// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

namespace fieldfare::device {

/// When this program was built (SOURCE_DATE_EPOCH, or the date of the configuration): no correct clock is
/// before it, and no certificate that ended before is good any more.
[[nodiscard]] UnixTime buildTime();

} // namespace fieldfare::device
