// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "device-agent/fetch/content_range.h"
#include "device-agent/fetch/url_policy.h"

#include <chrono>
#include <functional>
#include <memory>

namespace fieldfare::fetch {

struct RangeClientOptions {
    AllowedSchemes schemes = AllowedSchemes::HttpsOnly;
    std::string caFile; ///< PEM; empty: the system's authorities.
    std::chrono::milliseconds connectLimit{15'000};
    std::chrono::milliseconds stallLimit{20'000}; ///< Without a byte; then the connection is given up.
    int attempts = 6;                             ///< In a row without a byte; then the download is given up.
    std::chrono::milliseconds firstPause{500};    ///< Before the second attempt; doubles, up to 30 s.
};

/// Reads ranges of one file on an HTTP server that must keep to its word: ranges supported, the same file all
/// the time (strong ETag or Last-Modified), lengths as announced. One thread at a time.
class RangeClient {
public:
    /// Called with each piece as it arrives. A failure ends the download with that failure.
    using Sink = std::function<Result<>(ByteView)>;

    /// Asks the server for the file's size. Errors: HttpServer, NotPermitted, SourceLost, TlsFailed.
    [[nodiscard]] static Result<std::unique_ptr<RangeClient>> open(const std::string& url,
                                                                   const RangeClientOptions& options);
    virtual ~RangeClient() = default;

    [[nodiscard]] virtual std::uint64_t sizeBytes() const = 0;
    /// Delivers exactly `length` bytes from `offset`, over as many connections as it takes.
    /// Errors: HttpServer (it lied, or the file changed), SourceLost (all attempts failed), TlsFailed, the
    /// sink's.
    [[nodiscard]] virtual Result<> fetch(std::uint64_t offset, std::uint64_t length, const Sink& sink) = 0;
};

} // namespace fieldfare::fetch
