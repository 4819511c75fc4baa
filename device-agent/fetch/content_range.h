// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

namespace fieldfare::fetch {

/// The value of a Content-Range header (RFC 9110, 14.4) in its only useful form, "bytes FIRST-LAST/SIZE".
struct ContentRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t size = 0;
    friend bool operator==(const ContentRange&, const ContentRange&) = default;
};

/// Errors: HttpServer (another form, an unknown size, or numbers that contradict each other).
[[nodiscard]] Result<ContentRange> parseContentRange(std::string_view value);

} // namespace fieldfare::fetch
