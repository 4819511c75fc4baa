// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/range_exchange.h"

#include <algorithm>
#include <cctype>

namespace fieldfare::fetch {
namespace {

constexpr std::size_t maxHeaderBytes = 1024;

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

} // namespace

RangeExchange::RangeExchange(const RemoteFile& file, FileRange range, const RangeClientOptions& options,
                             CURLSH* share, OnBytes onBytes)
    : m_file(file)
    , m_range(range)
    , m_schemes(options.schemes)
    , m_onBytes(std::move(onBytes))
    , m_handle(curl_easy_init()) {
    if (m_handle) {
        prepare(options, share);
    }
}

void RangeExchange::prepare(const RangeClientOptions& options, CURLSH* share) {
    CURL* const curl = m_handle.get();
    const std::string range = std::to_string(m_range.offset) + "-" + std::to_string(m_range.end() - 1);
    if (!m_file.validator.empty()) {
        m_headers.reset(curl_slist_append(nullptr, ("If-Range: " + m_file.validator).c_str()));
    }
    curl_easy_setopt(curl, CURLOPT_SHARE, share);
    curl_easy_setopt(curl, CURLOPT_URL, m_file.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, m_file.scheme == Scheme::Https ? "https" : "http");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); // judgeRedirect() decides
    curl_easy_setopt(curl, CURLOPT_RANGE, range.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, m_headers.get());
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, static_cast<const char*>(nullptr));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "fieldfare-fetch");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 32768L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectLimit.count()));
    if (!options.caFile.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, options.caFile.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
}

std::size_t RangeExchange::onHeader(char* data, std::size_t size, std::size_t count, void* context) {
    auto& self = *static_cast<RangeExchange*>(context);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) { // a new response: forget what an interim one said
        self.m_contentRange.clear();
        self.m_etag.clear();
        self.m_lastModified.clear();
    }
    takeHeader(line, "content-range", self.m_contentRange) || takeHeader(line, "etag", self.m_etag) ||
        takeHeader(line, "last-modified", self.m_lastModified);
    self.m_lastByte = SteadyClock::now();
    return size * count;
}

long RangeExchange::status() const {
    long status = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/// Judges status line and headers once, before the first byte of the body counts.
Result<ContentRange> RangeExchange::judgeResponse() const {
    if (status() == 200) {
        return httpError(m_file.sizeBytes ? "the file changed while it was read"
                                          : "it does not support range requests");
    }
    if (status() != 206) {
        return httpError("it answered with status " + std::to_string(status()));
    }
    FF_TRY(const ContentRange range, parseContentRange(m_contentRange));
    const bool asked = range.first == m_range.offset && range.last - range.first + 1 == m_range.length;
    const bool sameFile = !m_file.sizeBytes || *m_file.sizeBytes == range.size;
    curl_off_t bodyBytes = -1;
    curl_easy_getinfo(m_handle.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &bodyBytes);
    const bool honest = bodyBytes < 0 || static_cast<std::uint64_t>(bodyBytes) == m_range.length;
    if (!asked || !honest) {
        return httpError("it sent another range than was asked for");
    }
    if (!sameFile) {
        return httpError("the file changed while it was read");
    }
    return range;
}

std::size_t RangeExchange::onBody(char* data, std::size_t size, std::size_t count, void* context) {
    return static_cast<RangeExchange*>(context)->takeBody(std::as_bytes(std::span(data, size * count)));
}

/// How much was taken: less than all ends the transfer.
std::size_t RangeExchange::takeBody(ByteView data) {
    if (status() != 200 && status() != 206) { // an error page or a redirect's body: of no interest
        return data.size();
    }
    if (!m_judged) {
        auto judged = judgeResponse();
        if (!judged.ok()) {
            m_fault = judged.error();
            return 0;
        }
        m_judged = *judged;
    }
    if (data.size() > m_range.length - m_received) {
        m_fault = httpError("it sent more than it announced");
        return 0;
    }
    m_received += data.size();
    m_lastByte = SteadyClock::now();
    m_onBytes(data);
    return data.size();
}

Result<RangeExchange::Outcome> RangeExchange::judgeRedirect() {
    char* target = nullptr;
    curl_easy_getinfo(m_handle.get(), CURLINFO_REDIRECT_URL, &target);
    if (target == nullptr) {
        return httpError("it redirects to nowhere");
    }
    m_redirectTarget = target;
    FF_CHECK(checkRedirect(m_file.scheme, m_redirectTarget, m_schemes));
    return Outcome::Redirected;
}

Result<RangeExchange::Outcome> RangeExchange::judgeEnd(CURLcode code) {
    if (m_fault) {
        return *m_fault;
    }
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
        return Error(ErrorCode::TlsFailed, {{"device", withoutSecrets(m_file.url)},
                                            {"detail", std::string(curl_easy_strerror(code))}});
    }
    if (code != CURLE_OK) {
        m_detail = curl_easy_strerror(code);
        return Outcome::TryAgain;
    }
    if (status() >= 300 && status() < 400) {
        return judgeRedirect();
    }
    if (status() == 408 || status() == 429 || status() >= 500) {
        m_detail = "it answered with status " + std::to_string(status());
        return Outcome::TryAgain;
    }
    FF_TRY(m_judged, judgeResponse()); // also catches an empty body
    if (m_received != m_range.length) {
        m_detail = "it sent less than it announced";
        return Outcome::TryAgain;
    }
    return Outcome::Done;
}

std::string RangeExchange::validator() const {
    const bool strong = !m_etag.empty() && !m_etag.starts_with("W/");
    return strong ? m_etag : m_lastModified;
}

std::chrono::microseconds RangeExchange::answeredAfter() const {
    curl_off_t sent = 0;
    curl_off_t began = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_PRETRANSFER_TIME_T, &sent);
    curl_easy_getinfo(m_handle.get(), CURLINFO_STARTTRANSFER_TIME_T, &began);
    return std::chrono::microseconds(began - sent);
}

bool RangeExchange::isMultiplexed() const {
    long version = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_HTTP_VERSION, &version);
    return version == CURL_HTTP_VERSION_2_0;
}

} // namespace fieldfare::fetch
