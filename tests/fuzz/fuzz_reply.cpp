// SPDX-License-Identifier: Apache-2.0
// What a device may send to the laptop: replies and events, cut at any place. The first byte is the size of
// the pieces.
#include "app/client/event_stream_parser.h"
#include "app/client/http_reply_parser.h"

#include <cstdlib>

using namespace fieldfare;
using namespace fieldfare::app;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::size_t step = 1 + data[0] % 64;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    std::size_t body = 0;
    EventStreamParser events([](std::string_view, std::string_view) {});
    HttpReplyParser parser([&](std::string_view piece) {
        body += piece.size();
        static_cast<void>(events.feed(piece).ok());
    });
    std::size_t at = 0;
    while (at < bytes.size() && parser.state() != HttpReplyParser::State::Complete) {
        const auto used = parser.feed(bytes.substr(at, step));
        if (!used.ok()) {
            break;
        }
        at += *used;
    }
    if (body > bytes.size()) {
        std::abort(); // no reply has more content than bytes
    }
    static_cast<void>(parser.end().ok());
    return 0;
}
