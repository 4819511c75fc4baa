// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

namespace fieldfare::fetch {

enum class Scheme { Http, Https };

/// Which schemes a download may use at all.
enum class AllowedSchemes { HttpsOnly, HttpAndHttps };

/// The scheme of `url`. Errors: NotPermitted (http where only https is allowed), HttpServer (anything else).
[[nodiscard]] Result<Scheme> checkUrl(const std::string& url, AllowedSchemes allowed);
/// A redirect may keep the scheme or go from http to https, never back. Errors: HttpServer, NotPermitted.
[[nodiscard]] Result<> checkRedirect(Scheme from, const std::string& target, AllowedSchemes allowed);
/// `url` without user, password, query and fragment: fit for logs and errors.
[[nodiscard]] std::string withoutSecrets(const std::string& url);

} // namespace fieldfare::fetch
