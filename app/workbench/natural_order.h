// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace fieldfare::app {

/// Orders names as people do: gw-9 before gw-10, without regard to case. Less than, equal or greater than 0.
[[nodiscard]] int naturalOrder(const QString& a, const QString& b);

} // namespace fieldfare::app
