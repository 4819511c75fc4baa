// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <functional>
#include <string>

namespace fieldfare::app {

/// The head of an HTTP/1.1 reply, as much of it as the client needs.
struct HttpReplyHead {
    int status = 0;
    std::string contentType;
    bool keepsOpen = true; ///< The connection may be used again.
};

/// Cuts a byte stream into one HTTP/1.1 reply after another (RFC 9112): Content-Length, chunked, or until the
/// end of the stream. Everything is bounded: 16 KiB of head, 4 KiB of chunk extensions. Interim replies (100
/// to 199) are skipped.
class HttpReplyParser {
public:
    enum class State { Head, Body, Complete, Failed };
    /// `onBody` gets the body as it comes, decoded.
    explicit HttpReplyParser(std::function<void(std::string_view)> onBody);

    /// Takes bytes until the reply is complete; returns how many were used. Bytes that follow a complete
    /// reply are the caller's. After Failed nothing is taken. Errors: BadMessage{detail}.
    [[nodiscard]] Result<std::size_t> feed(std::string_view bytes);
    /// The peer closed: completes a body without a length. Errors: BadMessage if something is missing.
    [[nodiscard]] Result<> end();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const HttpReplyHead& head() const { return m_head; }

private:
    enum class Framing { Length, Chunked, UntilClose };
    enum class ChunkPart { Size, Data, DataEnd, Trailer };
    [[nodiscard]] Result<std::size_t> feedHead(std::string_view bytes);
    [[nodiscard]] Result<> readHead();
    [[nodiscard]] Result<> readField(std::string_view line);
    [[nodiscard]] Result<std::size_t> feedBody(std::string_view bytes);
    [[nodiscard]] Result<std::size_t> feedChunked(std::string_view bytes);
    [[nodiscard]] Result<> readChunkLine();
    Error fail(const char* detail);

    std::function<void(std::string_view)> m_onBody;
    State m_state = State::Head;
    HttpReplyHead m_head;
    std::string m_line; ///< The head, or a line between chunks, as far as it has come.
    Framing m_framing = Framing::UntilClose;
    ChunkPart m_chunkPart = ChunkPart::Size;
    std::uint64_t m_left = 0;
    bool m_hasLength = false;
    bool m_http10 = false;
};

} // namespace fieldfare::app
