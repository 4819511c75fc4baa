// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <nlohmann/json.hpp>

namespace fieldfare {

using Json = nlohmann::json;

struct JsonLimits {
    std::size_t maxBytes = std::size_t{1} << 20;
    std::size_t maxDepth = 16;
};

/// Parses hostile JSON: size and depth are limited before anything is built, and a key that appears twice in
/// an object, invalid UTF-8 or text after the value is refused. Errors: TooLarge, BadJson.
[[nodiscard]] Result<Json> parseJson(std::string_view text, JsonLimits limits = {});

/// Reads the members of one JSON object strictly: the first fault is kept, and finish() also refuses members
/// that nobody asked for. So a parser reads as a list of its keys:
///     JsonReader reader(json, "release");
///     const std::string name = reader.text("name", 64);
///     FF_CHECK(reader.finish());
/// Getters return an empty value after a fault.
class JsonReader {
public:
    /// `where` names the object in errors, e.g. "payload[0]". `object` must outlive the reader.
    JsonReader(const Json& object, std::string where);

    /// A required string of at most `maxBytes` bytes.
    [[nodiscard]] std::string text(const char* key, std::size_t maxBytes);
    [[nodiscard]] std::string textOr(const char* key, std::size_t maxBytes, std::string fallback);
    /// A required integer from 0 to `max`; a float, even a whole one, is refused.
    [[nodiscard]] std::uint64_t number(const char* key, std::uint64_t max);
    [[nodiscard]] std::uint64_t numberOr(const char* key, std::uint64_t max, std::uint64_t fallback);
    [[nodiscard]] std::int64_t signedNumber(const char* key);
    [[nodiscard]] bool boolean(const char* key);
    [[nodiscard]] bool booleanOr(const char* key, bool fallback);
    /// A required member that is an object, or an empty object after a fault.
    [[nodiscard]] const Json& object(const char* key);
    /// A required array of at most `maxItems`; optional ones use arrayOrEmpty.
    [[nodiscard]] const Json& array(const char* key, std::size_t maxItems);
    [[nodiscard]] const Json& arrayOrEmpty(const char* key, std::size_t maxItems);
    [[nodiscard]] std::vector<std::string> textArray(const char* key, std::size_t maxItems,
                                                     std::size_t maxBytes);
    /// True if the member is there and not null.
    [[nodiscard]] bool has(const char* key) const;
    /// Accepts a member without reading it.
    void ignore(const char* key);
    /// Records a fault found by the caller.
    void fail(const char* key, std::string detail);

    /// The first fault, or UnknownKey for a member that was never asked for. Errors: MissingKey, BadValue,
    /// UnknownKey.
    [[nodiscard]] Result<> finish();
    /// The first fault; members that nobody asked for are accepted, since a newer peer may send them.
    [[nodiscard]] Result<> finishLenient() const;

private:
    const Json* find(const char* key, bool required);
    const Json& m_object;
    std::string m_where;
    std::vector<std::string> m_seen;
    std::optional<Error> m_error;
};

} // namespace fieldfare
