// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/query.h"

#include <algorithm>
#include <charconv>

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxItems = 8;

} // namespace

QueryReader::QueryReader(std::string_view query) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view item = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::size_t equals = item.find('=');
        if (equals == std::string_view::npos || m_items.size() == maxItems) {
            fail("the query cannot be read");
            return;
        }
        if (find(item.substr(0, equals)) != nullptr) {
            fail("a name appears twice in the query");
            return;
        }
        m_items.push_back({item.substr(0, equals), item.substr(equals + 1)});
    }
}

void QueryReader::fail(std::string detail) {
    if (!m_error) {
        m_error = Error(ErrorCode::BadRequest, {{"detail", std::move(detail)}});
    }
}

QueryReader::Item* QueryReader::find(std::string_view name) {
    const auto it =
        std::find_if(m_items.begin(), m_items.end(), [&](const Item& item) { return item.name == name; });
    return it == m_items.end() ? nullptr : &*it;
}

std::uint64_t QueryReader::numberOr(std::string_view name, std::uint64_t max, std::uint64_t fallback) {
    Item* item = find(name);
    if (item == nullptr) {
        return fallback;
    }
    item->used = true;
    std::uint64_t value = 0;
    const char* end = item->value.data() + item->value.size();
    const auto parsed = std::from_chars(item->value.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || value > max) {
        fail("the value of " + std::string(name) + " is not a number from 0 to " + std::to_string(max));
        return fallback;
    }
    return value;
}

std::uint64_t QueryReader::number(std::string_view name, std::uint64_t max) {
    if (find(name) == nullptr) {
        fail(std::string(name) + " is missing in the query");
        return 0;
    }
    return numberOr(name, max, 0);
}

Result<> QueryReader::finish() const {
    if (m_error) {
        return *m_error;
    }
    if (std::any_of(m_items.begin(), m_items.end(), [](const Item& item) { return !item.used; })) {
        return Error(ErrorCode::BadRequest, {{"detail", "the query has a name that is not known here"}});
    }
    return {};
}

} // namespace fieldfare::agent
