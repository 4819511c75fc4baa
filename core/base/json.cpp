// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <algorithm>
#include <set>

namespace fieldfare {

namespace {

const Json emptyObject = Json::object();
const Json emptyArray = Json::array();

/// Checks depth and double keys while nlohmann's parser runs, before the tree is built.
class StrictChecker final : public nlohmann::json_sax<Json> {
public:
    explicit StrictChecker(std::size_t maxDepth)
        : m_maxDepth(maxDepth) {}

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        if (!m_keys.back().insert(name).second) {
            detail = "the key " + name + " appears twice";
            return false;
        }
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        detail = "syntax error at byte " + std::to_string(position);
        return false;
    }

    std::string detail;

private:
    bool enter() {
        if (m_keys.size() >= m_maxDepth) {
            detail = "nested deeper than " + std::to_string(m_maxDepth);
            return false;
        }
        m_keys.emplace_back();
        return true;
    }
    bool leave() {
        m_keys.pop_back();
        return true;
    }
    std::size_t m_maxDepth;
    std::vector<std::set<std::string>> m_keys;
};

} // namespace

Result<Json> parseJson(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.maxBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"have", std::uint64_t{text.size()}}, {"limit", std::uint64_t{limits.maxBytes}}});
    }
    if (text.find('\0') != text.npos) {
        // nlohmann's parser would take it for the end of the text, and never look at what stands behind it
        return Error(ErrorCode::BadJson, {{"detail", "it holds a byte of zero"}});
    }
    StrictChecker checker(limits.maxDepth);
    if (!Json::sax_parse(text, &checker)) {
        return Error(ErrorCode::BadJson, {{"detail", checker.detail}});
    }
    Json value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (value.is_discarded()) {
        return Error(ErrorCode::BadJson, {{"detail", "not JSON"}});
    }
    return value;
}

JsonReader::JsonReader(const Json& object, std::string where)
    : m_object(object.is_object() ? object : emptyObject)
    , m_where(std::move(where)) {
    if (!object.is_object()) {
        m_error = Error(ErrorCode::BadValue, {{"key", m_where}, {"detail", "not an object"}});
    }
}

const Json* JsonReader::find(const char* key, bool required) {
    m_seen.emplace_back(key);
    const auto it = m_object.find(key);
    if (it == m_object.end() || it->is_null()) {
        if (required && !m_error) {
            m_error = Error(ErrorCode::MissingKey, {{"key", m_where + "." + key}});
        }
        return nullptr;
    }
    return &*it;
}

void JsonReader::fail(const char* key, std::string detail) {
    if (!m_error) {
        m_error = Error(ErrorCode::BadValue, {{"key", m_where + "." + key}, {"detail", std::move(detail)}});
    }
}

std::string JsonReader::text(const char* key, std::size_t maxBytes) {
    const Json* value = find(key, true);
    if (value == nullptr) {
        return {};
    }
    const auto* string = value->get_ptr<const std::string*>();
    if (string == nullptr) {
        fail(key, "not a text");
        return {};
    }
    if (string->size() > maxBytes) {
        fail(key, "longer than " + std::to_string(maxBytes) + " bytes");
        return {};
    }
    return *string;
}

std::string JsonReader::textOr(const char* key, std::size_t maxBytes, std::string fallback) {
    return find(key, false) != nullptr ? text(key, maxBytes) : std::move(fallback);
}

std::uint64_t JsonReader::number(const char* key, std::uint64_t max) {
    const Json* value = find(key, true);
    if (value == nullptr) {
        return 0;
    }
    // A value that was made here rather than parsed may be held as a signed integer.
    if (!value->is_number_integer() || (!value->is_number_unsigned() && value->get<std::int64_t>() < 0)) {
        fail(key, "not a whole number from 0");
        return 0;
    }
    const auto number = value->get<std::uint64_t>();
    if (number > max) {
        fail(key, "larger than " + std::to_string(max));
        return 0;
    }
    return number;
}

std::uint64_t JsonReader::numberOr(const char* key, std::uint64_t max, std::uint64_t fallback) {
    return find(key, false) != nullptr ? number(key, max) : fallback;
}

std::int64_t JsonReader::signedNumber(const char* key) {
    const Json* value = find(key, true);
    if (value == nullptr) {
        return 0;
    }
    if (!value->is_number_integer() ||
        (value->is_number_unsigned() && value->get<std::uint64_t>() > std::uint64_t{INT64_MAX})) {
        fail(key, "not a whole number");
        return 0;
    }
    return value->get<std::int64_t>();
}

bool JsonReader::boolean(const char* key) {
    const Json* value = find(key, true);
    if (value == nullptr) {
        return false;
    }
    if (!value->is_boolean()) {
        fail(key, "not true or false");
        return false;
    }
    return value->get<bool>();
}

bool JsonReader::booleanOr(const char* key, bool fallback) {
    return find(key, false) != nullptr ? boolean(key) : fallback;
}

const Json& JsonReader::object(const char* key) {
    const Json* value = find(key, true);
    if (value == nullptr) {
        return emptyObject;
    }
    if (!value->is_object()) {
        fail(key, "not an object");
        return emptyObject;
    }
    return *value;
}

const Json& JsonReader::array(const char* key, std::size_t maxItems) {
    const Json* value = find(key, true);
    if (value == nullptr) {
        return emptyArray;
    }
    if (!value->is_array()) {
        fail(key, "not a list");
        return emptyArray;
    }
    if (value->size() > maxItems) {
        fail(key, "more than " + std::to_string(maxItems) + " items");
        return emptyArray;
    }
    return *value;
}

const Json& JsonReader::arrayOrEmpty(const char* key, std::size_t maxItems) {
    return find(key, false) != nullptr ? array(key, maxItems) : emptyArray;
}

std::vector<std::string> JsonReader::textArray(const char* key, std::size_t maxItems, std::size_t maxBytes) {
    std::vector<std::string> texts;
    for (const Json& item : arrayOrEmpty(key, maxItems)) {
        const auto* string = item.get_ptr<const std::string*>();
        if (string == nullptr || string->size() > maxBytes) {
            fail(key, "an item is not a text of at most " + std::to_string(maxBytes) + " bytes");
            return {};
        }
        texts.push_back(*string);
    }
    return texts;
}

bool JsonReader::has(const char* key) const {
    const auto it = m_object.find(key);
    return it != m_object.end() && !it->is_null();
}

void JsonReader::ignore(const char* key) {
    m_seen.emplace_back(key);
}

Result<> JsonReader::finish() {
    if (m_error) {
        return *m_error;
    }
    for (const auto& item : m_object.items()) {
        if (std::find(m_seen.begin(), m_seen.end(), item.key()) == m_seen.end()) {
            return Error(ErrorCode::UnknownKey, {{"key", m_where + "." + item.key()}});
        }
    }
    return {};
}

Result<> JsonReader::finishLenient() const {
    if (m_error) {
        return *m_error;
    }
    return {};
}

} // namespace fieldfare
