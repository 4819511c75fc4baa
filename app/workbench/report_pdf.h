// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QString>

namespace fieldfare::app {

/// Prints a page of simple HTML on A4, landscape. Needs a GUI application. Errors: Io.
[[nodiscard]] Result<> writePdf(const QString& path, const QString& html);

} // namespace fieldfare::app
