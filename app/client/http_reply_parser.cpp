// SPDX-License-Identifier: Apache-2.0
#include "app/client/http_reply_parser.h"

#include <algorithm>
#include <charconv>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxHeadBytes = std::size_t{16} << 10;
constexpr std::size_t maxChunkLineBytes = std::size_t{4} << 10;

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

/// A whole number of digits only: no sign, no space, no overflow.
bool readNumber(std::string_view text, int base, std::uint64_t& number) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return !text.empty() && text.front() != '-' && code == std::errc() && end == text.data() + text.size();
}

} // namespace

HttpReplyParser::HttpReplyParser(std::function<void(std::string_view)> onBody)
    : m_onBody(std::move(onBody)) {}

Error HttpReplyParser::fail(const char* detail) {
    m_state = State::Failed;
    return Error(ErrorCode::BadMessage, {{"detail", std::string(detail)}});
}

Result<std::size_t> HttpReplyParser::feed(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && (m_state == State::Head || m_state == State::Body)) {
        const std::string_view rest = bytes.substr(used);
        FF_TRY(const std::size_t taken, m_state == State::Head ? feedHead(rest) : feedBody(rest));
        used += taken;
    }
    return used;
}

Result<> HttpReplyParser::end() {
    if (m_state == State::Body && m_framing == Framing::UntilClose) {
        m_state = State::Complete;
    }
    if (m_state != State::Complete) {
        return fail("the reply ended too early");
    }
    return {};
}

Result<std::size_t> HttpReplyParser::feedHead(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        m_line += bytes[i];
        if (m_line.size() > maxHeadBytes) {
            return fail("the head of the reply is too large");
        }
        if (bytes[i] == '\n' && (m_line.ends_with("\r\n\r\n") || m_line.ends_with("\n\n"))) {
            FF_CHECK(readHead());
            return i + 1;
        }
    }
    return bytes.size();
}

Result<> HttpReplyParser::readHead() {
    const std::string head = std::exchange(m_line, {});
    m_head = {};
    m_framing = Framing::UntilClose;
    m_hasLength = false;
    std::string_view rest = head;
    const std::string_view first = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(first.size() + 1);
    std::uint64_t status = 0;
    m_http10 = first.starts_with("HTTP/1.0 ");
    if ((!m_http10 && !first.starts_with("HTTP/1.1 ")) ||
        !readNumber(trimmed(first.substr(9, 3)), 10, status) || status < 100 || status > 599) {
        return fail("the reply is not HTTP/1.1");
    }
    m_head.status = static_cast<int>(status);
    m_head.keepsOpen = !m_http10;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        if (!trimmed(line).empty()) {
            FF_CHECK(readField(line));
        }
    }
    if (m_head.status < 200) {
        return {}; // interim: the real head follows
    }
    const bool noBody = m_head.status == 204 || m_head.status == 304;
    m_state = noBody || (m_framing == Framing::Length && m_left == 0) ? State::Complete : State::Body;
    m_head.keepsOpen = m_head.keepsOpen && (noBody || m_framing != Framing::UntilClose);
    m_chunkPart = ChunkPart::Size;
    return {};
}

Result<> HttpReplyParser::readField(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0) {
        return fail("a header line has no name");
    }
    const std::string name = lowered(line.substr(0, colon));
    const std::string value = lowered(trimmed(line.substr(colon + 1)));
    if (name == "content-length") {
        std::uint64_t length = 0;
        if (!readNumber(value, 10, length) || (m_hasLength && length != m_left) ||
            m_framing == Framing::Chunked) {
            return fail("Content-Length is not valid");
        }
        m_hasLength = true;
        m_left = length;
        m_framing = Framing::Length;
    } else if (name == "transfer-encoding") {
        if (value != "chunked" || m_hasLength) {
            return fail("Transfer-Encoding is not valid");
        }
        m_framing = Framing::Chunked;
    } else if (name == "content-type") {
        m_head.contentType = value.substr(0, value.find(';'));
    } else if (name == "connection" && value == "close") {
        m_head.keepsOpen = false;
    }
    return {};
}

Result<std::size_t> HttpReplyParser::feedBody(std::string_view bytes) {
    if (m_framing == Framing::Chunked) {
        return feedChunked(bytes);
    }
    const std::size_t taken = m_framing == Framing::Length
                                  ? static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_left))
                                  : bytes.size();
    m_onBody(bytes.substr(0, taken));
    if (m_framing == Framing::Length) {
        m_left -= taken;
        m_state = m_left == 0 ? State::Complete : State::Body;
    }
    return taken;
}

Result<std::size_t> HttpReplyParser::feedChunked(std::string_view bytes) {
    if (m_chunkPart == ChunkPart::Data) {
        const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_left));
        m_onBody(bytes.substr(0, taken));
        m_left -= taken;
        m_chunkPart = m_left == 0 ? ChunkPart::DataEnd : ChunkPart::Data;
        return taken;
    }
    const std::size_t newline = bytes.find('\n');
    const std::size_t taken = newline == bytes.npos ? bytes.size() : newline + 1;
    m_line += bytes.substr(0, taken);
    if (m_line.size() > maxChunkLineBytes) {
        return fail("a chunk's line is too long");
    }
    if (newline != bytes.npos) {
        FF_CHECK(readChunkLine());
    }
    return taken;
}

Result<> HttpReplyParser::readChunkLine() {
    const std::string line = std::exchange(m_line, {});
    const std::string_view content = trimmed(std::string_view(line).substr(0, line.size() - 1));
    if (m_chunkPart == ChunkPart::DataEnd) {
        if (!content.empty()) {
            return fail("a chunk is longer than it says");
        }
        m_chunkPart = ChunkPart::Size;
    } else if (m_chunkPart == ChunkPart::Trailer) {
        m_state = content.empty() ? State::Complete : State::Body;
    } else {
        if (!readNumber(trimmed(content.substr(0, content.find(';'))), 16, m_left)) {
            return fail("a chunk's size is not valid");
        }
        m_chunkPart = m_left == 0 ? ChunkPart::Trailer : ChunkPart::Data;
    }
    return {};
}

} // namespace fieldfare::app
