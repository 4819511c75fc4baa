// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/manifest.h"

#include <algorithm>
#include <set>

namespace fieldfare {

namespace {

constexpr std::string_view wordCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-";
constexpr std::string_view modelCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-,";
constexpr std::string_view advisoryCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-:/";
constexpr std::string_view nameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";

constexpr std::size_t maxWordBytes = 64;
constexpr std::size_t maxModelBytes = 128;
constexpr std::size_t maxNameBytes = 32;
constexpr std::size_t maxNotesBytes = std::size_t{64} << 10;
constexpr std::size_t maxListItems = 256;
constexpr std::size_t maxCompatible = 64;

bool consistsOf(std::string_view text, std::string_view allowed, std::size_t maxBytes) {
    return !text.empty() && text.size() <= maxBytes && text.find_first_not_of(allowed) == text.npos;
}

bool isName(std::string_view text) {
    return consistsOf(text, nameCharacters, maxNameBytes) && text.front() != '-';
}

/// Text that a terminal or a screen may show as it is: no control characters but newline and tab.
bool isPlainText(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
    });
}

std::string word(JsonReader& reader, const char* key) {
    std::string text = reader.text(key, maxWordBytes);
    if (!consistsOf(text, wordCharacters, maxWordBytes)) {
        reader.fail(key, "must be 1 to 64 of A-Z a-z 0-9 . _ + -");
    }
    return text;
}

std::vector<std::string> words(JsonReader& reader, const char* key, std::string_view allowed) {
    std::vector<std::string> list = reader.textArray(key, maxListItems, maxWordBytes);
    for (const std::string& text : list) {
        if (!consistsOf(text, allowed, maxWordBytes)) {
            reader.fail(key, "an item has characters that are not allowed");
        }
    }
    return list;
}

Digest digest(JsonReader& reader, const char* key) {
    const std::string text = reader.text(key, 64);
    Result<Digest> value = digestFromHex(text);
    if (!value.ok() || text != value->hex()) {
        reader.fail(key, "must be 64 lower-case hexadecimal digits");
        return {};
    }
    return *value;
}

Result<Release> parseRelease(const Json& json) {
    JsonReader reader(json, "release");
    Release release;
    release.name = word(reader, "name");
    release.version = word(reader, "version");
    release.epoch = reader.number("epoch", maxEpoch);
    release.builtAt = UnixTime(std::chrono::seconds(reader.number("builtAt", maxBuiltAt)));
    release.updateClass = reader.text("class", maxWordBytes);
    if (release.updateClass != "security" && release.updateClass != "feature" &&
        release.updateClass != "maintenance") {
        reader.fail("class", "must be security, feature or maintenance");
    }
    release.notes = reader.textOr("notes", maxNotesBytes, "");
    if (!isPlainText(release.notes)) {
        reader.fail("notes", "must be plain text without control characters");
    }
    release.advisories = words(reader, "advisories", advisoryCharacters);
    if (reader.has("sbomSha256")) {
        release.sbomDigest = digest(reader, "sbomSha256");
    }
    FF_CHECK(reader.finish());
    return release;
}

Result<CompatibleDevice> parseCompatible(const Json& json, const std::string& where) {
    JsonReader reader(json, where);
    CompatibleDevice device;
    device.model = reader.text("model", maxModelBytes);
    if (!consistsOf(device.model, modelCharacters, maxModelBytes)) {
        reader.fail("model", "must be 1 to 128 of A-Z a-z 0-9 . _ + - and comma");
    }
    device.hardwareRevisions = words(reader, "hardwareRevisions", wordCharacters);
    FF_CHECK(reader.finish());
    return device;
}

Result<Precondition> parsePrecondition(const Json& json) {
    JsonReader reader(json, "precondition");
    Precondition precondition;
    if (reader.has("release")) {
        precondition.release = word(reader, "release");
    }
    precondition.versions = words(reader, "versions", wordCharacters);
    FF_CHECK(reader.finish());
    return precondition;
}

Result<Payload> parsePayload(const Json& json, const std::string& where) {
    JsonReader reader(json, where);
    Payload payload;
    payload.name = reader.text("name", maxNameBytes);
    payload.kind = reader.text("kind", maxNameBytes);
    payload.group = reader.text("group", maxNameBytes);
    for (const auto& [key, text] :
         {std::pair{"name", &payload.name}, {"kind", &payload.kind}, {"group", &payload.group}}) {
        if (!isName(*text)) {
            reader.fail(key, "must be 1 to 32 of a-z 0-9 and - and not begin with -");
        }
    }
    payload.imageBytes = reader.number("imageBytes", maxImageBytes);
    payload.imageDigest = digest(reader, "imageSha256");
    payload.indexBytes = reader.number("indexBytes", maxIndexBytes);
    payload.indexDigest = digest(reader, "indexSha256");
    payload.dataBytes = reader.number("dataBytes", maxMemberBytes);
    if (reader.has("patchBytes")) {
        payload.patchBytes = reader.number("patchBytes", maxMemberBytes);
    }
    for (const auto& [key, size] : {std::pair{"imageBytes", payload.imageBytes},
                                    {"indexBytes", payload.indexBytes},
                                    {"dataBytes", payload.dataBytes}}) {
        if (size == 0) {
            reader.fail(key, "must not be 0");
        }
    }
    FF_CHECK(reader.finish());
    return payload;
}

/// What decides whether this version can read the manifest at all: judged before keys that it may not know.
Result<> checkReadable(const Json& json) {
    const auto format = json.is_object() ? json.find("format") : json.end();
    if (!json.is_object() || format == json.end()) {
        return Error(ErrorCode::MissingKey, {{"key", "manifest.format"}});
    }
    if (!format->is_number_unsigned() || format->get<std::uint64_t>() == 0) {
        return Error(ErrorCode::BadValue,
                     {{"key", "manifest.format"}, {"detail", "must be a whole number from 1"}});
    }
    if (format->get<std::uint64_t>() > manifestFormat) {
        return Error(ErrorCode::UnsupportedFormat,
                     {{"have", format->get<std::uint64_t>()}, {"limit", manifestFormat}});
    }
    const auto features = json.find("requires");
    if (features != json.end() && features->is_array()) {
        for (const Json& item : *features) {
            const auto* feature = item.get_ptr<const std::string*>();
            if (feature == nullptr || *feature != patchesFeature) {
                return Error(
                    ErrorCode::UnknownFeature,
                    {{"feature", feature != nullptr ? feature->substr(0, maxWordBytes) : std::string("?")}});
            }
        }
    }
    return {};
}

Result<std::vector<Payload>> parsePayloads(const Json& list) {
    std::vector<Payload> payloads;
    std::set<std::string> names;
    for (const Json& item : list) {
        const std::string where = "payloads[" + std::to_string(payloads.size()) + "]";
        FF_TRY(Payload payload, parsePayload(item, where));
        if (!names.insert(payload.name).second) {
            return Error(ErrorCode::BadValue,
                         {{"key", where + ".name"}, {"detail", "two payloads have this name"}});
        }
        payloads.push_back(std::move(payload));
    }
    return payloads;
}

Json toJson(const Release& release) {
    Json json = {{"name", release.name},
                 {"version", release.version},
                 {"epoch", release.epoch},
                 {"builtAt", static_cast<std::uint64_t>(
                                 std::max<std::int64_t>(0, release.builtAt.time_since_epoch().count()))},
                 {"class", release.updateClass}};
    if (!release.notes.empty()) {
        json["notes"] = release.notes;
    }
    if (!release.advisories.empty()) {
        json["advisories"] = release.advisories;
    }
    if (release.sbomDigest) {
        json["sbomSha256"] = release.sbomDigest->hex();
    }
    return json;
}

Json toJson(const CompatibleDevice& device) {
    Json json = {{"model", device.model}};
    if (!device.hardwareRevisions.empty()) {
        json["hardwareRevisions"] = device.hardwareRevisions;
    }
    return json;
}

Json toJson(const Precondition& precondition) {
    Json json = Json::object();
    if (!precondition.release.empty()) {
        json["release"] = precondition.release;
    }
    if (!precondition.versions.empty()) {
        json["versions"] = precondition.versions;
    }
    return json;
}

Json toJson(const Payload& payload) {
    Json json = {{"name", payload.name},
                 {"kind", payload.kind},
                 {"group", payload.group},
                 {"imageBytes", payload.imageBytes},
                 {"imageSha256", payload.imageDigest.hex()},
                 {"indexBytes", payload.indexBytes},
                 {"indexSha256", payload.indexDigest.hex()},
                 {"dataBytes", payload.dataBytes}};
    if (payload.patchBytes > 0) {
        json["patchBytes"] = payload.patchBytes;
    }
    return json;
}

template <typename T>
Json listToJson(const std::vector<T>& items) {
    Json list = Json::array();
    for (const T& item : items) {
        list.push_back(toJson(item));
    }
    return list;
}

} // namespace

Result<Manifest> parseManifest(ByteView text) {
    FF_TRY(const Json json, parseJson(asText(text), {.maxBytes = maxManifestBytes, .maxDepth = 16}));
    FF_CHECK(checkReadable(json));
    JsonReader reader(json, "manifest");
    Manifest manifest;
    manifest.format = reader.number("format", manifestFormat);
    manifest.requiredFeatures =
        reader.textArray("requires", 1, maxWordBytes); // checkReadable names those that are not known
    manifest.carriesAgent = reader.boolean("carriesAgent");
    const Json& release = reader.object("release");
    const Json& compatible = reader.array("compatible", maxCompatible);
    const Json& payloads = reader.array("payloads", maxPayloads);
    if (reader.has("compatible") && compatible.empty()) {
        reader.fail("compatible", "must name at least one model");
    }
    if (reader.has("payloads") && payloads.empty()) {
        reader.fail("payloads", "must name at least one payload");
    }
    const Json* precondition = reader.has("precondition") ? &reader.object("precondition") : nullptr;
    if (reader.has("annotations")) {
        manifest.annotations = reader.object("annotations");
    }
    FF_CHECK(reader.finish());

    FF_TRY(manifest.release, parseRelease(release));
    for (const Json& item : compatible) {
        FF_TRY(CompatibleDevice device,
               parseCompatible(item, "compatible[" + std::to_string(manifest.compatible.size()) + "]"));
        manifest.compatible.push_back(std::move(device));
    }
    if (precondition != nullptr) {
        FF_TRY(manifest.precondition, parsePrecondition(*precondition));
    }
    FF_TRY(manifest.payloads, parsePayloads(payloads));
    const bool patched = std::any_of(manifest.payloads.begin(), manifest.payloads.end(),
                                     [](const Payload& payload) { return payload.patchBytes > 0; });
    if (patched && manifest.requiredFeatures.empty()) {
        return Error(ErrorCode::BadValue,
                     {{"key", "manifest.requires"}, {"detail", "must name patches, since there are some"}});
    }
    return manifest;
}

Bytes writeManifest(const Manifest& manifest) {
    Json json = {{"format", manifest.format},
                 {"release", toJson(manifest.release)},
                 {"compatible", listToJson(manifest.compatible)},
                 {"carriesAgent", manifest.carriesAgent},
                 {"payloads", listToJson(manifest.payloads)}};
    if (!manifest.requiredFeatures.empty()) {
        json["requires"] = manifest.requiredFeatures;
    }
    if (manifest.precondition != Precondition{}) {
        json["precondition"] = toJson(manifest.precondition);
    }
    if (!manifest.annotations.empty()) {
        json["annotations"] = manifest.annotations;
    }
    // Sorted keys are nlohmann's default; bytes that are not UTF-8 cannot stay, since the parser would refuse
    // them.
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    return toBytes(asBytes(text));
}

} // namespace fieldfare
