// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/slot_records.h"

#include "core/bundle/limits.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

constexpr const char* fileName = "slots";
constexpr std::size_t maxFileBytes = std::size_t{64} << 10;
constexpr std::size_t maxText = 128;

Result<SlotRecord> recordFromJson(const Json& json) {
    JsonReader reader(json, "slot");
    SlotRecord record;
    record.release.name = reader.text("name", maxText);
    record.release.version = reader.text("version", maxText);
    record.release.epoch = reader.number("epoch", maxEpoch);
    record.manifestDigest = reader.text("manifest", maxText);
    record.headName = reader.text("head", maxText);
    record.payload = reader.text("payload", maxText);
    record.signedAt = reader.signedNumber("signedAt");
    record.sequence = reader.number("sequence", maxEpoch);
    FF_CHECK(reader.finishLenient()); // a newer installer may have more to say
    return record;
}

Json toJson(const SlotRecord& record) {
    return {{"name", record.release.name},   {"version", record.release.version},
            {"epoch", record.release.epoch}, {"manifest", record.manifestDigest},
            {"head", record.headName},       {"payload", record.payload},
            {"signedAt", record.signedAt},   {"sequence", record.sequence}};
}

} // namespace

SlotRecords SlotRecords::load(StateStore& state) {
    SlotRecords records;
    const auto text = state.read(fileName, maxFileBytes);
    const auto json = text.ok() ? parseJson(asText(*text), {maxFileBytes, 4}) : Result<Json>(Json());
    if (!json.ok() || !json->is_object()) {
        return records;
    }
    for (const auto& [slot, value] : json->items()) {
        if (auto record = recordFromJson(value); record.ok()) {
            records.put(slot, std::move(*record));
        }
    }
    return records;
}

const SlotRecord* SlotRecords::find(const std::string& slot) const {
    const auto found = m_records.find(slot);
    return found == m_records.end() ? nullptr : &found->second;
}

std::vector<std::string> SlotRecords::headNames() const {
    std::vector<std::string> names;
    for (const auto& [slot, record] : m_records) {
        names.push_back(record.headName);
    }
    return names;
}

std::uint64_t SlotRecords::nextSequence() const {
    std::uint64_t highest = 0;
    for (const auto& [slot, record] : m_records) {
        highest = std::max(highest, record.sequence);
    }
    return highest + 1;
}

Result<> SlotRecords::save(StateStore& state) const {
    Json json = Json::object();
    for (const auto& [slot, record] : m_records) {
        json[slot] = toJson(record);
    }
    if (auto saved = state.replace(fileName, asBytes(json.dump())); !saved.ok()) {
        return Error(ErrorCode::DataUnavailable, {{"path", state.pathOf(fileName).string()},
                                                  {"detail", describe(saved.error()).happened}});
    }
    return {};
}

} // namespace fieldfare::installer
