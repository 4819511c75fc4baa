// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/powercut/product.h"

namespace fieldfare::powercut {

/// The invariants of docs/RELIABILITY.md that can be seen on a medium, whoever wrote it. Throw Violation.

/// 1, 3, 4, 7, 10, 11, 12. `floorBefore` is what the floor was when the device was whole for the last time.
void checkMedium(const Workshop& workshop, const Medium& medium, std::uint64_t floorBefore = 0);
/// 5: each file of the state folder is what a call promised, or what a call that was cut off would have made
/// of it.
void checkFiles(const Recording& recording, std::size_t at, const Medium& medium);
/// 6: what the installer says is what the medium holds.
void checkReport(const Workshop& workshop, const Medium& medium, const std::string& booted,
                 const DeviceStatus& status);

/// The floor as the file and the environment have it, read by nobody's code but the harness's.
[[nodiscard]] std::uint64_t floorOn(const Workshop& workshop, const Medium& medium);

} // namespace fieldfare::powercut
