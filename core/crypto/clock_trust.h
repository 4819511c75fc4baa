// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/crypto/trust_store.h"

namespace fieldfare {

/// The time that certificates are judged against on a device: never before `floor`, and by the clock only
/// where `believeClock` allows it, the clock was synchronised this boot, and it is at most 20 years ahead of
/// the floor.
[[nodiscard]] TimePolicy timePolicyFrom(const Clock& clock, UnixTime floor, bool believeClock);

} // namespace fieldfare
