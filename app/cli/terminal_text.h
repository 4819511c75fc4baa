// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace fieldfare::app {

/// How many columns of a terminal a text takes: wide (CJK) characters take two, combining ones none.
[[nodiscard]] int columnsOf(const QString& text);
/// The text with spaces behind it up to `columns`.
[[nodiscard]] QString padded(const QString& text, int columns);
/// The text cut to at most `columns`, with an ellipsis if something was cut.
[[nodiscard]] QString elided(const QString& text, int columns);
/// The width of the terminal behind `fd`, or 80.
[[nodiscard]] int terminalColumns(int fd);

} // namespace fieldfare::app
