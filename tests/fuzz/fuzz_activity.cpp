// SPDX-License-Identifier: Apache-2.0
#include "app/store/activity_entry.h"

#include <cstdlib>

using namespace fieldfare;
using namespace fieldfare::app;

/// Reads the input as an activity log. What can be read of it is then written as a chain of its own, which
/// must be whole; and whatever bytes a device sends for a text, the line that holds them can be read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    ActivityChain chain = readActivityChain(input);
    if (chain.wholeBytes > input.size() || (chain.entries.empty() && !chain.broken && chain.wholeBytes > 0)) {
        std::abort();
    }
    ActivityEntry hostile;
    hostile.subject = hostile.device = hostile.detail = hostile.act = input;
    chain.entries.push_back(hostile);
    std::string text;
    Digest previous;
    std::uint64_t number = 0;
    for (ActivityEntry& entry : chain.entries) {
        entry.number = ++number;
        entry.previous = previous;
        const std::string line = activityLine(entry);
        previous = sha256(asBytes(line));
        text += line + '\n';
    }
    const ActivityChain again = readActivityChain(text);
    if (again.broken || again.entries.size() != chain.entries.size() || again.wholeBytes != text.size() ||
        again.head != previous) {
        std::abort();
    }
    return 0;
}
