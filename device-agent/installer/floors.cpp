// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/floors.h"

#include "core/bundle/limits.h"
#include "core/crypto/clock_trust.h"
#include "device-agent/config/build_time.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

constexpr const char* fileName = "floor";
constexpr std::size_t maxFileBytes = 1024;

Floors readFile(StateStore& state) {
    const auto text = state.read(fileName, maxFileBytes);
    const auto json = text.ok() ? parseJson(asText(*text), {maxFileBytes, 2}) : Result<Json>(Json());
    if (!json.ok() || !json->is_object()) {
        return {};
    }
    JsonReader reader(*json, "floor");
    const std::uint64_t epoch = reader.number("epoch", maxEpoch);
    const std::int64_t signedAt = reader.signedNumber("signedAt");
    if (!reader.finishLenient().ok()) { // a newer installer may have more to say
        return {};
    }
    return {epoch, UnixTime(std::chrono::seconds(signedAt))};
}

} // namespace

Floors currentFloors(StateStore& state, const BootState& boot, const SlotRecord* booted) {
    Floors floors = readFile(state);
    floors.epoch = std::max(floors.epoch, boot.epochFloor);
    if (booted != nullptr && !boot.trial) {
        floors.epoch = std::max(floors.epoch, booted->release.epoch);
        floors.signedAt = std::max(floors.signedAt, UnixTime(std::chrono::seconds(booted->signedAt)));
    }
    return floors;
}

Result<> raiseFloors(Services& services, const Floors& floors) {
    const Floors old = readFile(services.state);
    const Floors now{std::max(old.epoch, floors.epoch), std::max(old.signedAt, floors.signedAt)};
    // The environment first: it is flushed in any case, and with it the commit that the floor counts. A
    // process that was killed behind its write may have left it in the cache only.
    FF_CHECK(services.boot.raiseEpochFloor(now.epoch));
    if (now.epoch == old.epoch && now.signedAt == old.signedAt) {
        return {};
    }
    const Json json{{"epoch", now.epoch}, {"signedAt", now.signedAt.time_since_epoch().count()}};
    if (!services.state.replace(fileName, asBytes(json.dump())).ok()) {
        return Error(ErrorCode::DataUnavailable, {{"path", services.state.pathOf(fileName).string()}});
    }
    return {};
}

TimePolicy timePolicy(const Clock& clock, const device::TrustConfig& trust, const Floors& floors) {
    return timePolicyFrom(clock, std::max(device::buildTime(), floors.signedAt), trust.trustClock);
}

} // namespace fieldfare::installer
