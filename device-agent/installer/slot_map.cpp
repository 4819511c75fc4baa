// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/slot_map.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

const device::SlotConfig* slotNamed(const std::vector<const device::SlotConfig*>& slots,
                                    const std::string& bootName) {
    const auto found = std::find_if(slots.begin(), slots.end(),
                                    [&](const auto* slot) { return slot->bootName == bootName; });
    return found == slots.end() ? nullptr : *found;
}

/// The boot name after `booted` in the configuration's order, round to the first.
std::string nextBootName(const std::vector<const device::SlotConfig*>& slots, const std::string& booted) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i]->bootName == booted) {
            return slots[(i + 1) % slots.size()]->bootName;
        }
    }
    return {};
}

} // namespace

Result<SlotMap> SlotMap::from(const device::DeviceConfig& config, const std::string& bootedName) {
    SlotMap map;
    map.m_bootedName = bootedName;
    for (const std::string& group : config.set.groups) {
        const auto slots = config.slotsOfGroup(group);
        if (map.m_targetName.empty()) {
            map.m_targetName = nextBootName(slots, bootedName);
        }
        const SlotPair pair{slotNamed(slots, bootedName), slotNamed(slots, map.m_targetName)};
        if (pair.booted == nullptr) {
            return Error(ErrorCode::BootedSlotUnknown,
                         {{"detail", "group " + group + " has no slot with the boot name " + bootedName}});
        }
        if (pair.target == nullptr || pair.target == pair.booted) {
            return Error(ErrorCode::SlotMissing, {{"group", group}, {"payload", std::string()}});
        }
        map.m_pairs.emplace(group, pair);
    }
    return map;
}

const SlotPair* SlotMap::find(const std::string& group) const {
    const auto found = m_pairs.find(group);
    return found == m_pairs.end() ? nullptr : &found->second;
}

} // namespace fieldfare::installer
