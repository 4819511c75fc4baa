// SPDX-License-Identifier: Apache-2.0
// Whatever comes over the installer's socket, cut anywhere: decoded and then read as every message that it
// might be.
#include "core/protocol/installer_socket.h"

using namespace fieldfare;

namespace {

void readAll(const SocketMessage& message) {
    (void)openReply(message).ok();
    (void)openAck(message).ok();
    for (const char* member : {"device", "installation", "needed", "data", "error"}) {
        const auto found = message.json.find(member);
        if (found == message.json.end()) {
            continue;
        }
        (void)errorFromJson(*found);
        if (const auto status = deviceStatusFromJson(*found); status.ok()) {
            (void)toJson(*status).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
        if (const auto status = installationStatusFromJson(*found); status.ok()) {
            (void)toJson(*status).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
        if (const auto needed = neededRangesFromJson(*found); needed.ok()) {
            std::uint64_t sum = 0;
            for (const ByteRange& range : needed->ranges) {
                sum += range.length;
            }
            if (sum != needed->totalBytes || needed->position > sum) {
                std::abort();
            }
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    const std::size_t step = 1 + data[0];
    const ByteView bytes = std::as_bytes(std::span(data, size)).subspan(1);
    SocketDecoder decoder;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        decoder.feed(bytes.subspan(at, std::min(step, bytes.size() - at)));
        for (;;) {
            const auto message = decoder.next();
            if (!message.ok()) {
                return 0;
            }
            if (!message->has_value()) {
                break;
            }
            readAll(**message);
            SocketDecoder again;
            again.feed(encodeMessage(**message));
            if (!again.next().ok()) {
                std::abort();
            }
        }
    }
    return 0;
}
