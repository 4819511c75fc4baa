// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/digest.h"

#include <QString>

namespace fieldfare::app {

/// A fingerprint in groups of four, for reading aloud.
[[nodiscard]] QString spokenFingerprint(const Digest& digest);
/// A fingerprint as people type it: with spaces, colons or dashes, in either case. Errors: BadValue{key}.
[[nodiscard]] Result<Digest> fingerprintFromPerson(std::string typed);

} // namespace fieldfare::app
