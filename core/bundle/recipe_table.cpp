// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/recipe_table.h"

#include <algorithm>

namespace fieldfare {

Error recipeError(std::string key, std::string detail, const toml::node* node) {
    return Error(ErrorCode::BadRecipe,
                 {{"key", std::move(key)},
                  {"detail", std::move(detail)},
                  {"line", std::uint64_t{node != nullptr ? node->source().begin.line : 1}}});
}

std::string RecipeTable::nameOf(std::string_view key) const {
    return m_where.empty() ? std::string(key) : m_where + "." + std::string(key);
}

void RecipeTable::fail(const char* key, std::string detail) {
    if (!m_error) {
        const toml::node* at = m_table.get(key);
        m_error = recipeError(nameOf(key), std::move(detail), at != nullptr ? at : &m_table);
    }
}

const toml::node* RecipeTable::find(const char* key, bool required) {
    m_seen.emplace_back(key);
    const toml::node* value = m_table.get(key);
    if (value == nullptr && required) {
        fail(key, "the key is missing");
    }
    return value;
}

std::string RecipeTable::text(const char* key) {
    const toml::node* value = find(key, true);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_string()) {
        fail(key, "must be a text in quotes");
        return {};
    }
    return value->as_string()->get();
}

std::string RecipeTable::textOr(const char* key, std::string fallback) {
    return find(key, false) != nullptr ? text(key) : std::move(fallback);
}

std::uint64_t RecipeTable::number(const char* key, std::uint64_t max) {
    const toml::node* value = find(key, true);
    if (value == nullptr) {
        return 0;
    }
    if (!value->is_integer() || value->as_integer()->get() < 0 ||
        static_cast<std::uint64_t>(value->as_integer()->get()) > max) {
        fail(key, "must be a whole number from 0 to " + std::to_string(max));
        return 0;
    }
    return static_cast<std::uint64_t>(value->as_integer()->get());
}

std::optional<bool> RecipeTable::optionalBoolean(const char* key) {
    const toml::node* value = find(key, false);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_boolean()) {
        fail(key, "must be true or false");
        return std::nullopt;
    }
    return value->as_boolean()->get();
}

std::vector<std::string> RecipeTable::texts(const char* key) {
    const toml::node* value = find(key, false);
    std::vector<std::string> list;
    if (value == nullptr) {
        return list;
    }
    const toml::array* array = value->as_array();
    if (array == nullptr ||
        !std::all_of(array->begin(), array->end(), [](const toml::node& n) { return n.is_string(); })) {
        fail(key, "must be a list of texts");
        return list;
    }
    for (const toml::node& item : *array) {
        list.push_back(item.as_string()->get());
    }
    return list;
}

std::vector<const toml::table*> RecipeTable::tables(const char* key) {
    const toml::node* value = find(key, false);
    std::vector<const toml::table*> list;
    if (value == nullptr) {
        return list;
    }
    const toml::array* array = value->as_array();
    if (array == nullptr || !array->is_array_of_tables()) {
        fail(key, "must be written as [[" + std::string(key) + "]]");
        return list;
    }
    for (const toml::node& item : *array) {
        list.push_back(item.as_table());
    }
    return list;
}

const toml::table* RecipeTable::table(const char* key) {
    const toml::node* value = find(key, false);
    if (value != nullptr && !value->is_table()) {
        fail(key, "must be written as [" + std::string(key) + "]");
        return nullptr;
    }
    return value != nullptr ? value->as_table() : nullptr;
}

const toml::node* RecipeTable::node(const char* key) {
    return find(key, false);
}

Result<> RecipeTable::finish() {
    if (m_error) {
        return *m_error;
    }
    for (const auto& [key, value] : m_table) {
        if (std::find(m_seen.begin(), m_seen.end(), key.str()) == m_seen.end()) {
            return recipeError(nameOf(key.str()), "the key is not known", &value);
        }
    }
    return {};
}

} // namespace fieldfare
