// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

namespace fieldfare::agent {

/// The bodies of requests that carry JSON. Reading is strict: a member that is not known is refused.

/// Body of PUT /v1/clock: seconds since 1970, between 1970 and 2200. Errors: BadJson, MissingKey, BadValue,
/// UnknownKey.
[[nodiscard]] Result<std::int64_t> readClockBody(std::string_view body);

struct RevocationsBody {
    std::string json; ///< The exact text that was signed.
    Bytes cms;        ///< DER.
};
/// Body of PUT /v1/revocations. Errors: the same.
[[nodiscard]] Result<RevocationsBody> readRevocationsBody(std::string_view body);

} // namespace fieldfare::agent
