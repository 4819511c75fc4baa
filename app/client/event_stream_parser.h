// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace fieldfare::app {

/// Cuts a text/event-stream (WHATWG HTML, "Server-sent events") into events. Comments and unknown fields are
/// skipped. An event larger than 1 MiB ends in BadMessage.
class EventStreamParser {
public:
    using OnEvent = std::function<void(std::string_view name, std::string_view data)>;
    explicit EventStreamParser(OnEvent onEvent)
        : m_onEvent(std::move(onEvent)) {}
    /// Errors: BadMessage.
    [[nodiscard]] Result<> feed(std::string_view bytes);

private:
    void readLine(std::string_view line);
    OnEvent m_onEvent;
    std::string m_line;
    std::string m_name;
    std::string m_data;
    bool m_hasData = false;
    bool m_afterCarriageReturn = false;
};

} // namespace fieldfare::app
