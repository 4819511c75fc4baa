// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/fetch/link_measure.h"
#include "device-agent/fetch/range_exchange.h"

#include <deque>

namespace fieldfare::fetch {

/// The requests behind a RangeClient: which are under way, what came early, what is tried again.
class RequestPool {
public:
    RequestPool(std::string url, const RangeClientOptions& options, Scheme scheme);
    ~RequestPool();
    RequestPool(const RequestPool&) = delete;
    RequestPool& operator=(const RequestPool&) = delete;

    // See RangeClient.
    [[nodiscard]] const RemoteFile& file() const { return m_file; }
    void want(FileRange range) { m_wanted.push_back(range); }
    [[nodiscard]] std::size_t waitingRanges() const { return m_wanted.size(); }
    [[nodiscard]] bool idle() const { return m_parts.empty() && m_wanted.empty(); }
    [[nodiscard]] ByteView ready() const;
    void take(std::size_t bytes);
    [[nodiscard]] Result<> wait(std::span<pollfd> also);
    [[nodiscard]] std::uint64_t requestCostBytes() const;

private:
    struct Part;
    void startWhatMay();
    void startNewParts();
    void start(Part& part);
    void stop(Part& part);
    void poll(std::span<pollfd> also);
    void collectEnded();
    void endStalled();
    void ended(Part& part, Result<RangeExchange::Outcome> outcome, std::string detail);
    void complete(Part& part);
    void redirected(Part& part);
    void tryAgain(Part& part, std::string detail);
    void fail(Part& part, Error error);
    [[nodiscard]] std::uint64_t nextPartBytes() const;
    [[nodiscard]] std::uint64_t aheadLimit() const;
    [[nodiscard]] std::uint64_t heldBytes() const;
    [[nodiscard]] int count(int state) const;
    [[nodiscard]] std::chrono::milliseconds untilNextDue() const;

    struct MultiCleanup {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    struct ShareCleanup {
        void operator()(CURLSH* share) const { curl_share_cleanup(share); }
    };

    RangeClientOptions m_options;
    RemoteFile m_file;
    std::unique_ptr<CURLSH, ShareCleanup> m_share; ///< TLS sessions, so that a new connection costs less.
    std::unique_ptr<CURLM, MultiCleanup> m_multi;
    std::deque<FileRange> m_wanted;            ///< Nothing was asked of these yet.
    std::deque<std::unique_ptr<Part>> m_parts; ///< In order; the first is what ready() shows.
    LinkMeasure m_link;
    bool m_multiplexed = false;
    int m_parallel = 1;       ///< How many requests may be under way: fewer after a server did not like it.
    int m_completeInARow = 0; ///< Without a failure.
};

} // namespace fieldfare::fetch
