// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <toml++/toml.h>
#include <vector>

namespace fieldfare::device {

/// The one place where the first fault of a configuration is kept.
struct ConfigFault {
    std::optional<Error> error;
    void set(std::string key, std::string detail, const toml::node* node);
};

/// Reads the keys of one table. Each getter takes the variable with its default and changes it only if the
/// key is there and right. A key that nobody asked for is a fault with the nearest known one as a suggestion,
/// found when the reader ends.
class ConfigReader {
public:
    /// `table` may be null: then every default stays. `where` is "" or the table's name. All must outlive the
    /// reader.
    ConfigReader(const toml::table* table, std::string where, const std::filesystem::path& folder,
                 ConfigFault& fault);
    ~ConfigReader();
    ConfigReader(const ConfigReader&) = delete;
    ConfigReader& operator=(const ConfigReader&) = delete;

    enum class Need { Optional, Required };

    void text(const char* key, std::string& value, Need need = Need::Optional);
    /// Relative paths are relative to the file's folder; an empty text stays empty.
    void path(const char* key, std::filesystem::path& value, Need need = Need::Optional);
    void paths(const char* key, std::vector<std::filesystem::path>& value);
    void texts(const char* key, std::vector<std::string>& value);
    void boolean(const char* key, bool& value);
    void seconds(const char* key, std::chrono::seconds& value, std::uint64_t min, std::uint64_t max);
    template <typename T>
    void number(const char* key, T& value, std::uint64_t min, std::uint64_t max) {
        value = static_cast<T>(numberOr(key, value, min, max));
    }

    /// The table of [key], or null.
    [[nodiscard]] const toml::table* table(const char* key);
    /// The tables of [[key]].
    [[nodiscard]] std::vector<const toml::table*> tables(const char* key, std::size_t maxTables);

    [[nodiscard]] bool has(const char* key) const { return m_table != nullptr && m_table->contains(key); }
    void fail(const char* key, std::string detail);

private:
    [[nodiscard]] const toml::node* find(const char* key, Need need);
    [[nodiscard]] std::uint64_t numberOr(const char* key, std::uint64_t value, std::uint64_t min,
                                         std::uint64_t max);
    [[nodiscard]] std::string nameOf(std::string_view key) const;

    const toml::table* m_table;
    std::string m_where;
    const std::filesystem::path& m_folder;
    ConfigFault& m_fault;
    std::vector<std::string> m_known;
};

/// The entry of `known` that `word` is most likely a slip of, or nothing.
[[nodiscard]] std::optional<std::string> nearestWord(std::string_view word,
                                                     const std::vector<std::string>& known);

/// Letters, digits and . _ -, as names of slots and variables are written everywhere.
[[nodiscard]] bool isName(std::string_view text, std::size_t maxBytes);

} // namespace fieldfare::device
