// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unique_fd.h"
#include "core/storage/byte_source.h"
#include "device-agent/installer/bundle_source.h"

#include <filesystem>
#include <sys/types.h>

namespace fieldfare::installer {

struct FetchOptions {
    std::filesystem::path program;        ///< fieldfare-fetch
    std::vector<std::string> arguments;   ///< Before the URL.
    std::string user = "fieldfare-fetch"; ///< Taken if we are root; "nobody" where there is no such user.
};

/// fieldfare-fetch as a child: asks it for ranges and reads their bytes. Closing it ends the child. One
/// thread at a time.
class FetchChild {
public:
    /// Starts the child and waits until the server told the file's size.
    /// Errors: ToolFailed, HttpServer, NotPermitted, SourceLost, TlsFailed.
    [[nodiscard]] static Result<std::unique_ptr<FetchChild>> start(const std::string& url,
                                                                   const FetchOptions& options);
    ~FetchChild();
    FetchChild(const FetchChild&) = delete;
    FetchChild& operator=(const FetchChild&) = delete;

    [[nodiscard]] std::uint64_t sizeBytes() const { return m_sizeBytes; }
    /// Asks for a range; its bytes come after those of all earlier requests. Errors: SourceLost.
    [[nodiscard]] Result<> request(ByteRange range);
    /// Fills `into` with the next bytes. Errors: SourceLost, HttpServer, Cancelled (a signal came).
    [[nodiscard]] Result<> read(MutableBytes into);
    /// What one more request costs, in bytes that could have come in its time; 0: not known. To be asked when
    /// everything requested was read. Errors: those of read().
    [[nodiscard]] Result<std::uint64_t> requestCostBytes();

private:
    FetchChild() = default;
    [[nodiscard]] Result<> spawn(const std::string& url, const FetchOptions& options);
    [[nodiscard]] Result<> awaitSize();
    [[nodiscard]] Result<std::uint64_t> readNumber();
    [[nodiscard]] Result<> readRaw(MutableBytes into);
    [[nodiscard]] Result<std::uint8_t> nextReply();
    [[nodiscard]] Error faultFromChild();

    UniqueFd m_requests;
    UniqueFd m_replies;
    pid_t m_pid = -1;
    std::uint64_t m_sizeBytes = 0;
    std::size_t m_left = 0; ///< Of the Data reply that is being read.
};

/// A bundle on a web server, in the order that was announced.
class FetchSource final : public BundleSource {
public:
    explicit FetchSource(FetchChild& child)
        : m_child(child) {}

    Result<> announce(const InstallationStatus& status, const NeededRanges& needed) override;
    Result<> read(std::uint64_t offset, MutableBytes into) override;
    void reportDurable() override {}
    std::uint64_t mergeGapBytes() const override;

private:
    [[nodiscard]] Result<> keepAsking();

    FetchChild& m_child;
    RangeCursor m_cursor;
    std::vector<ByteRange> m_ranges;
    std::size_t m_asked = 0; ///< Ranges that the child knows.
};

/// The head of a bundle on a web server, as a source. Small reads share requests; large ones are requests of
/// their own, unless willRead() told of them.
class FetchHead final : public ByteSource {
public:
    explicit FetchHead(FetchChild& child)
        : m_child(child) {}
    std::uint64_t sizeBytes() const override { return m_child.sizeBytes(); }
    Result<> readAt(std::uint64_t offset, MutableBytes into) override;
    /// The next reads go through the file's first `bytes` in order, without a gap. Errors: SourceLost.
    [[nodiscard]] Result<> willRead(std::uint64_t bytes);

private:
    [[nodiscard]] std::size_t fromWindow(std::uint64_t offset, MutableBytes into) const;

    FetchChild& m_child;
    std::uint64_t m_windowStart = 0;
    Bytes m_window;                ///< What the last small read brought.
    std::uint64_t m_streamed = 0;  ///< Of a run that willRead() asked for: up to here it was read,
    std::uint64_t m_streamEnd = 0; ///< and here it ends.
};

} // namespace fieldfare::installer
