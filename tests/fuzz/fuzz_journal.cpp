// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/digest.h"
#include "core/storage/journal.h"

#include <algorithm>
#include <cstdlib>

using namespace fieldfare;

/// Reads the input as a journal. Then again with every checksum made right, so that the records behind them
/// are reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes content = toBytes(std::as_bytes(std::span(data, size)));
    if (readJournal(content).bytes > content.size()) {
        std::abort();
    }
    std::size_t at = 0;
    std::size_t records = 0;
    while (content.size() - at >= 16) {
        const std::size_t length = loadLittleEndian<std::uint32_t>(ByteView(content).subspan(at, 4)) % 512;
        if (length > content.size() - at - 16) {
            break;
        }
        storeLittleEndian(MutableBytes(content).subspan(at, 4), static_cast<std::uint32_t>(length));
        const Digest digest = sha256(ByteView(content).subspan(at, 8 + length));
        std::copy_n(digest.bytes.begin(), 8, content.begin() + static_cast<std::ptrdiff_t>(at + 8 + length));
        at += 16 + length;
        ++records;
    }
    const JournalPrefix prefix = readJournal(content);
    if (prefix.records.size() < records || prefix.bytes < at) {
        std::abort();
    }
    return 0;
}
