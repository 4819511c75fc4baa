// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/device_report.h"

#include "core/base/file.h"
#include "device-agent/installer/device_trust.h"

namespace fieldfare::installer {
namespace {

std::string bootId(const std::filesystem::path& file) {
    const auto text = readFile(file, 256);
    if (!text.ok()) {
        return {};
    }
    const std::string_view id = asText(*text);
    return std::string(id.substr(0, id.find('\n')));
}

std::uint64_t sizeOf(Services& services, const device::SlotConfig& slot) {
    const auto source = services.slots.openBooted(slot);
    return source.ok() ? (*source)->sizeBytes() : 0;
}

SlotStatus slotStatus(Services& services, const DeviceView& view, const device::SlotConfig& slot) {
    SlotStatus status;
    status.name = slot.name;
    status.group = slot.group;
    status.bootName = slot.bootName;
    status.booted = slot.bootName == view.slots.bootedName();
    status.state = view.stateOf(slot.bootName);
    if (const SlotRecord* record = view.records.find(slot.name)) {
        status.release = record->release;
    }
    status.sizeBytes = sizeOf(services, slot);
    return status;
}

ClockStatus clockStatus(const Services& services, const TimePolicy& policy) {
    ClockStatus status;
    status.unixTime = services.clock.now().time_since_epoch().count();
    status.trusted = policy.now.has_value();
    status.floor = policy.floor.time_since_epoch().count();
    return status;
}

bool didNotStay(const std::optional<InstallationStatus>& installation) {
    return installation && (installation->state == InstallationState::RolledBack ||
                            installation->state == InstallationState::FellBack);
}

} // namespace

Result<DeviceStatus> reportDevice(Services& services, const std::optional<InstallationStatus>& running) {
    FF_TRY(const DeviceView view, DeviceView::read(services));
    DeviceStatus status;
    status.name = services.config.name;
    status.model = services.config.model;
    status.hardwareRevision = services.config.hardwareRevision;
    status.softwareVersion = FIELDFARE_VERSION;
    status.bootId = bootId(services.config.bootIdFile);
    status.uptimeSeconds = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(services.clock.monotonic().time_since_epoch())
            .count());
    if (const SlotRecord* booted = view.bootedRecord()) {
        status.release = booted->release;
    }
    status.epochFloor = view.floors.epoch;
    status.onTrial = view.onTrial();
    status.switchPending = view.switchPending();
    for (const device::SlotConfig& slot : services.config.slots) {
        status.slots.push_back(slotStatus(services, view, slot));
    }
    if (running) {
        status.installation = running;
    } else if (const auto log = InstallationLog::open(services.state); log.ok() && log->current()) {
        status.installation = log->current()->status;
    }
    status.rolledBack = view.boot.rolledBack || didNotStay(status.installation);
    if (const auto trust = DeviceTrust::load(services, view.floors); trust.ok()) {
        status.revocationNumber = trust->knownRevocations();
        status.revocationsDamaged = trust->revocationsFault().has_value();
    }
    status.clock = clockStatus(services, timePolicy(services.clock, services.config.trust, view.floors));
    return status;
}

} // namespace fieldfare::installer
