// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/device_config.h"

#include <map>

namespace fieldfare::installer {

/// The two slots of one group: where the device runs from, and where an installation goes.
struct SlotPair {
    const device::SlotConfig* booted = nullptr;
    const device::SlotConfig* target = nullptr;
};

/// The set's slots as seen from what is really booted. Borrows the configuration.
class SlotMap {
public:
    /// Errors: BootedSlotUnknown (no slot of a group has this boot name), SlotMissing (a group has no other
    /// slot).
    [[nodiscard]] static Result<SlotMap> from(const device::DeviceConfig& config,
                                              const std::string& bootedName);

    [[nodiscard]] const std::string& bootedName() const { return m_bootedName; }
    [[nodiscard]] const std::string& targetName() const { return m_targetName; }
    /// By group, for every group of the set.
    [[nodiscard]] const std::map<std::string, SlotPair>& pairs() const { return m_pairs; }
    /// Nothing if the set has no such group.
    [[nodiscard]] const SlotPair* find(const std::string& group) const;

private:
    std::string m_bootedName;
    std::string m_targetName;
    std::map<std::string, SlotPair> m_pairs;
};

} // namespace fieldfare::installer
