// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "device-agent/fetch/content_range.h"
#include "device-agent/fetch/url_policy.h"

#include <chrono>
#include <functional>
#include <memory>
#include <poll.h>

namespace fieldfare::fetch {

struct RangeClientOptions {
    AllowedSchemes schemes = AllowedSchemes::HttpsOnly;
    std::string caFile; ///< PEM; empty: the system's authorities.
    std::chrono::milliseconds connectLimit{15'000};
    std::chrono::milliseconds stallLimit{20'000}; ///< Without a byte; then the request is given up.
    int attempts = 6;                             ///< In a row without a byte; then the download is given up.
    std::chrono::milliseconds firstPause{500};    ///< Before the second attempt; doubles, up to 30 s.
};

struct FileRange {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    [[nodiscard]] std::uint64_t end() const { return offset + length; }
};

/// Never more bytes than this were asked of the server and not taken yet: nothing else bounds the memory.
inline constexpr std::uint64_t maxAheadBytes = std::uint64_t{4} << 20;

/// Reads ranges of one file on an HTTP server that must keep to its word: ranges supported, the same file all
/// the time (strong ETag or Last-Modified), lengths as announced. One thread at a time.
///
/// Several requests are under way at once, as streams of one HTTP/2 connection or on up to 8 connections of
/// HTTP/1.1; their bytes come out in the order in which they were wanted. A request is at most 512 KiB, and
/// is sent only when all of its bytes have room, so that nothing that comes early has to be held back.
class RangeClient {
public:
    /// Called with each piece. A failure ends the download with that failure.
    using Sink = std::function<Result<>(ByteView)>;

    /// Asks the server for the file's size. Errors: HttpServer, NotPermitted, SourceLost, TlsFailed.
    [[nodiscard]] static Result<std::unique_ptr<RangeClient>> open(const std::string& url,
                                                                   const RangeClientOptions& options);
    virtual ~RangeClient() = default;

    [[nodiscard]] virtual std::uint64_t sizeBytes() const = 0;
    /// Wants a range behind all that were wanted before. One that is not in the file fails when its turn
    /// comes.
    virtual void want(FileRange range) = 0;
    /// Wanted ranges of which nothing was asked for yet.
    [[nodiscard]] virtual std::size_t waitingRanges() const = 0;
    /// Everything that was wanted was taken.
    [[nodiscard]] virtual bool idle() const = 0;
    /// The next bytes, as far as they have come; valid until the next call of another function.
    [[nodiscard]] virtual ByteView ready() const = 0;
    virtual void take(std::size_t bytes) = 0;
    /// Lets the requests go on until something happened, or a descriptor of `also` is ready.
    /// Errors, once all bytes before the failure were taken: HttpServer (it lied, or the file changed),
    /// SourceLost (all attempts failed), TlsFailed, NotPermitted.
    [[nodiscard]] virtual Result<> wait(std::span<pollfd> also) = 0;
    /// What one more request costs, in bytes that could have come meanwhile; 0: nothing is known.
    [[nodiscard]] virtual std::uint64_t requestCostBytes() const = 0;

    /// Delivers exactly `length` bytes from `offset`; nothing else may be wanted. Errors: those of wait(),
    /// the sink's.
    [[nodiscard]] Result<> fetch(std::uint64_t offset, std::uint64_t length, const Sink& sink);
};

} // namespace fieldfare::fetch
