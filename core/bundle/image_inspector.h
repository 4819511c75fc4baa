// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/process.h"
#include "core/bundle/recipe.h"

namespace fieldfare {

/// What a look into an image showed.
struct ImageFacts {
    std::string payload;
    std::string fileSystem;           ///< "ext4", "squashfs", "erofs", or empty: something else
    std::uint64_t blockBytes = 0;     ///< Of an ext4 file system; 0: not known.
    std::optional<bool> carriesAgent; ///< Empty: could not be looked into.
    std::string osName; ///< NAME, VERSION_ID and PRETTY_NAME of os-release(5), where it could be read.
    std::string osVersion;
    std::string osPrettyName;
};

/// Looks into one image with the tools of its file system (debugfs, unsquashfs, dump.erofs), without mounting
/// it. A tool that is missing or fails leaves the facts empty. Errors: NotFound, Io.
[[nodiscard]] Result<ImageFacts> inspectImage(const std::filesystem::path& image, ProcessRunner& runner);

struct RecipeInspection {
    std::vector<ImageFacts> images;
    std::vector<Error> warnings; ///< For the person who builds: AgentUnknown, NoAgent, SmallBlocks.
};

/// Looks into every image of the recipe and decides its manifest's `carriesAgent`: as the recipe says, else
/// whether an image has the agent. Errors: NotFound, Io.
[[nodiscard]] Result<RecipeInspection> inspectRecipe(Recipe& recipe, ProcessRunner& runner);

} // namespace fieldfare
