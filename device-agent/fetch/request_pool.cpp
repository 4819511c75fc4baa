// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/request_pool.h"

#include <algorithm>
#include <array>

namespace fieldfare::fetch {
namespace {

constexpr int maxConnections = 8; ///< Of HTTP/1.1: what servers and browsers call polite.
constexpr int maxStreams = 32;    ///< Of one HTTP/2 connection; servers allow 100 and more.
constexpr int maxRedirects = 5;
constexpr int completeToTryMore = 8;
constexpr std::uint64_t smallestPart = std::uint64_t{256} << 10;
constexpr std::uint64_t largestPart = std::uint64_t{512} << 10;
constexpr std::uint64_t leastAhead = 2 * smallestPart; ///< The next one is on its way when one ends.
constexpr std::chrono::milliseconds longestPause{30'000};
constexpr std::chrono::milliseconds longestWait{1000};

Error httpError(std::string detail) {
    return Error(ErrorCode::HttpServer, {{"detail", std::move(detail)}});
}

} // namespace

/// A range of at most largestPart, and what came of it.
struct RequestPool::Part {
    enum State { Running, Pausing, Complete, Failed };

    FileRange range;
    Bytes data; ///< What came of it, by whatever request.
    std::size_t taken = 0;
    State state = Pausing;
    std::unique_ptr<RangeExchange> exchange; ///< While it is Running.
    int failures = 0;                        ///< In a row without a byte.
    int redirects = 0;
    std::chrono::milliseconds pause{};
    SteadyClock::time_point dueAt; ///< While it is Pausing.
    std::optional<Error> fault;
};

RequestPool::RequestPool(std::string url, const RangeClientOptions& options, Scheme scheme)
    : m_options(options)
    , m_file{std::move(url), scheme, {}, {}}
    , m_share(curl_share_init())
    , m_multi(curl_multi_init()) {
    curl_share_setopt(m_share.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(maxConnections));
}

RequestPool::~RequestPool() {
    for (const auto& part : m_parts) {
        stop(*part);
    }
}

// --- what came

ByteView RequestPool::ready() const {
    return m_parts.empty() ? ByteView() : ByteView(m_parts.front()->data).subspan(m_parts.front()->taken);
}

void RequestPool::take(std::size_t bytes) {
    if (m_parts.empty()) {
        return;
    }
    Part& part = *m_parts.front();
    part.taken += bytes;
    if (part.state == Part::Complete && part.taken == part.data.size()) {
        m_parts.pop_front();
    }
}

std::uint64_t RequestPool::heldBytes() const {
    std::uint64_t held = 0;
    for (const auto& part : m_parts) {
        held += part->range.length;
    }
    return held;
}

/// Twice what the link holds keeps it busy; twice that, because what it holds is only being found out. On a
/// slow link little is asked for early: what came early is lost when the power goes.
std::uint64_t RequestPool::aheadLimit() const {
    return std::clamp(4 * m_link.bytesPerRoundTrip(), leastAhead, maxAheadBytes);
}

std::uint64_t RequestPool::nextPartBytes() const {
    const std::uint64_t size = std::clamp(aheadLimit() / maxConnections, smallestPart, largestPart);
    return std::min(m_wanted.front().length, size);
}

std::uint64_t RequestPool::requestCostBytes() const {
    const int connections = m_multiplexed ? maxStreams : maxConnections;
    return m_link.bytesPerRoundTrip() / static_cast<std::uint64_t>(connections);
}

int RequestPool::count(int state) const {
    return static_cast<int>(std::count_if(m_parts.begin(), m_parts.end(),
                                          [&](const auto& part) { return part->state == state; }));
}

// --- starting

void RequestPool::startWhatMay() {
    const auto now = SteadyClock::now();
    int running = count(Part::Running);
    for (std::size_t i = 0; i < m_parts.size() && running < m_parallel; ++i) { // the oldest first
        if (m_parts[i]->state == Part::Pausing && m_parts[i]->dueAt <= now) {
            start(*m_parts[i]);
            ++running;
        }
    }
    startNewParts();
}

void RequestPool::startNewParts() {
    int busy = count(Part::Running) + count(Part::Pausing);
    while (!m_wanted.empty() && busy < m_parallel) {
        const std::uint64_t bytes = nextPartBytes();
        if (!m_parts.empty() && heldBytes() + bytes > aheadLimit()) {
            return;
        }
        FileRange& wanted = m_wanted.front();
        auto part = std::make_unique<Part>();
        part->range = {wanted.offset, bytes};
        part->pause = m_options.firstPause;
        m_parts.push_back(std::move(part));
        const bool inFile = !m_file.sizeBytes || (wanted.offset <= *m_file.sizeBytes &&
                                                  wanted.length <= *m_file.sizeBytes - wanted.offset);
        if (!inFile) {
            return fail(*m_parts.back(), httpError("the file is too short"));
        }
        wanted.offset += bytes;
        wanted.length -= bytes;
        if (wanted.length == 0) {
            m_wanted.pop_front();
        }
        start(*m_parts.back());
        ++busy;
    }
}

void RequestPool::start(Part& part) {
    const FileRange rest{part.range.offset + part.data.size(), part.range.length - part.data.size()};
    part.data.reserve(part.range.length);
    part.state = Part::Running;
    part.exchange =
        std::make_unique<RangeExchange>(m_file, rest, m_options, m_share.get(), [this, &part](ByteView data) {
            m_link.came(data.size(), SteadyClock::now());
            part.data.insert(part.data.end(), data.begin(), data.end());
        });
    CURL* const handle = part.exchange->handle();
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &part);
    curl_easy_setopt(handle, CURLOPT_PIPEWAIT, m_multiplexed ? 1L : 0L);
    if (handle == nullptr || curl_multi_add_handle(m_multi.get(), handle) != CURLM_OK) {
        part.exchange.reset();
        fail(part, httpError("libcurl cannot be used"));
    }
}

/// Ends the part's request, if there is one: its connection is closed, or its stream reset.
void RequestPool::stop(Part& part) {
    if (part.exchange) {
        curl_multi_remove_handle(m_multi.get(), part.exchange->handle());
        part.exchange.reset();
    }
}

// --- waiting

std::chrono::milliseconds RequestPool::untilNextDue() const {
    auto due = SteadyClock::now() + longestWait;
    for (const auto& part : m_parts) {
        if (part->state == Part::Running) {
            due = std::min(due, part->exchange->lastByteAt() + m_options.stallLimit);
        } else if (part->state == Part::Pausing && part->dueAt > SteadyClock::now()) {
            due = std::min(due, part->dueAt);
        }
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - SteadyClock::now());
    return std::max(left, std::chrono::milliseconds(0));
}

Result<> RequestPool::wait(std::span<pollfd> also) {
    const auto failed = [this] {
        return !m_parts.empty() && m_parts.front()->state == Part::Failed && ready().empty();
    };
    startWhatMay();
    if (!failed()) {
        poll(also);
        collectEnded();
        endStalled();
    }
    return failed() ? Result<>(*m_parts.front()->fault) : Result<>();
}

void RequestPool::poll(std::span<pollfd> also) {
    std::vector<curl_waitfd> extra;
    for (const pollfd& fd : also) {
        const bool reads = (fd.events & POLLIN) != 0;
        const bool writes = (fd.events & POLLOUT) != 0;
        if (fd.fd >= 0 && (reads || writes)) {
            const int events = (reads ? CURL_WAIT_POLLIN : 0) | (writes ? CURL_WAIT_POLLOUT : 0);
            extra.push_back({fd.fd, static_cast<short>(events), 0});
        }
    }
    curl_multi_poll(m_multi.get(), extra.data(), static_cast<unsigned>(extra.size()),
                    static_cast<int>(untilNextDue().count()), nullptr);
    ::poll(also.data(), also.size(),
           0); // what curl says of foreign descriptors leaves out that they were closed
    int running = 0;
    curl_multi_perform(m_multi.get(), &running);
}

void RequestPool::collectEnded() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        const CURLcode code = message->data.result; // the message is gone with the handle
        Part* part = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &part);
        auto outcome = part->exchange->judgeEnd(code);
        ended(*part, std::move(outcome), part->exchange->detail());
    }
}

void RequestPool::endStalled() {
    const auto now = SteadyClock::now();
    for (std::size_t i = 0; i < m_parts.size(); ++i) { // a failure shortens the list behind its part
        Part& part = *m_parts[i];
        if (part.state == Part::Running && now - part.exchange->lastByteAt() >= m_options.stallLimit) {
            ended(part, RangeExchange::Outcome::TryAgain, "the server stalls");
        }
    }
}

// --- ends

/// `detail` is a copy: what it came from may be gone with the exchange.
void RequestPool::ended(Part& part, Result<RangeExchange::Outcome> outcome, std::string detail) {
    if (!outcome.ok()) {
        fail(part, std::move(outcome).error());
    } else if (*outcome == RangeExchange::Outcome::Done) {
        complete(part);
    } else if (*outcome == RangeExchange::Outcome::Redirected) {
        redirected(part);
    } else {
        tryAgain(part, std::move(detail));
    }
}

void RequestPool::complete(Part& part) {
    const RangeExchange& exchange = *part.exchange;
    m_link.answered(exchange.answeredAfter());
    const bool first = !m_file.sizeBytes;
    m_file.sizeBytes = exchange.fileBytes();
    if (m_file.validator.empty()) {
        m_file.validator = exchange.validator();
    }
    m_multiplexed = exchange.isMultiplexed();
    const int most = m_multiplexed ? maxStreams : maxConnections;
    if (first) { // the server is known now
        m_parallel = most;
    } else if (++m_completeInARow >= completeToTryMore) {
        m_completeInARow = 0;
        ++m_parallel;
    }
    m_parallel = std::min(m_parallel, most);
    stop(part);
    part.state = Part::Complete;
    take(0); // it may have been taken already
}

void RequestPool::redirected(Part& part) {
    const std::string target = part.exchange->redirectTarget();
    stop(part);
    const auto scheme = checkUrl(target, m_options.schemes);
    if (!scheme.ok()) {
        return fail(part, scheme.error());
    }
    if (++part.redirects > maxRedirects) {
        return fail(part, httpError("it redirects too often"));
    }
    m_file.url = target;
    m_file.scheme = *scheme;
    part.state = Part::Pausing;
    part.dueAt = SteadyClock::now();
}

void RequestPool::tryAgain(Part& part, std::string detail) {
    const bool moved = part.exchange->receivedBytes() > 0;
    stop(part);
    m_completeInARow = 0;
    if (part.data.size() == part.range.length) { // all came, and then the connection broke
        part.state = Part::Complete;
        return take(0);
    }
    if (!moved && count(Part::Running) > 1) { // perhaps it wants fewer at once
        m_parallel = std::max(1, m_parallel / 2);
    }
    part.failures = moved ? 1 : part.failures + 1;
    part.pause = moved ? m_options.firstPause : part.pause;
    if (part.failures >= m_options.attempts) {
        return fail(part, Error(ErrorCode::SourceLost, {{"detail", std::move(detail)}}));
    }
    part.state = Part::Pausing;
    part.dueAt = SteadyClock::now() + part.pause;
    part.pause = std::min(part.pause * 2, longestPause);
}

/// Nothing behind a part that cannot come is of use.
void RequestPool::fail(Part& part, Error error) {
    stop(part);
    part.state = Part::Failed;
    part.fault = std::move(error).with("path", withoutSecrets(m_file.url));
    m_wanted.clear();
    while (m_parts.back().get() != &part) {
        stop(*m_parts.back());
        m_parts.pop_back();
    }
}

} // namespace fieldfare::fetch
