// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace fieldfare::app {

/// Orders versions as people read them: 1.10 is above 1.9, 2.0-rc1 is below 2.0. Less than, equal or greater
/// than 0.
[[nodiscard]] int compareVersions(const QString& a, const QString& b);

} // namespace fieldfare::app
