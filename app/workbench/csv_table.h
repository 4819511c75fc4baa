// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace fieldfare::app {

struct CsvRow {
    int line = 0; ///< Where it begins, from 1.
    QStringList fields;
};

/// Reads a table as spreadsheets write it (RFC 4180): UTF-8 with or without a byte order mark, fields parted
/// by commas, semicolons or tabs (whichever the first line has), quoted or not, line breaks within quotes;
/// empty lines are left out. At most 1 MiB and 10,000 rows. Errors: TooLarge, BadValue{key,detail}; `key`
/// names the line.
[[nodiscard]] Result<std::vector<CsvRow>> readCsv(const QByteArray& content);

} // namespace fieldfare::app
