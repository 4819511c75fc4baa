// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/fetch/range_client.h"

#include <curl/curl.h>

namespace fieldfare::fetch {

using SteadyClock = std::chrono::steady_clock;

/// Where the file is, and by what its answers are known to be of the same file.
struct RemoteFile {
    std::string url;
    Scheme scheme = Scheme::Https;
    std::optional<std::uint64_t> sizeBytes;
    std::string validator; ///< For If-Range: a strong ETag or a date; empty before the first answer.
};

/// One HTTP request for one range, and the judgement about its answer. The handle is added to a multi handle
/// and taken out of it by the owner, who lets the object live at one address meanwhile.
class RangeExchange {
public:
    enum class Outcome {
        Done,
        Redirected, ///< To redirectTarget(), which was found to be allowed.
        TryAgain    ///< detail() says why.
    };
    /// Gets the body's bytes, which are within the range and follow one another.
    using OnBytes = std::function<void(ByteView)>;

    RangeExchange(const RemoteFile& file, FileRange range, const RangeClientOptions& options, CURLSH* share,
                  OnBytes onBytes);
    RangeExchange(const RangeExchange&) = delete;
    RangeExchange& operator=(const RangeExchange&) = delete;

    [[nodiscard]] CURL* handle() const { return m_handle.get(); }
    /// Judges the ended transfer. Errors: HttpServer (final: it lied, or the file changed), NotPermitted,
    /// TlsFailed.
    [[nodiscard]] Result<Outcome> judgeEnd(CURLcode code);
    [[nodiscard]] std::uint64_t receivedBytes() const { return m_received; }
    [[nodiscard]] SteadyClock::time_point lastByteAt() const { return m_lastByte; }
    [[nodiscard]] const std::string& detail() const { return m_detail; }
    [[nodiscard]] const std::string& redirectTarget() const { return m_redirectTarget; }
    /// Of the file, as an answer that was Done told.
    [[nodiscard]] std::uint64_t fileBytes() const { return m_judged ? m_judged->size : 0; }
    [[nodiscard]] std::string validator() const;
    /// From the request to the answer's first byte.
    [[nodiscard]] std::chrono::microseconds answeredAfter() const;
    [[nodiscard]] bool isMultiplexed() const;

private:
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* context);
    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* context);
    [[nodiscard]] Result<ContentRange> judgeResponse() const;
    [[nodiscard]] std::size_t takeBody(ByteView data);
    [[nodiscard]] Result<Outcome> judgeRedirect();
    [[nodiscard]] long status() const;
    void prepare(const RangeClientOptions& options, CURLSH* share);

    struct HandleCleanup {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    struct ListCleanup {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    RemoteFile m_file;
    FileRange m_range;
    AllowedSchemes m_schemes;
    OnBytes m_onBytes;
    std::unique_ptr<curl_slist, ListCleanup> m_headers;
    std::unique_ptr<CURL, HandleCleanup> m_handle;

    std::string m_contentRange;
    std::string m_etag;
    std::string m_lastModified;
    std::optional<ContentRange> m_judged;
    std::uint64_t m_received = 0;
    std::optional<Error> m_fault; ///< Final: trying again would not help.
    std::string m_detail = "the server does not answer";
    std::string m_redirectTarget;
    SteadyClock::time_point m_lastByte = SteadyClock::now();
};

} // namespace fieldfare::fetch
