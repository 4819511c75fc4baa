// SPDX-License-Identifier: Apache-2.0
#include "core/base/checked.h"
#include "core/protocol/status.h"

namespace fieldfare {

namespace {

constexpr std::size_t maxText = 256;
constexpr std::size_t maxMessage = 512;
constexpr std::size_t maxParamText = 1024;
constexpr std::size_t maxParams = 16;
constexpr std::size_t maxSlots = 64;
constexpr std::size_t maxHealthResults = 64;
constexpr std::uint64_t maxNumber = INT64_MAX;

/// Cuts at a character's border.
std::string cut(std::string_view text, std::size_t maxBytes) {
    if (text.size() <= maxBytes) {
        return std::string(text);
    }
    std::size_t end = maxBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end));
}

Result<ReleaseId> releaseFromJson(const Json& json) {
    JsonReader reader(json, "release");
    ReleaseId release;
    release.name = reader.text("name", maxText);
    release.version = reader.text("version", maxText);
    release.epoch = reader.number("epoch", maxNumber);
    FF_CHECK(reader.finishLenient());
    return release;
}

Result<SlotStatus> slotFromJson(const Json& json) {
    JsonReader reader(json, "slot");
    SlotStatus slot;
    slot.name = reader.text("name", maxText);
    slot.group = reader.text("group", maxText);
    slot.bootName = reader.text("bootName", maxText);
    slot.booted = reader.boolean("booted");
    slot.sizeBytes = reader.number("sizeBytes", maxNumber);
    const auto state = slotStateFromName(reader.text("state", maxText));
    if (!state) {
        reader.fail("state", "not a slot's state");
    }
    FF_CHECK(reader.finishLenient());
    slot.state = *state;
    if (reader.has("release")) {
        FF_TRY(slot.release, releaseFromJson(json["release"]));
    }
    return slot;
}

Result<HealthResult> healthFromJson(const Json& json) {
    JsonReader reader(json, "health");
    HealthResult result;
    result.name = reader.text("name", maxText);
    result.passed = reader.boolean("passed");
    result.message = reader.text("message", maxMessage);
    FF_CHECK(reader.finishLenient());
    return result;
}

Result<ClockStatus> clockFromJson(const Json& json) {
    JsonReader reader(json, "clock");
    ClockStatus clock;
    clock.unixTime = reader.signedNumber("unixTime");
    clock.trusted = reader.boolean("trusted");
    clock.floor = reader.signedNumber("floor");
    FF_CHECK(reader.finishLenient());
    return clock;
}

std::optional<ErrorValue> paramFromJson(const Json& json) {
    if (const auto* text = json.get_ptr<const std::string*>()) {
        return cut(*text, maxParamText);
    }
    if (json.is_number_unsigned()) {
        return json.get<std::uint64_t>();
    }
    if (json.is_number_integer()) {
        return json.get<std::int64_t>();
    }
    return std::nullopt;
}

template <typename T>
Result<std::vector<T>> listFromJson(const Json& array, Result<T> (*itemFromJson)(const Json&)) {
    std::vector<T> list;
    for (const Json& json : array) {
        FF_TRY(T item, itemFromJson(json));
        list.push_back(std::move(item));
    }
    return list;
}

} // namespace

Error errorFromJson(const Json& json) {
    JsonReader reader(json, "error");
    const std::string slug = reader.text("code", maxText);
    if (!reader.finishLenient().ok()) {
        return Error(ErrorCode::BadMessage, {{"detail", "an error without a code"}});
    }
    const auto code = errorFromSlug(slug);
    Error error = code ? Error(*code) : Error(ErrorCode::RemoteError, {{"detail", slug}});
    const auto params = json.find("params");
    if (params == json.end() || !params->is_object()) {
        return error;
    }
    for (const auto& item : params->items()) {
        if (error.params().size() >= maxParams) {
            break;
        }
        auto value = paramFromJson(item.value());
        if (value && item.key().size() <= maxText) {
            error = std::move(error).with(item.key(), std::move(*value));
        }
    }
    return error;
}

Result<InstallationStatus> installationStatusFromJson(const Json& json) {
    JsonReader reader(json, "installation");
    InstallationStatus status;
    status.id = reader.text("id", maxText);
    status.manifestDigest = reader.text("manifestDigest", maxText);
    const auto state = installationStateFromName(reader.text("state", maxText));
    if (!state) {
        reader.fail("state", "not an installation's state");
    }
    status.imageBytes = reader.number("imageBytes", maxNumber);
    status.durableBytes = reader.number("durableBytes", maxNumber);
    status.neededBytes = reader.number("neededBytes", maxNumber);
    status.receivedBytes = reader.number("receivedBytes", maxNumber);
    status.target = reader.textOr("target", maxText, {});
    const Json& release = reader.object("release");
    const Json& health = reader.arrayOrEmpty("health", maxHealthResults);
    FF_CHECK(reader.finishLenient());
    status.state = *state;
    FF_TRY(status.release, releaseFromJson(release));
    FF_TRY(status.health, listFromJson(health, healthFromJson));
    if (reader.has("error")) {
        status.error = errorFromJson(json["error"]);
    }
    return status;
}

Result<DeviceStatus> deviceStatusFromJson(const Json& json) {
    JsonReader reader(json, "device");
    DeviceStatus status;
    status.apiVersion = static_cast<int>(reader.number("apiVersion", 1000));
    status.id = reader.text("id", maxText);
    status.name = reader.text("name", maxText);
    status.model = reader.text("model", maxText);
    status.hardwareRevision = reader.text("hardwareRevision", maxText);
    status.softwareVersion = reader.text("softwareVersion", maxText);
    status.bootId = reader.text("bootId", maxText);
    status.uptimeSeconds = reader.number("uptimeSeconds", maxNumber);
    status.epochFloor = reader.number("epochFloor", maxNumber);
    status.onTrial = reader.boolean("onTrial");
    status.switchPending = reader.boolean("switchPending");
    status.rolledBack = reader.boolean("rolledBack");
    status.revocationNumber = reader.number("revocationNumber", maxNumber);
    status.revocationsDamaged = reader.booleanOr("revocationsDamaged", false);
    const Json& release = reader.object("release");
    const Json& slots = reader.array("slots", maxSlots);
    const Json& clock = reader.object("clock");
    FF_CHECK(reader.finishLenient());
    FF_TRY(status.release, releaseFromJson(release));
    FF_TRY(status.clock, clockFromJson(clock));
    FF_TRY(status.slots, listFromJson(slots, slotFromJson));
    if (reader.has("installation")) {
        FF_TRY(status.installation, installationStatusFromJson(json["installation"]));
    }
    return status;
}

Result<NeededRanges> neededRangesFromJson(const Json& json) {
    JsonReader reader(json, "needed");
    NeededRanges needed;
    const Json& ranges = reader.array("ranges", maxNeededRanges);
    needed.totalBytes = reader.number("totalBytes", maxNumber);
    needed.position = reader.number("position", needed.totalBytes);
    needed.maxPutBytes = reader.number("maxPutBytes", maxNumber);
    needed.complete = reader.boolean("complete");
    std::uint64_t sum = 0;
    for (const Json& item : ranges) {
        if (!item.is_array() || item.size() != 2 || !item[0].is_number_unsigned() ||
            !item[1].is_number_unsigned()) {
            reader.fail("ranges", "an item is not [offset, length]");
            break;
        }
        const ByteRange range{item[0].get<std::uint64_t>(), item[1].get<std::uint64_t>()};
        const auto end = checkedAdd(range.offset, range.length);
        const auto next = checkedAdd(sum, range.length);
        if (range.length == 0 || !end.ok() || !next.ok() || *end > maxNumber || *next > maxNumber) {
            reader.fail("ranges", "an item is empty or too large");
            break;
        }
        sum = *next;
        needed.ranges.push_back(range);
    }
    FF_CHECK(reader.finishLenient());
    if (sum != needed.totalBytes) {
        return Error(ErrorCode::BadValue,
                     {{"key", "needed.totalBytes"}, {"detail", "not the sum of the ranges"}});
    }
    return needed;
}

} // namespace fieldfare
