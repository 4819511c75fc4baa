// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <toml++/toml.h>
#include <vector>

namespace fieldfare {

/// Reads the keys of one TOML table strictly, as JsonReader does for JSON: the first fault is kept with its
/// key and line, and finish() refuses keys that nobody asked for.
class RecipeTable {
public:
    /// `where` names the table in errors, "" for the whole recipe. `table` must outlive the reader.
    RecipeTable(const toml::table& table, std::string where)
        : m_table(table)
        , m_where(std::move(where)) {}

    [[nodiscard]] std::string text(const char* key);
    [[nodiscard]] std::string textOr(const char* key, std::string fallback);
    [[nodiscard]] std::uint64_t number(const char* key, std::uint64_t max);
    [[nodiscard]] std::optional<bool> optionalBoolean(const char* key);
    [[nodiscard]] std::vector<std::string> texts(const char* key);
    /// The tables of [[key]], none if it is missing.
    [[nodiscard]] std::vector<const toml::table*> tables(const char* key);
    /// The table of [key], or null.
    [[nodiscard]] const toml::table* table(const char* key);
    /// Any value, or null.
    [[nodiscard]] const toml::node* node(const char* key);
    [[nodiscard]] bool has(const char* key) const { return m_table.contains(key); }

    void fail(const char* key, std::string detail);
    /// Errors: BadRecipe{detail,line,key}.
    [[nodiscard]] Result<> finish();

private:
    [[nodiscard]] std::string nameOf(std::string_view key) const;
    const toml::node* find(const char* key, bool required);
    const toml::table& m_table;
    std::string m_where;
    std::vector<std::string> m_seen;
    std::optional<Error> m_error;
};

/// BadRecipe with the line where `node` begins, if there is one.
[[nodiscard]] Error recipeError(std::string key, std::string detail, const toml::node* node);

} // namespace fieldfare
