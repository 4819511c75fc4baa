// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/trust_store.h"
#include "device-agent/installer/services.h"
#include "device-agent/installer/slot_records.h"

namespace fieldfare::installer {

/// What a device never goes below.
struct Floors {
    std::uint64_t epoch = 0;
    UnixTime signedAt{}; ///< Signing time of the last committed release.
};

/// The floors as the strictest of all places that know them: the file "floor", the boot environment, and the
/// release in the booted slot unless that is on trial. A place that is missing or unreadable never lowers
/// them.
[[nodiscard]] Floors currentFloors(StateStore& state, const BootState& boot, const SlotRecord* booted);
/// Raises both stores; each is tried even if the other fails. Errors: DataUnavailable, BootEnvironment.
[[nodiscard]] Result<> raiseFloors(Services& services, const Floors& floors);

/// Which time certificates are judged against: the floor always, the clock only if it is believed.
[[nodiscard]] TimePolicy timePolicy(const Clock& clock, const device::TrustConfig& trust,
                                    const Floors& floors);

} // namespace fieldfare::installer
