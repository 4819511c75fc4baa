// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/request_body.h"

#include "core/base/base64.h"
#include "core/base/json.h"

namespace fieldfare::agent {

namespace {

constexpr std::int64_t latestUnixTime = 7258118400; // 2200-01-01
constexpr std::size_t maxListBytes = std::size_t{256} << 10;
constexpr std::size_t maxCmsText = std::size_t{88} << 10; // 64 KiB in base64
constexpr std::size_t maxBodyBytes = std::size_t{512} << 10;

} // namespace

Result<std::int64_t> readClockBody(std::string_view body) {
    FF_TRY(const Json json, parseJson(body, {.maxBytes = 4096, .maxDepth = 2}));
    JsonReader reader(json, "clock");
    const std::int64_t time = reader.signedNumber("unixTime");
    if (time < 0 || time > latestUnixTime) {
        reader.fail("unixTime", "not a time between 1970 and 2200");
    }
    FF_CHECK(reader.finish());
    return time;
}

Result<RevocationsBody> readRevocationsBody(std::string_view body) {
    FF_TRY(const Json json, parseJson(body, {.maxBytes = maxBodyBytes, .maxDepth = 2}));
    JsonReader reader(json, "revocations");
    RevocationsBody result;
    result.json = reader.text("json", maxListBytes);
    auto cms = fromBase64(reader.text("cms", maxCmsText));
    if (!cms.ok()) {
        reader.fail("cms", "not base64");
    }
    FF_CHECK(reader.finish());
    result.cms = std::move(cms).value();
    return result;
}

} // namespace fieldfare::agent
