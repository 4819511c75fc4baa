// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/recipe.h"

#include "core/base/file.h"
#include "core/bundle/recipe_table.h"
#include "core/storage/byte_source.h"

#include <algorithm>
#include <charconv>

namespace fieldfare {

namespace {

constexpr int maxAnnotationDepth = 8;

/// `built-at`: a TOML date and time with its offset, or seconds since 1970.
UnixTime builtAt(RecipeTable& table, const RecipeDefaults& defaults) {
    const toml::node* value = table.node("built-at");
    if (value == nullptr) {
        return defaults.sourceDateEpoch.value_or(defaults.now);
    }
    if (value->is_integer()) {
        return UnixTime(std::chrono::seconds(table.number("built-at", maxBuiltAt)));
    }
    const toml::value<toml::date_time>* time = value->as_date_time();
    if (time == nullptr || !time->get().offset) {
        table.fail("built-at", "must be a date and time with its offset, as 2026-01-31T12:00:00Z");
        return {};
    }
    const toml::date_time& at = time->get();
    const std::chrono::sys_days day = std::chrono::year(at.date.year) / at.date.month / at.date.day;
    return day + std::chrono::hours(at.time.hour) + std::chrono::minutes(at.time.minute) +
           std::chrono::seconds(at.time.second) - std::chrono::minutes(at.offset->minutes);
}

Result<> readRelease(const toml::table& toml, const RecipeDefaults& defaults,
                     const std::filesystem::path& folder, Recipe& recipe) {
    RecipeTable table(toml, "release");
    Release& release = recipe.manifest.release;
    release.name = table.text("name");
    release.version = table.text("version");
    release.epoch = table.number("epoch", maxEpoch);
    release.builtAt = builtAt(table, defaults);
    release.updateClass = table.textOr("class", release.updateClass);
    release.notes = table.textOr("notes", "");
    release.advisories = table.texts("advisories");
    recipe.carriesAgent = table.optionalBoolean("carries-agent");
    if (const std::string sbom = table.textOr("sbom", ""); !sbom.empty()) {
        recipe.sbomFile = folder / sbom;
    }
    return table.finish();
}

Result<> readCompatible(const std::vector<const toml::table*>& list, Recipe& recipe) {
    for (const toml::table* toml : list) {
        RecipeTable table(*toml, "compatible[" + std::to_string(recipe.manifest.compatible.size()) + "]");
        CompatibleDevice device;
        device.model = table.text("model");
        device.hardwareRevisions = table.texts("hardware-revisions");
        FF_CHECK(table.finish());
        recipe.manifest.compatible.push_back(std::move(device));
    }
    return {};
}

Result<> readPayloads(const std::vector<const toml::table*>& list, const std::filesystem::path& folder,
                      Recipe& recipe) {
    for (const toml::table* toml : list) {
        RecipeTable table(*toml, "payload[" + std::to_string(recipe.payloads.size()) + "]");
        PayloadSource source;
        source.payload.name = table.text("name");
        source.payload.kind = table.textOr("kind", source.payload.kind);
        source.payload.group = table.textOr("group", source.payload.name);
        source.image = folder / table.text("image");
        FF_CHECK(table.finish());
        recipe.payloads.push_back(std::move(source));
    }
    return {};
}

/// Annotations may be any TOML that JSON can say too. The depth is limited, so the recursion is.
Result<Json> toJson(const toml::node& node, const std::string& key, int depth) {
    if (depth > maxAnnotationDepth) {
        return recipeError(key, "nested deeper than " + std::to_string(maxAnnotationDepth), &node);
    }
    if (const toml::table* table = node.as_table()) {
        Json object = Json::object();
        for (const auto& [name, value] : *table) {
            FF_TRY(object[std::string(name.str())],
                   toJson(value, key + "." + std::string(name.str()), depth + 1));
        }
        return object;
    }
    if (const toml::array* array = node.as_array()) {
        Json list = Json::array();
        for (const toml::node& value : *array) {
            FF_TRY(Json item, toJson(value, key, depth + 1));
            list.push_back(std::move(item));
        }
        return list;
    }
    if (node.is_string()) {
        return Json(node.as_string()->get());
    }
    if (node.is_integer()) {
        return Json(node.as_integer()->get());
    }
    if (node.is_boolean()) {
        return Json(node.as_boolean()->get());
    }
    return recipeError(key, "must be a text, a whole number, true, false, a list or a table", &node);
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// Lets the manifest's own rules judge the values, so that there is one set of rules, and names the recipe's
/// key and line.
Result<> checkValues(const Recipe& recipe, const toml::table& toml) {
    Manifest manifest = recipe.manifest;
    for (const PayloadSource& source : recipe.payloads) {
        Payload payload = source.payload;
        payload.imageBytes = payload.indexBytes = payload.dataBytes = 1;
        manifest.payloads.push_back(std::move(payload));
    }
    const Result<Manifest> parsed = parseManifest(writeManifest(manifest));
    if (parsed.ok()) {
        return {};
    }
    const ErrorValue* key = parsed.error().find("key");
    const ErrorValue* detail = parsed.error().find("detail");
    std::string name = key != nullptr ? toString(*key) : std::string();
    for (const auto& [from, to] : {std::pair{"payloads", "payload"},
                                   {"hardwareRevisions", "hardware-revisions"},
                                   {"builtAt", "built-at"},
                                   {"manifest.", ""}}) {
        replaceAll(name, from, to);
    }
    const auto node = toml.at_path(name);
    return recipeError(name,
                       detail != nullptr ? toString(*detail) : std::string(errorSlug(parsed.error().code())),
                       node ? node.node() : nullptr);
}

Result<Recipe> recipeFrom(const toml::table& toml, const std::filesystem::path& folder,
                          const RecipeDefaults& defaults) {
    Recipe recipe;
    RecipeTable table(toml, "");
    const toml::table* release = table.table("release");
    const toml::table* precondition = table.table("precondition");
    const toml::table* annotations = table.table("annotations");
    const std::vector<const toml::table*> compatible = table.tables("compatible");
    const std::vector<const toml::table*> payloads = table.tables("payload");
    for (const auto& [key, present] : {std::pair{"release", release != nullptr},
                                       {"compatible", !compatible.empty()},
                                       {"payload", !payloads.empty()}}) {
        if (!present) {
            table.fail(key, "the table is missing");
        }
    }
    FF_CHECK(table.finish());
    FF_CHECK(readRelease(*release, defaults, folder, recipe));
    FF_CHECK(readCompatible(compatible, recipe));
    FF_CHECK(readPayloads(payloads, folder, recipe));
    if (precondition != nullptr) {
        RecipeTable reader(*precondition, "precondition");
        recipe.manifest.precondition.release = reader.textOr("release", "");
        recipe.manifest.precondition.versions = reader.texts("versions");
        FF_CHECK(reader.finish());
    }
    if (annotations != nullptr) {
        FF_TRY(recipe.manifest.annotations, toJson(*annotations, "annotations", 0));
    }
    FF_CHECK(checkValues(recipe, toml));
    return recipe;
}

Result<Digest> digestOfFile(const std::filesystem::path& path) {
    FF_TRY(const auto source, openByteSource(path));
    Sha256 hash;
    Bytes buffer(std::size_t{1} << 20);
    for (std::uint64_t at = 0; at < source->sizeBytes(); at += buffer.size()) {
        const MutableBytes part = MutableBytes(buffer).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), source->sizeBytes() - at)));
        FF_CHECK(source->readAt(at, part));
        hash.update(part);
    }
    return hash.finish();
}

} // namespace

Result<Recipe> parseRecipe(std::string_view text, const std::filesystem::path& folder,
                           const RecipeDefaults& defaults) {
    if (text.size() > maxRecipeBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"have", std::uint64_t{text.size()}}, {"limit", std::uint64_t{maxRecipeBytes}}});
    }
    toml::table toml;
    try {
        toml = toml::parse(text);
    } catch (const toml::parse_error& fault) {
        return Error(ErrorCode::BadRecipe, {{"detail", std::string(fault.description())},
                                            {"key", std::string("?")},
                                            {"line", std::uint64_t{fault.source().begin.line}}});
    }
    return recipeFrom(toml, folder, defaults);
}

Result<Recipe> readRecipe(const std::filesystem::path& path, const RecipeDefaults& defaults) {
    FF_TRY(const Bytes text, readFile(path, maxRecipeBytes));
    const std::filesystem::path folder =
        path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    FF_TRY(Recipe recipe, parseRecipe(asText(text), folder, defaults).with("path", path.string()));
    if (!recipe.sbomFile.empty()) {
        FF_TRY(recipe.manifest.release.sbomDigest, digestOfFile(recipe.sbomFile));
    }
    return recipe;
}

Result<UnixTime> parseSourceDateEpoch(std::string_view text) {
    std::uint64_t seconds = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc() || end != text.data() + text.size() || seconds > maxBuiltAt) {
        return Error(ErrorCode::BadValue,
                     {{"key", "SOURCE_DATE_EPOCH"}, {"detail", "must be seconds since 1970"}});
    }
    return UnixTime(std::chrono::seconds(seconds));
}

} // namespace fieldfare
