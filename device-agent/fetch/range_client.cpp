// SPDX-License-Identifier: Apache-2.0
#include "device-agent/fetch/range_client.h"

#include "device-agent/fetch/request_pool.h"

namespace fieldfare::fetch {
namespace {

class CurlRangeClient final : public RangeClient {
public:
    CurlRangeClient(std::string url, const RangeClientOptions& options, Scheme scheme)
        : m_pool(std::move(url), options, scheme) {}

    std::uint64_t sizeBytes() const override { return m_pool.file().sizeBytes.value_or(0); }
    void want(FileRange range) override {
        if (range.length > 0) {
            m_pool.want(range);
        }
    }
    std::size_t waitingRanges() const override { return m_pool.waitingRanges(); }
    bool idle() const override { return m_pool.idle(); }
    ByteView ready() const override { return m_pool.ready(); }
    void take(std::size_t bytes) override { m_pool.take(bytes); }
    Result<> wait(std::span<pollfd> also) override { return m_pool.wait(also); }
    std::uint64_t requestCostBytes() const override { return m_pool.requestCostBytes(); }

private:
    RequestPool m_pool;
};

} // namespace

Result<std::unique_ptr<RangeClient>> RangeClient::open(const std::string& url,
                                                       const RangeClientOptions& options) {
    FF_TRY(const Scheme scheme, checkUrl(url, options.schemes));
    auto client = std::make_unique<CurlRangeClient>(url, options, scheme);
    FF_CHECK(client->fetch(0, 1, [](ByteView) { return Result<>(); }));
    return std::unique_ptr<RangeClient>(std::move(client));
}

Result<> RangeClient::fetch(std::uint64_t offset, std::uint64_t length, const Sink& sink) {
    want({offset, length});
    while (!idle()) {
        if (ready().empty()) {
            FF_CHECK(wait({}));
            continue;
        }
        const ByteView data = ready();
        FF_CHECK(sink(data));
        take(data.size());
    }
    return {};
}

} // namespace fieldfare::fetch
