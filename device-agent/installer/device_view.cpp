// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/device_view.h"

namespace fieldfare::installer {

Result<DeviceView> DeviceView::read(Services& services) {
    FF_TRY(const std::string booted, services.booted.bootName());
    FF_TRY(SlotMap slots, SlotMap::from(services.config, booted));
    FF_TRY(BootState boot, services.boot.readState());
    DeviceView view{std::move(boot), std::move(slots), SlotRecords::load(services.state), {}};
    view.floors = currentFloors(services.state, view.boot, view.bootedRecord());
    return view;
}

const SlotRecord* DeviceView::bootedRecord() const {
    for (const auto& [group, pair] : slots.pairs()) {
        if (const SlotRecord* record = records.find(pair.booted->name)) {
            return record;
        }
    }
    return nullptr;
}

const SlotRecord* DeviceView::targetRecord() const {
    for (const auto& [group, pair] : slots.pairs()) {
        if (const SlotRecord* record = records.find(pair.target->name)) {
            return record;
        }
    }
    return nullptr;
}

SlotState DeviceView::stateOf(const std::string& bootName) const {
    const auto found = boot.slotStates.find(bootName);
    return found == boot.slotStates.end() ? SlotState::Empty : found->second;
}

} // namespace fieldfare::installer
