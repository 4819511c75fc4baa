// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/installation_record.h"

namespace fieldfare::installer {
namespace {

constexpr std::size_t maxText = 128;
constexpr std::size_t maxGroups = 16;
constexpr std::uint64_t maxFrames = std::uint64_t{1} << 32;

Json refJson(const FrameRef& ref) {
    return Json::array({ref.payload, ref.frame});
}

Result<FrameRef> refFromJson(const Json& json) {
    const bool valid = json.is_array() && json.size() == 2 && json[0].is_number_unsigned() &&
                       json[1].is_number_unsigned() && json[0].get<std::uint64_t>() <= maxPayloads &&
                       json[1].get<std::uint64_t>() <= maxFrames;
    if (!valid) {
        return Error(ErrorCode::BadJournal, {{"detail", std::string("a frame number makes no sense")}});
    }
    return FrameRef{json[0].get<std::size_t>(), json[1].get<std::size_t>()};
}

Result<Checkpoint> checkpointFromJson(const Json& json) {
    JsonReader reader(json, "checkpoint");
    const Json& next = reader.array("next", 2);
    const Json& holes = reader.arrayOrEmpty("holes", maxHoles);
    FF_CHECK(reader.finishLenient());
    Checkpoint checkpoint;
    FF_TRY(checkpoint.next, refFromJson(next));
    for (const Json& hole : holes) {
        FF_TRY(checkpoint.holes.emplace_back(), refFromJson(hole));
    }
    return checkpoint;
}

Result<InstallationRecord> readRecord(const Json& json) {
    JsonReader reader(json, "installation record");
    const Json& status = reader.object("status");
    const Json& checkpoint = reader.object("checkpoint");
    InstallationRecord record;
    record.headName = reader.text("head", maxText);
    record.groups = reader.textArray("groups", maxGroups, maxText);
    record.reboot = reader.boolean("reboot");
    record.by = reader.textOr("by", maxText, {});
    if (reader.has("leaving")) {
        record.leaving = errorFromJson(reader.object("leaving"));
    }
    FF_CHECK(reader.finishLenient());
    FF_TRY(record.status, installationStatusFromJson(status));
    FF_TRY(record.checkpoint, checkpointFromJson(checkpoint));
    return record;
}

} // namespace

Result<> InstallationRecord::apply(InstallationEvent event) {
    const auto next = nextState(status.state, event);
    if (!next) {
        return Error(ErrorCode::NotSupported,
                     {{"detail", "it is " + std::string(toString(status.state))}, {"path", status.id}});
    }
    status.state = *next;
    return {};
}

std::string installationId(const Digest& manifestDigest) {
    return toHex(ByteView(manifestDigest.bytes).first(16));
}

Json toJson(const InstallationRecord& record) {
    Json holes = Json::array();
    for (const FrameRef& hole : record.checkpoint.holes) {
        holes.push_back(refJson(hole));
    }
    Json json{{"status", toJson(record.status)},
              {"head", record.headName},
              {"groups", record.groups},
              {"reboot", record.reboot},
              {"by", record.by},
              {"checkpoint", {{"next", refJson(record.checkpoint.next)}, {"holes", std::move(holes)}}}};
    if (record.leaving) {
        json["leaving"] = toJson(*record.leaving);
    }
    return json;
}

Result<InstallationRecord> recordFromJson(const Json& json) {
    auto record = readRecord(json);
    if (!record.ok()) {
        return Error(ErrorCode::BadJournal,
                     {{"detail", describe(record.error()).happened}, {"path", std::string("journal")}});
    }
    return record;
}

} // namespace fieldfare::installer
