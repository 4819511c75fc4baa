// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/frame_codec.h"

using namespace fieldfare;

/// Two bytes that choose the size in the record, then data that the record vouches for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input = std::as_bytes(std::span(data, size));
    if (size < 2) {
        return 0;
    }
    Frame frame;
    frame.imageBytes = loadLittleEndian<std::uint16_t>(input);
    const ByteView compressed = input.subspan(2);
    frame.dataBytes = static_cast<std::uint32_t>(compressed.size());
    frame.dataDigest = sha256(compressed);
    Bytes content(static_cast<std::size_t>(frame.imageBytes));
    static FrameDecoder decoder;
    static_cast<void>(decoder.decode(frame, compressed, content));
    return 0;
}
