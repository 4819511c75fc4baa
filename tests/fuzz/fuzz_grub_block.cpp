// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/grub_block.h"

#include <cstdlib>

using namespace fieldfare;

/// GRUB's environment block: whatever is accepted comes out the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto block = installer::GrubBlock::parse(std::as_bytes(std::span(data, size)), "grubenv");
    if (!block.ok()) {
        return 0;
    }
    const auto slot = block->get("slot");
    const auto sector = block->sector("grubenv");
    if (!sector.ok() || sector->size() != installer::GrubBlock::sectorBytes) {
        std::abort();
    }
    auto again = installer::GrubBlock::parse(*sector, "grubenv");
    if (!again.ok() || again->get("slot") != slot) {
        std::abort();
    }
    again->set("slot", "b\\\n");
    if (const auto changed = again->sector("grubenv"); changed.ok()) {
        const auto last = installer::GrubBlock::parse(*changed, "grubenv");
        if (!last.ok() || last->get("slot") != "b\\\n") {
            std::abort();
        }
    }
    return 0;
}
