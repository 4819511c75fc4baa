// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

namespace fieldfare::agent {

/// The HTTP status that goes with an error (the table in docs/PROTOCOL.md).
[[nodiscard]] int httpStatusOf(ErrorCode code);
/// {"error":{"code":...,"params":{...}}}
[[nodiscard]] std::string errorBody(const Error& error);
/// JSON as it is sent; text that is not UTF-8 is replaced by U+FFFD.
[[nodiscard]] std::string jsonText(const Json& json);

} // namespace fieldfare::agent
