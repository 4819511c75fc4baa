// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::agent {

/// Reads the query of a request strictly, in the manner of JsonReader: all values of this API are whole
/// numbers, so nothing is percent-decoded. The first fault is kept; finish() also refuses names that nobody
/// asked for.
class QueryReader {
public:
    /// `query` is what follows `?`; it must outlive the reader.
    explicit QueryReader(std::string_view query);

    /// A number from 0 to `max`, or `fallback` if the name is missing.
    [[nodiscard]] std::uint64_t numberOr(std::string_view name, std::uint64_t max, std::uint64_t fallback);
    /// A required number.
    [[nodiscard]] std::uint64_t number(std::string_view name, std::uint64_t max);
    /// "0" or "1"; false if the name is missing.
    [[nodiscard]] bool flag(std::string_view name) { return numberOr(name, 1, 0) == 1; }

    /// Errors: BadRequest{detail}.
    [[nodiscard]] Result<> finish() const;

private:
    struct Item {
        std::string_view name;
        std::string_view value;
        bool used = false;
    };
    void fail(std::string detail);
    Item* find(std::string_view name);

    std::vector<Item> m_items;
    std::optional<Error> m_error;
};

} // namespace fieldfare::agent
