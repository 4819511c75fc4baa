// SPDX-License-Identifier: Apache-2.0
#include "device-agent/config/config_reader.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace fieldfare::device {

namespace {

constexpr std::size_t maxTextBytes = 4096;
constexpr std::size_t maxListItems = 64;
constexpr std::size_t maxWordBytes = 64;

/// How many letters must be changed, added, dropped or swapped with their neighbour to come from `a` to `b`.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            }
        }
        beforeLast = last;
        last = row;
    }
    return last[b.size()];
}

/// "-" and "_" are the commonest slip, and no difference at all.
std::string normalised(std::string_view word) {
    std::string text(word.substr(0, maxWordBytes));
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

bool isPlainText(const std::string& text) {
    return text.size() <= maxTextBytes &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

} // namespace

bool isName(std::string_view text, std::size_t maxBytes) {
    return !text.empty() && text.size() <= maxBytes &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
           });
}

std::optional<std::string> nearestWord(std::string_view word, const std::vector<std::string>& known) {
    const std::string slip = normalised(word);
    std::optional<std::string> best;
    std::size_t bestDistance = std::max<std::size_t>(slip.size() / 3, 2) + 1;
    for (const std::string& candidate : known) {
        const std::size_t distance = editDistance(slip, normalised(candidate));
        if (distance < bestDistance && distance < candidate.size()) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

void ConfigFault::set(std::string key, std::string detail, const toml::node* node) {
    if (error) {
        return;
    }
    const std::uint64_t line = node != nullptr ? node->source().begin.line : 0;
    error = Error(
        ErrorCode::BadConfig,
        {{"key", std::move(key)}, {"line", std::max<std::uint64_t>(line, 1)}, {"detail", std::move(detail)}});
}

ConfigReader::ConfigReader(const toml::table* table, std::string where, const std::filesystem::path& folder,
                           ConfigFault& fault)
    : m_table(table)
    , m_where(std::move(where))
    , m_folder(folder)
    , m_fault(fault) {}

ConfigReader::~ConfigReader() {
    if (m_table == nullptr) {
        return;
    }
    for (const auto& [key, value] : *m_table) {
        const std::string name(key.str());
        if (std::find(m_known.begin(), m_known.end(), name) == m_known.end()) {
            const std::optional<std::string> meant = nearestWord(name, m_known);
            m_fault.set(nameOf(name.substr(0, maxWordBytes)),
                        "the key is not known" +
                            (meant ? "; did you mean \"" + *meant + "\"?" : std::string()),
                        &value);
            return;
        }
    }
}

std::string ConfigReader::nameOf(std::string_view key) const {
    return m_where.empty() ? std::string(key) : m_where + "." + std::string(key);
}

void ConfigReader::fail(const char* key, std::string detail) {
    const toml::node* at = m_table != nullptr ? m_table->get(key) : nullptr;
    m_fault.set(nameOf(key), std::move(detail), at != nullptr ? at : m_table);
}

const toml::node* ConfigReader::find(const char* key, Need need) {
    m_known.emplace_back(key);
    const toml::node* value = m_table != nullptr ? m_table->get(key) : nullptr;
    if (value == nullptr && need == Need::Required) {
        fail(key, "the key is missing");
    }
    return value;
}

void ConfigReader::text(const char* key, std::string& value, Need need) {
    const toml::node* node = find(key, need);
    if (node == nullptr) {
        return;
    }
    if (!node->is_string() || !isPlainText(node->as_string()->get())) {
        fail(key, "must be a text in quotes, without control characters");
        return;
    }
    value = node->as_string()->get();
    if (need == Need::Required && value.empty()) {
        fail(key, "must not be empty");
    }
}

void ConfigReader::path(const char* key, std::filesystem::path& value, Need need) {
    std::string given;
    text(key, given, need);
    if (has(key)) {
        value = given.empty() ? std::filesystem::path() : (m_folder / given).lexically_normal();
    }
}

void ConfigReader::texts(const char* key, std::vector<std::string>& value) {
    const toml::node* node = find(key, Need::Optional);
    if (node == nullptr) {
        return;
    }
    const toml::array* array = node->as_array();
    const auto right = [](const toml::node& item) {
        return item.is_string() && isPlainText(item.as_string()->get());
    };
    if (array == nullptr || array->size() > maxListItems ||
        !std::all_of(array->begin(), array->end(), right)) {
        fail(key, "must be a list of at most " + std::to_string(maxListItems) + " texts, as [\"a\", \"b\"]");
        return;
    }
    value.clear();
    for (const toml::node& item : *array) {
        value.push_back(item.as_string()->get());
    }
}

void ConfigReader::paths(const char* key, std::vector<std::filesystem::path>& value) {
    std::vector<std::string> given;
    texts(key, given);
    if (!has(key)) {
        return;
    }
    value.clear();
    for (const std::string& item : given) {
        if (item.empty()) {
            fail(key, "must not hold an empty path");
            return;
        }
        value.push_back((m_folder / item).lexically_normal());
    }
}

void ConfigReader::boolean(const char* key, bool& value) {
    const toml::node* node = find(key, Need::Optional);
    if (node == nullptr) {
        return;
    }
    if (!node->is_boolean()) {
        fail(key, "must be true or false");
        return;
    }
    value = node->as_boolean()->get();
}

std::uint64_t ConfigReader::numberOr(const char* key, std::uint64_t value, std::uint64_t min,
                                     std::uint64_t max) {
    const toml::node* node = find(key, Need::Optional);
    if (node == nullptr) {
        return value;
    }
    const std::int64_t given = node->is_integer() ? node->as_integer()->get() : -1;
    if (given < 0 || static_cast<std::uint64_t>(given) < min || static_cast<std::uint64_t>(given) > max) {
        fail(key, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
        return value;
    }
    return static_cast<std::uint64_t>(given);
}

void ConfigReader::seconds(const char* key, std::chrono::seconds& value, std::uint64_t min,
                           std::uint64_t max) {
    value = std::chrono::seconds(
        static_cast<std::int64_t>(numberOr(key, static_cast<std::uint64_t>(value.count()), min, max)));
}

const toml::table* ConfigReader::table(const char* key) {
    const toml::node* node = find(key, Need::Optional);
    if (node != nullptr && !node->is_table()) {
        fail(key, "must be a table, written as [" + nameOf(key) + "]");
        return nullptr;
    }
    return node != nullptr ? node->as_table() : nullptr;
}

std::vector<const toml::table*> ConfigReader::tables(const char* key, std::size_t maxTables) {
    const toml::node* node = find(key, Need::Optional);
    std::vector<const toml::table*> list;
    if (node == nullptr) {
        return list;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr || !array->is_array_of_tables() || array->size() > maxTables) {
        fail(key, "must be at most " + std::to_string(maxTables) + " tables, each written as [[" +
                      nameOf(key) + "]]");
        return list;
    }
    for (const toml::node& item : *array) {
        list.push_back(item.as_table());
    }
    return list;
}

} // namespace fieldfare::device
