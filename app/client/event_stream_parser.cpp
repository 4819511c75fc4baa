// SPDX-License-Identifier: Apache-2.0
#include "app/client/event_stream_parser.h"

namespace fieldfare::app {

namespace {
constexpr std::size_t maxEventBytes = std::size_t{1} << 20;
}

Result<> EventStreamParser::feed(std::string_view bytes) {
    for (const char c : bytes) {
        const bool secondHalfOfLineEnd = m_afterCarriageReturn && c == '\n';
        m_afterCarriageReturn = c == '\r';
        if (secondHalfOfLineEnd) {
            continue;
        }
        if (c == '\n' || c == '\r') {
            readLine(m_line);
            m_line.clear();
            continue;
        }
        m_line += c;
        if (m_line.size() + m_data.size() > maxEventBytes) {
            return Error(ErrorCode::BadMessage, {{"detail", std::string("an event is too large")}});
        }
    }
    return {};
}

void EventStreamParser::readLine(std::string_view line) {
    if (line.empty()) {
        if (m_hasData) {
            m_onEvent(m_name.empty() ? std::string_view("message") : std::string_view(m_name), m_data);
        }
        m_name.clear();
        m_data.clear();
        m_hasData = false;
        return;
    }
    const std::size_t colon = line.find(':');
    const std::string_view field = line.substr(0, colon);
    std::string_view value = colon == line.npos ? std::string_view() : line.substr(colon + 1);
    if (value.starts_with(' ')) {
        value.remove_prefix(1);
    }
    if (field == "event") {
        m_name = value.substr(0, 64);
    } else if (field == "data") {
        m_data += m_hasData ? "\n" : "";
        m_data += value;
        m_hasData = true;
    }
}

} // namespace fieldfare::app
