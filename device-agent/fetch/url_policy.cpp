// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/url_policy.h"

#include <curl/curl.h>

#include <memory>

namespace fieldfare::fetch {
namespace {

struct UrlCleanup {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, UrlCleanup>;

UrlHandle parse(const std::string& text) {
    UrlHandle url(curl_url());
    if (url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
        url.reset();
    }
    return url;
}

std::string part(const UrlHandle& url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) {
        return {};
    }
    std::string copy(text);
    curl_free(text);
    return copy;
}

Error badUrl(const std::string& url, std::string detail) {
    return Error(ErrorCode::HttpServer, {{"detail", std::move(detail)}, {"path", withoutSecrets(url)}});
}

} // namespace

Result<Scheme> checkUrl(const std::string& url, AllowedSchemes allowed) {
    const UrlHandle parsed = parse(url);
    if (!parsed) {
        return badUrl(url, "the address is not a URL");
    }
    const std::string scheme = part(parsed, CURLUPART_SCHEME);
    if (scheme == "https") {
        return Scheme::Https;
    }
    if (scheme != "http") {
        return badUrl(url, "the scheme " + scheme + " is not known");
    }
    if (allowed == AllowedSchemes::HttpsOnly) {
        return Error(ErrorCode::NotPermitted, {{"detail", std::string("plain HTTP sources")}});
    }
    return Scheme::Http;
}

Result<> checkRedirect(Scheme from, const std::string& target, AllowedSchemes allowed) {
    FF_TRY(const Scheme to, checkUrl(target, allowed));
    if (from == Scheme::Https && to == Scheme::Http) {
        return badUrl(target, "it redirects from HTTPS to plain HTTP");
    }
    return {};
}

std::string withoutSecrets(const std::string& url) {
    const UrlHandle parsed = parse(url);
    if (!parsed) {
        return "(not a URL)";
    }
    for (const CURLUPart secret : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
        curl_url_set(parsed.get(), secret, nullptr, 0);
    }
    return part(parsed, CURLUPART_URL);
}

} // namespace fieldfare::fetch
