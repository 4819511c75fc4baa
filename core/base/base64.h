// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

namespace fieldfare {

/// RFC 4648, section 4: standard alphabet, padded, on one line.
[[nodiscard]] std::string toBase64(ByteView bytes);
/// Reads exactly that form; line breaks, missing padding and bits beyond the end are refused. Errors:
/// BadValue.
[[nodiscard]] Result<Bytes> fromBase64(std::string_view text);

} // namespace fieldfare
