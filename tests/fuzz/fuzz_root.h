// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The root of a fleet that was made for these targets; its keys are gone. corpus/cms has signatures by two
/// of its release keys.
inline constexpr std::string_view fuzzRootPem = R"(-----BEGIN CERTIFICATE-----
MIIBvjCCAUSgAwIBAgIQcd1MRB/GzlH7lNyUu22aXTAKBggqhkjOPQQDAzAeMQ0w
CwYDVQQKDARGVVpaMQ0wCwYDVQQDDARyb290MCAXDTI2MTEyMzAwMzExN1oYDzIw
NTYxMTE1MDEzMTE3WjAeMQ0wCwYDVQQKDARGVVpaMQ0wCwYDVQQDDARyb290MHYw
EAYHKoZIzj0CAQYFK4EEACIDYgAEJT46pCikN5aP9YqBAbp9HWoLI0GItT5kdDLE
amS6UdPmIUxggEZ2iHoHg4eWRcryodRKK3xVjGt8+b0izHTZ6be0ROrcBE5dJusc
VA2kSs/P9iDCatPXMM9tM5Ifj88vo0UwQzASBgNVHRMBAf8ECDAGAQH/AgEBMA4G
A1UdDwEB/wQEAwIBhjAdBgNVHQ4EFgQUyXvyWHeXxf4mP8fNq8yzDdPA1ikwCgYI
KoZIzj0EAwMDaAAwZQIwA3vP7ZUSBhp4hBo7reuEmOH0e7kF6BckhRblEU3Yw5Fp
/jGPqBGu8RQjRqRbydsKAjEAqHPAkZsDW2Id3YbGIzuP0VueNGrk21fsvsisUT3s
1UVR8lZDAry4urXaeKPOF275
-----END CERTIFICATE-----
)";
