// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/range_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <limits>

namespace fieldfare::fetch {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr int maxRedirects = 5;
constexpr std::size_t maxHeaderBytes = 1024;

struct CurlCleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCleanup {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What one request wants, and what has come back so far. Lives on the stack of attempt().
struct Exchange {
    CURL* handle = nullptr;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::optional<std::uint64_t> knownSize;
    const RangeClient::Sink* sink = nullptr;
    std::chrono::milliseconds stallLimit{};

    std::string contentRange;
    std::string etag;
    std::string lastModified;
    std::optional<ContentRange> range;
    std::uint64_t received = 0;
    std::optional<Error> fault; ///< Final: trying again would not help.
    bool stalled = false;
    SteadyClock::time_point lastByte = SteadyClock::now();
};

Error httpError(std::string detail) {
    return Error(ErrorCode::HttpServer, {{"detail", std::move(detail)}});
}

bool takeHeader(std::string_view line, std::string_view name, std::string& value) {
    if (line.size() <= name.size() || line[name.size()] != ':' || line.size() > maxHeaderBytes) {
        return false;
    }
    const bool same = std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) {
        return a == std::tolower(static_cast<unsigned char>(b));
    });
    if (!same) {
        return false;
    }
    line.remove_prefix(name.size() + 1);
    const auto first = line.find_first_not_of(" \t");
    const auto last = line.find_last_not_of(" \t\r\n");
    value =
        first == std::string_view::npos ? std::string() : std::string(line.substr(first, last - first + 1));
    return true;
}

std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* context) {
    auto& exchange = *static_cast<Exchange*>(context);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) { // a new response: forget what an interim one said
        exchange.contentRange.clear();
        exchange.etag.clear();
        exchange.lastModified.clear();
    }
    takeHeader(line, "content-range", exchange.contentRange) || takeHeader(line, "etag", exchange.etag) ||
        takeHeader(line, "last-modified", exchange.lastModified);
    exchange.lastByte = SteadyClock::now();
    return size * count;
}

/// Judges status line and headers once, before the first byte of the body counts.
Result<ContentRange> judgeResponse(const Exchange& exchange) {
    long status = 0;
    curl_easy_getinfo(exchange.handle, CURLINFO_RESPONSE_CODE, &status);
    if (status == 200) {
        return httpError(exchange.knownSize ? "the file changed while it was read"
                                            : "it does not support range requests");
    }
    if (status != 206) {
        return httpError("it answered with status " + std::to_string(status));
    }
    FF_TRY(const ContentRange range, parseContentRange(exchange.contentRange));
    const bool asked = range.first == exchange.offset && range.last - range.first + 1 == exchange.length;
    const bool sameFile = !exchange.knownSize || *exchange.knownSize == range.size;
    curl_off_t bodyBytes = -1;
    curl_easy_getinfo(exchange.handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &bodyBytes);
    const bool honest = bodyBytes < 0 || static_cast<std::uint64_t>(bodyBytes) == exchange.length;
    if (!asked || !honest) {
        return httpError("it sent another range than was asked for");
    }
    if (!sameFile) {
        return httpError("the file changed while it was read");
    }
    return range;
}

std::size_t onBody(char* data, std::size_t size, std::size_t count, void* context) {
    auto& exchange = *static_cast<Exchange*>(context);
    const std::size_t bytes = size * count;
    long status = 0;
    curl_easy_getinfo(exchange.handle, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200 && status != 206) { // an error page or a redirect's body: of no interest
        return bytes;
    }
    if (!exchange.range) {
        auto judged = judgeResponse(exchange);
        if (!judged.ok()) {
            exchange.fault = judged.error();
            return 0;
        }
        exchange.range = *judged;
    }
    if (bytes > exchange.length - exchange.received) {
        exchange.fault = httpError("it sent more than it announced");
        return 0;
    }
    if (auto taken = (*exchange.sink)(std::as_bytes(std::span(data, bytes))); !taken.ok()) {
        exchange.fault = taken.error();
        return 0;
    }
    exchange.received += bytes;
    exchange.lastByte = SteadyClock::now(); // after the sink: a slow taker is no stalled server
    return bytes;
}

int onProgress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& exchange = *static_cast<Exchange*>(context);
    exchange.stalled = SteadyClock::now() - exchange.lastByte > exchange.stallLimit;
    return exchange.stalled ? 1 : 0;
}

class CurlRangeClient final : public RangeClient {
public:
    CurlRangeClient(std::string url, RangeClientOptions options, Scheme scheme)
        : m_url(std::move(url))
        , m_options(std::move(options))
        , m_scheme(scheme)
        , m_curl(curl_easy_init()) {}

    Result<> probe() {
        if (!m_curl) {
            return httpError("libcurl cannot be used");
        }
        return fetch(0, 1, [](ByteView) { return Result<>(); });
    }
    std::uint64_t sizeBytes() const override { return m_size.value_or(0); }
    Result<> fetch(std::uint64_t offset, std::uint64_t length, const Sink& sink) override;

private:
    enum class Outcome { Done, TryAgain };
    Result<Outcome> attempt(Exchange& exchange);
    Result<Outcome> judgeEnd(Exchange& exchange, CURLcode code);
    Result<> follow();
    void prepare(Exchange& exchange);

    std::string m_url;
    RangeClientOptions m_options;
    Scheme m_scheme;
    std::unique_ptr<CURL, CurlCleanup> m_curl;
    std::unique_ptr<curl_slist, ListCleanup> m_headers;
    std::optional<std::uint64_t> m_size;
    std::string m_validator; ///< For If-Range: a strong ETag or a date.
    std::string m_lastDetail = "the server does not answer";
    int m_redirects = 0;
};

void CurlRangeClient::prepare(Exchange& exchange) {
    CURL* const curl = m_curl.get();
    curl_easy_reset(curl);
    const std::string range =
        std::to_string(exchange.offset) + "-" + std::to_string(exchange.offset + exchange.length - 1);
    m_headers.reset();
    if (!m_validator.empty()) {
        m_headers.reset(curl_slist_append(nullptr, ("If-Range: " + m_validator).c_str()));
    }
    curl_easy_setopt(curl, CURLOPT_URL, m_url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, m_scheme == Scheme::Https ? "https" : "http");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); // follow() decides
    curl_easy_setopt(curl, CURLOPT_RANGE, range.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, m_headers.get());
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, static_cast<const char*>(nullptr));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "fieldfare-fetch");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 65536L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_options.connectLimit.count()));
    if (!m_options.caFile.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, m_options.caFile.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, onProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
}

Result<> CurlRangeClient::follow() {
    char* target = nullptr;
    curl_easy_getinfo(m_curl.get(), CURLINFO_REDIRECT_URL, &target);
    if (target == nullptr || ++m_redirects > maxRedirects) {
        return httpError(target == nullptr ? "it redirects to nowhere" : "it redirects too often");
    }
    const std::string url(target);
    FF_CHECK(checkRedirect(m_scheme, url, m_options.schemes));
    FF_TRY(m_scheme, checkUrl(url, m_options.schemes));
    m_url = url;
    return {};
}

Result<CurlRangeClient::Outcome> CurlRangeClient::judgeEnd(Exchange& exchange, CURLcode code) {
    if (exchange.fault) {
        return *exchange.fault;
    }
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
        return Error(ErrorCode::TlsFailed,
                     {{"device", withoutSecrets(m_url)}, {"detail", std::string(curl_easy_strerror(code))}});
    }
    if (code != CURLE_OK) {
        m_lastDetail = exchange.stalled ? "the server stalls" : curl_easy_strerror(code);
        return Outcome::TryAgain;
    }
    long status = 0;
    curl_easy_getinfo(m_curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status >= 300 && status < 400) {
        FF_CHECK(follow());
        return Outcome::TryAgain;
    }
    if (status == 408 || status == 429 || status >= 500) {
        m_lastDetail = "it answered with status " + std::to_string(status);
        return Outcome::TryAgain;
    }
    FF_TRY(const ContentRange range, judgeResponse(exchange)); // also catches an empty body
    if (exchange.received != exchange.length) {
        m_lastDetail = "it sent less than it announced";
        return Outcome::TryAgain;
    }
    m_size = range.size;
    if (m_validator.empty()) {
        const bool strong = !exchange.etag.empty() && !exchange.etag.starts_with("W/");
        m_validator = strong ? exchange.etag : exchange.lastModified;
    }
    return Outcome::Done;
}

Result<CurlRangeClient::Outcome> CurlRangeClient::attempt(Exchange& exchange) {
    prepare(exchange);
    return judgeEnd(exchange, curl_easy_perform(m_curl.get()));
}

Result<> CurlRangeClient::fetch(std::uint64_t offset, std::uint64_t length, const Sink& sink) {
    int failures = 0;
    auto pause = m_options.firstPause;
    m_redirects = 0;
    while (length > 0) {
        Exchange exchange;
        exchange.handle = m_curl.get();
        exchange.offset = offset;
        exchange.length = length;
        exchange.knownSize = m_size;
        exchange.sink = &sink;
        exchange.stallLimit = m_options.stallLimit;
        const int redirects = m_redirects;
        auto outcome = attempt(exchange);
        if (!outcome.ok()) {
            return std::move(outcome).error().with("path", withoutSecrets(m_url));
        }
        offset += exchange.received;
        length -= exchange.received;
        if (*outcome == Outcome::Done || m_redirects != redirects) {
            continue;
        }
        failures = exchange.received > 0 ? 1 : failures + 1;
        pause = exchange.received > 0 ? m_options.firstPause : pause;
        if (failures >= m_options.attempts) {
            return Error(ErrorCode::SourceLost, {{"detail", m_lastDetail}, {"path", withoutSecrets(m_url)}});
        }
        const timespec wait{pause.count() / 1000, (pause.count() % 1000) * 1'000'000};
        ::nanosleep(&wait, nullptr);
        pause = std::min(pause * 2, std::chrono::milliseconds(30'000));
    }
    return {};
}

} // namespace

Result<std::unique_ptr<RangeClient>> RangeClient::open(const std::string& url,
                                                       const RangeClientOptions& options) {
    FF_TRY(const Scheme scheme, checkUrl(url, options.schemes));
    auto client = std::make_unique<CurlRangeClient>(url, options, scheme);
    FF_CHECK(client->probe());
    return std::unique_ptr<RangeClient>(std::move(client));
}

} // namespace fieldfare::fetch
