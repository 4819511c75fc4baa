// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/content_range.h"

#include <charconv>

namespace fieldfare::fetch {
namespace {

/// Takes a decimal number and the separator after it off the front of `text`.
std::optional<std::uint64_t> takeNumber(std::string_view& text, std::string_view separator) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc()) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with(separator)) {
        return std::nullopt;
    }
    text.remove_prefix(separator.size());
    return number;
}

} // namespace

Result<ContentRange> parseContentRange(std::string_view value) {
    const Error fault(ErrorCode::HttpServer,
                      {{"detail", std::string("its Content-Range header makes no sense")}});
    constexpr std::string_view unit = "bytes ";
    if (!value.starts_with(unit)) {
        return fault;
    }
    value.remove_prefix(unit.size());
    const auto first = takeNumber(value, "-");
    const auto last = first ? takeNumber(value, "/") : std::nullopt;
    const auto size = last ? takeNumber(value, "") : std::nullopt;
    if (!size || !value.empty() || *first > *last || *last >= *size) {
        return fault;
    }
    return ContentRange{*first, *last, *size};
}

} // namespace fieldfare::fetch
