// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string_view>

namespace fieldfare::installer {

/// The order of two version texts, as Debian's packages have it (deb-version(7), without epoch and revision):
/// runs of digits compare as numbers of any length, everything between them character by character, where '~'
/// comes before the end of the text, the end before letters, and letters before all else. So 1.0~rc1 < 1.0
/// < 1.0a < 1.0+1 < 1.9 < 1.10.
[[nodiscard]] std::weak_ordering compareVersions(std::string_view a, std::string_view b);

} // namespace fieldfare::installer
