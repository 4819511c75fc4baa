// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string_view>

namespace fieldfare::app {

/// The longest string of a device that is shown anywhere, in UTF-16 units.
inline constexpr qsizetype maxShownUnits = 256;

/// Makes untrusted text safe to show on one line: at most `maxUnits` UTF-16 units (a cut is marked by an
/// ellipsis and never splits a pair); control characters, line separators, bidirectional overrides,
/// zero-width and other invisible format characters, and invalid UTF-8 are replaced by U+FFFD or dropped.
[[nodiscard]] QString sanitized(const QString& untrusted, qsizetype maxUnits = maxShownUnits);
[[nodiscard]] QString sanitized(std::string_view untrustedUtf8, qsizetype maxUnits = maxShownUnits);

} // namespace fieldfare::app
