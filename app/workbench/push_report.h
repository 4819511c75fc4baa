// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/push_rows.h"

#include <QDateTime>

namespace fieldfare::app {

/// What is reported of a push, beside its rows.
struct PushReport {
    QString release;
    QString bundlePath;
    QString signers;
    QString technician; ///< Whose key pushed; may be empty.
    QDateTime startedAt;
    QDateTime endedAt;
    QString summary; ///< PushCounts::sentence()
};

/// One self-contained page, without scripts, in the language of the window. All text is escaped.
[[nodiscard]] QString reportAsHtml(const PushReport& report, const PushRows& rows);
/// RFC 4180 with a header line, in UTF-8 with a byte order mark. A field that a spreadsheet would take for a
/// formula is led by an apostrophe.
[[nodiscard]] QByteArray reportAsCsv(const PushReport& report, const PushRows& rows);

} // namespace fieldfare::app
