// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/builder.h"

namespace fieldfare {

/// A recipe: what a bundle is made of, as a person writes it (TOML, docs/RECIPE.md explains every key).
struct Recipe {
    Manifest manifest; ///< Without payloads. `carriesAgent` is false until somebody decides, see
                       ///< image_inspector.h.
    std::vector<PayloadSource> payloads;
    std::optional<bool> carriesAgent; ///< Said by the recipe; otherwise the images tell.
    std::filesystem::path sbomFile;   ///< Empty, or the file whose digest goes into the release.
};

/// What a recipe may leave to its surroundings.
struct RecipeDefaults {
    std::optional<UnixTime> sourceDateEpoch; ///< https://reproducible-builds.org/specs/source-date-epoch/
    UnixTime now{};
};

inline constexpr std::size_t maxRecipeBytes = std::size_t{1} << 20;

/// Parses a recipe; relative paths are taken from `folder`. No file is touched.
/// Errors: BadRecipe{detail,line,key}, TooLarge.
[[nodiscard]] Result<Recipe> parseRecipe(std::string_view toml, const std::filesystem::path& folder,
                                         const RecipeDefaults& defaults);
/// Reads a recipe and the SBOM that it names. Errors: those of parseRecipe (with `path`), NotFound, Io.
[[nodiscard]] Result<Recipe> readRecipe(const std::filesystem::path& path, const RecipeDefaults& defaults);

/// The value of SOURCE_DATE_EPOCH, given as text. Errors: BadValue.
[[nodiscard]] Result<UnixTime> parseSourceDateEpoch(std::string_view text);

} // namespace fieldfare
