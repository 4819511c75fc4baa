// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/manifest.h"

#include <cstdlib>

using namespace fieldfare;

/// Any text: what is accepted must be written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Result<Manifest> manifest = parseManifest(std::as_bytes(std::span(data, size)));
    if (manifest.ok()) {
        const Result<Manifest> again = parseManifest(writeManifest(*manifest));
        if (!again.ok() || !(*again == *manifest)) {
            std::abort();
        }
    }
    return 0;
}
