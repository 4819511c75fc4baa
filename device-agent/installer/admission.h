// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/reader.h"
#include "device-agent/installer/device_view.h"

namespace fieldfare::installer {

enum class OlderVersions { Refuse, Allow };

/// Judges whether a verified bundle may be installed on this device now. Reads, and changes nothing.
/// Errors: OnTrial, WrongModel, EpochTooOld, OlderVersion, PreconditionFailed, NoAgent, NotSupported (a kind
/// of payload), SlotMissing, SlotTooSmall, SlotBusy, Io.
[[nodiscard]] Result<> admit(Services& services, const DeviceView& view, const VerifiedBundle& bundle,
                             OlderVersions older);

} // namespace fieldfare::installer
