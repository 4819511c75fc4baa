// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/status.h"

#include <algorithm>

namespace fieldfare {

namespace {

template <typename State>
struct StateName {
    State state;
    std::string_view name;
};

constexpr StateName<InstallationState> installationStates[] = {
    {InstallationState::Checking, "checking"},
    {InstallationState::Receiving, "receiving"},
    {InstallationState::Paused, "paused"},
    {InstallationState::Interrupted, "interrupted"},
    {InstallationState::Verifying, "verifying"},
    {InstallationState::Installed, "installed"},
    {InstallationState::Trial, "trial"},
    {InstallationState::Committed, "committed"},
    {InstallationState::RolledBack, "rolled-back"},
    {InstallationState::FellBack, "fell-back"},
    {InstallationState::Failed, "failed"},
    {InstallationState::Cancelled, "cancelled"},
};

constexpr StateName<SlotState> slotStates[] = {{SlotState::Empty, "empty"},
                                               {SlotState::Good, "good"},
                                               {SlotState::Trial, "trial"},
                                               {SlotState::Bad, "bad"}};

template <typename State, std::size_t N>
std::string_view nameOf(const StateName<State> (&table)[N], State state) {
    const auto* row =
        std::find_if(std::begin(table), std::end(table), [&](const auto& r) { return r.state == state; });
    return row == std::end(table) ? std::string_view("?") : row->name;
}

template <typename State, std::size_t N>
std::optional<State> stateOf(const StateName<State> (&table)[N], std::string_view name) {
    const auto* row =
        std::find_if(std::begin(table), std::end(table), [&](const auto& r) { return r.name == name; });
    return row == std::end(table) ? std::nullopt : std::optional<State>(row->state);
}

Json releaseJson(const ReleaseId& release) {
    Json json = Json::object();
    json["name"] = release.name;
    json["version"] = release.version;
    json["epoch"] = release.epoch;
    return json;
}

Json slotJson(const SlotStatus& slot) {
    Json json = Json::object();
    json["name"] = slot.name;
    json["group"] = slot.group;
    json["bootName"] = slot.bootName;
    json["booted"] = slot.booted;
    json["state"] = std::string(toString(slot.state));
    json["sizeBytes"] = slot.sizeBytes;
    if (slot.release) {
        json["release"] = releaseJson(*slot.release);
    }
    return json;
}

Json healthJson(const HealthResult& result) {
    Json json = Json::object();
    json["name"] = result.name;
    json["passed"] = result.passed;
    json["message"] = result.message;
    return json;
}

Json clockJson(const ClockStatus& clock) {
    Json json = Json::object();
    json["unixTime"] = clock.unixTime;
    json["trusted"] = clock.trusted;
    json["floor"] = clock.floor;
    return json;
}

} // namespace

std::string_view toString(InstallationState state) {
    return nameOf(installationStates, state);
}

std::string_view toString(SlotState state) {
    return nameOf(slotStates, state);
}

std::optional<InstallationState> installationStateFromName(std::string_view name) {
    return stateOf(installationStates, name);
}

std::optional<SlotState> slotStateFromName(std::string_view name) {
    return stateOf(slotStates, name);
}

bool hasEnded(InstallationState state) {
    switch (state) {
    case InstallationState::Committed:
    case InstallationState::RolledBack:
    case InstallationState::FellBack:
    case InstallationState::Failed:
    case InstallationState::Cancelled:
        return true;
    case InstallationState::Checking:
    case InstallationState::Receiving:
    case InstallationState::Paused:
    case InstallationState::Interrupted:
    case InstallationState::Verifying:
    case InstallationState::Installed:
    case InstallationState::Trial:
        return false;
    }
    return false;
}

Json toJson(const Error& error) {
    Json params = Json::object();
    for (const ErrorParam& param : error.params()) {
        std::visit([&](const auto& value) { params[param.name] = value; }, param.value);
    }
    Json json = Json::object();
    json["code"] = std::string(errorSlug(error.code()));
    json["params"] = std::move(params);
    return json;
}

Json toJson(const InstallationStatus& status) {
    Json json = Json::object();
    json["id"] = status.id;
    json["manifestDigest"] = status.manifestDigest;
    json["release"] = releaseJson(status.release);
    json["state"] = std::string(toString(status.state));
    json["imageBytes"] = status.imageBytes;
    json["durableBytes"] = status.durableBytes;
    json["neededBytes"] = status.neededBytes;
    json["receivedBytes"] = status.receivedBytes;
    json["target"] = status.target;
    json["health"] = Json::array();
    for (const HealthResult& result : status.health) {
        json["health"].push_back(healthJson(result));
    }
    if (status.error) {
        json["error"] = toJson(*status.error);
    }
    return json;
}

Json toJson(const DeviceStatus& status) {
    Json json = Json::object();
    json["apiVersion"] = status.apiVersion;
    json["id"] = status.id;
    json["name"] = status.name;
    json["model"] = status.model;
    json["hardwareRevision"] = status.hardwareRevision;
    json["softwareVersion"] = status.softwareVersion;
    json["bootId"] = status.bootId;
    json["uptimeSeconds"] = status.uptimeSeconds;
    json["release"] = releaseJson(status.release);
    json["epochFloor"] = status.epochFloor;
    json["onTrial"] = status.onTrial;
    json["switchPending"] = status.switchPending;
    json["rolledBack"] = status.rolledBack;
    json["slots"] = Json::array();
    for (const SlotStatus& slot : status.slots) {
        json["slots"].push_back(slotJson(slot));
    }
    if (status.installation) {
        json["installation"] = toJson(*status.installation);
    }
    json["revocationNumber"] = status.revocationNumber;
    json["revocationsDamaged"] = status.revocationsDamaged;
    json["clock"] = clockJson(status.clock);
    return json;
}

Json toJson(const NeededRanges& needed) {
    Json json = Json::object();
    json["ranges"] = Json::array();
    for (const ByteRange& range : needed.ranges) {
        json["ranges"].push_back(Json::array({range.offset, range.length}));
    }
    json["totalBytes"] = needed.totalBytes;
    json["position"] = needed.position;
    json["maxPutBytes"] = needed.maxPutBytes;
    json["complete"] = needed.complete;
    return json;
}

} // namespace fieldfare
