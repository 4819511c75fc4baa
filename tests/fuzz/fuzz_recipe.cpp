// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/recipe.h"

using namespace fieldfare;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static_cast<void>(parseRecipe(asText(std::as_bytes(std::span(data, size))), "/recipes", {}));
    return 0;
}
