// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_words.h"
#include "core/crypto/role.h"

#include <QDateTime>

namespace fieldfare::app {

/// How long a certificate holds still, in words: "Valid until 2028-01-01", "Expires soon: 2026-12-20",
/// "Expired on 2026-01-01". The warning comes 60 days before.
[[nodiscard]] StateWords validityWords(const QDateTime& validUntil, const QDateTime& now);
/// "Release key", "Technician", "Device", "Depot".
[[nodiscard]] QString roleTitle(Role role);
/// What a certificate of this role may do, in one sentence.
[[nodiscard]] QString roleMeaning(Role role);

} // namespace fieldfare::app
