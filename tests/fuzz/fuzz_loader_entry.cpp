// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/loader_entry.h"

#include <cstdlib>

using namespace fieldfare;

/// systemd-boot's entries. The input is a name, a line's end, and the entry: whatever is accepted comes out
/// the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = asText(std::as_bytes(std::span(data, size)));
    const std::string_view name = text.substr(0, text.find('\n'));
    if (const auto counters = installer::parseTrialName(name)) {
        const auto again = installer::parseTrialName(installer::trialName(counters->left));
        if (!again || again->left != counters->left || again->done != 0) {
            std::abort();
        }
    }
    std::string content(text.substr(std::min(text.size(), name.size() + 1)));
    content.resize(installer::entryBytes, '\0');
    const auto entry = installer::parseEntry(asBytes(content), "entry");
    if (!entry.ok()) {
        return 0;
    }
    const device::SystemdBootConfig config;
    const auto written = installer::renderEntry(*entry, installer::EntryKind::Trial, config);
    if (!written.ok()) {
        return 0; // long names of slots, many times
    }
    auto again = installer::parseEntry(*written, "entry");
    if (!again.ok() || !(*again == *entry)) {
        std::abort();
    }
    return 0;
}
