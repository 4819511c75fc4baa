// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/device_view.h"

namespace fieldfare::installer {

Result<DeviceView> DeviceView::read(Services& services) {
    FF_TRY(const std::string booted, services.booted.bootName());
    FF_TRY(SlotMap slots, SlotMap::from(services.config, booted));
    FF_TRY(BootState boot, services.boot.readState());
    DeviceView view{std::move(boot), std::move(slots), SlotRecords::load(services.state), {}};
    // Only a release that was committed counts: not one that was left and still runs until the restart.
    const SlotState own = view.stateOf(view.slots.bootedName());
    const bool committed = own == SlotState::Good || (own == SlotState::Empty && !view.switchPending());
    view.floors = currentFloors(services.state, view.boot, committed ? view.bootedRecord() : nullptr);
    return view;
}

namespace {

/// Of the set's slots on one side, the record of what was installed last.
const SlotRecord* newestRecord(const DeviceView& view, const device::SlotConfig* SlotPair::*side) {
    const SlotRecord* newest = nullptr;
    for (const auto& [group, pair] : view.slots.pairs()) {
        const SlotRecord* record = view.records.find((pair.*side)->name);
        if (record != nullptr && (newest == nullptr || record->sequence > newest->sequence)) {
            newest = record;
        }
    }
    return newest;
}

} // namespace

const SlotRecord* DeviceView::bootedRecord() const {
    return newestRecord(*this, &SlotPair::booted);
}

const SlotRecord* DeviceView::targetRecord() const {
    return newestRecord(*this, &SlotPair::target);
}

SlotState DeviceView::stateOf(const std::string& bootName) const {
    const auto found = boot.slotStates.find(bootName);
    return found == boot.slotStates.end() ? SlotState::Empty : found->second;
}

} // namespace fieldfare::installer
