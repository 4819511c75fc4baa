// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/fetch_child.h"

#include "core/base/file.h"
#include "device-agent/fetch/fetch_protocol.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fieldfare::installer {
namespace {

using fetch::ReplyType;

/// Requests that may wait in the pipe: far below its capacity, so that asking never blocks.
constexpr std::size_t maxAhead = 128;

/// A request and its answer's head are about so many bytes themselves.
constexpr std::uint64_t leastGap = std::uint64_t{1} << 10;
/// Above this, what travels for nothing grows faster than the time shrinks.
constexpr std::uint64_t largestGap = std::uint64_t{128} << 10;
/// Where the child knows nothing of the link.
constexpr std::uint64_t usualGap = std::uint64_t{32} << 10;

/// What a small read of the head brings with it: manifest and signature, with their tar headers.
constexpr std::uint64_t headWindowBytes = std::uint64_t{64} << 10;

Error lost(std::string detail) {
    return Error(ErrorCode::SourceLost, {{"detail", std::move(detail)}, {"path", std::string("download")}});
}

struct ChildUser {
    uid_t uid = 0;
    gid_t gid = 0;
};

std::optional<ChildUser> childUser(const std::string& wanted) {
    if (::geteuid() != 0) {
        return std::nullopt; // nothing to give up
    }
    const passwd* entry = ::getpwnam(wanted.c_str());
    if (entry == nullptr) {
        entry = ::getpwnam("nobody");
    }
    return ChildUser{entry == nullptr ? 65534 : entry->pw_uid, entry == nullptr ? 65534 : entry->pw_gid};
}

/// After fork: only async-signal-safe calls.
[[noreturn]] void becomeFetcher(int requests, int replies, const std::optional<ChildUser>& user,
                                char* const* argv) {
    constexpr int cannotRun = 127;
    if (::dup2(requests, STDIN_FILENO) < 0 || ::dup2(replies, STDOUT_FILENO) < 0) {
        ::_exit(cannotRun);
    }
    const gid_t none = 0;
    if (user && (::setgroups(0, &none) != 0 || ::setresgid(user->gid, user->gid, user->gid) != 0 ||
                 ::setresuid(user->uid, user->uid, user->uid) != 0)) {
        ::_exit(cannotRun);
    }
    ::execv(argv[0], argv);
    ::_exit(cannotRun);
}

} // namespace

Result<std::unique_ptr<FetchChild>> FetchChild::start(const std::string& url, const FetchOptions& options) {
    std::unique_ptr<FetchChild> child(new FetchChild);
    FF_CHECK(child->spawn(url, options));
    FF_CHECK(child->awaitSize());
    return child;
}

FetchChild::~FetchChild() {
    m_requests.reset();
    m_replies.reset();
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
}

Result<> FetchChild::spawn(const std::string& url, const FetchOptions& options) {
    std::array<int, 2> requests{-1, -1};
    std::array<int, 2> replies{-1, -1};
    if (::pipe2(requests.data(), O_CLOEXEC) != 0) {
        return ioError("pipe", "fieldfare-fetch", errno);
    }
    const UniqueFd childIn(requests[0]);
    m_requests.reset(requests[1]);
    if (::pipe2(replies.data(), O_CLOEXEC) != 0) {
        return ioError("pipe", "fieldfare-fetch", errno);
    }
    m_replies.reset(replies[0]);
    const UniqueFd childOut(replies[1]);

    std::vector<std::string> words{options.program.string()};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    words.push_back(url);
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    const auto user = childUser(options.user);
    m_pid = ::fork();
    if (m_pid == 0) {
        becomeFetcher(childIn.get(), childOut.get(), user, argv.data());
    }
    if (m_pid < 0) {
        return ioError("fork", "fieldfare-fetch", errno);
    }
    return {};
}

Result<> FetchChild::readRaw(MutableBytes into) {
    while (!into.empty()) {
        const ssize_t got = ::read(m_replies.get(), into.data(), into.size());
        if (got < 0 && errno == EINTR) {
            return Error(ErrorCode::Cancelled, {{"detail", std::string("download")}});
        }
        if (got <= 0) {
            return lost("the download ended");
        }
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

Error FetchChild::faultFromChild() {
    Bytes text(m_left);
    if (auto got = readRaw(text); !got.ok()) {
        return got.error();
    }
    const auto json = parseJson(asText(text), {fetch::maxReplyBytes, 8});
    return json.ok() ? errorFromJson(*json) : lost("the download ended");
}

/// Reads a reply's header; m_left is then its length.
Result<std::uint8_t> FetchChild::nextReply() {
    std::array<std::byte, fetch::replyHeaderBytes> header{};
    FF_CHECK(readRaw(header));
    m_left = loadLittleEndian<std::uint32_t>(ByteView(header).subspan(1));
    if (m_left > fetch::maxReplyBytes) {
        return lost("fieldfare-fetch does not keep to its protocol");
    }
    if (header[0] == static_cast<std::byte>(ReplyType::Fault)) {
        return faultFromChild();
    }
    return static_cast<std::uint8_t>(header[0]);
}

Result<> FetchChild::awaitSize() {
    auto type = nextReply();
    if (!type.ok()) {
        int status = 0;
        if (::waitpid(m_pid, &status, WNOHANG) == m_pid) {
            m_pid = -1;
            if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
                return Error(ErrorCode::ToolFailed, {{"program", std::string("fieldfare-fetch")},
                                                     {"detail", std::string("it could not be started")}});
            }
        }
        return std::move(type).error();
    }
    if (*type != static_cast<std::uint8_t>(ReplyType::Size)) {
        return lost("fieldfare-fetch does not keep to its protocol");
    }
    FF_TRY(m_sizeBytes, readNumber());
    return {};
}

/// The body of a reply that is one number.
Result<std::uint64_t> FetchChild::readNumber() {
    std::array<std::byte, 8> bytes{};
    if (m_left != bytes.size()) {
        return lost("fieldfare-fetch does not keep to its protocol");
    }
    FF_CHECK(readRaw(bytes));
    m_left = 0;
    return loadLittleEndian<std::uint64_t>(bytes);
}

Result<std::uint64_t> FetchChild::requestCostBytes() {
    FF_CHECK(request({0, 0}));
    FF_TRY(const std::uint8_t type, nextReply());
    if (type != static_cast<std::uint8_t>(ReplyType::Cost)) {
        return lost("fieldfare-fetch does not keep to its protocol");
    }
    return readNumber();
}

Result<> FetchChild::request(ByteRange range) {
    Bytes words;
    appendLittleEndian<std::uint64_t>(words, range.offset);
    appendLittleEndian<std::uint64_t>(words, range.length);
    if (!writeAll(m_requests.get(), words, "fieldfare-fetch").ok()) {
        return lost("the download ended");
    }
    return {};
}

Result<> FetchChild::read(MutableBytes into) {
    while (!into.empty()) {
        if (m_left == 0) {
            FF_TRY(const std::uint8_t type, nextReply());
            if (type != static_cast<std::uint8_t>(ReplyType::Data)) {
                return lost("fieldfare-fetch does not keep to its protocol");
            }
            continue;
        }
        const std::size_t now = std::min(m_left, into.size());
        FF_CHECK(readRaw(into.first(now)));
        m_left -= now;
        into = into.subspan(now);
    }
    return {};
}

Result<> FetchSource::announce(const InstallationStatus&, const NeededRanges& needed) {
    m_ranges = needed.ranges;
    m_cursor.setRanges(needed.ranges);
    return keepAsking();
}

/// Keeps some requests under way, so that the server is never idle and the pipe never full.
Result<> FetchSource::keepAsking() {
    while (m_asked < m_ranges.size() && m_asked - m_cursor.rangeIndex() < maxAhead) {
        FF_CHECK(m_child.request(m_ranges[m_asked]));
        ++m_asked;
    }
    return {};
}

Result<> FetchSource::read(std::uint64_t offset, MutableBytes into) {
    auto skip = m_cursor.seek(offset, into.size());
    if (!skip) {
        return lost("a range was not announced");
    }
    FF_CHECK(keepAsking());
    std::array<std::byte, 4096> dropped{};
    while (*skip > 0) {
        const std::size_t now = std::min<std::uint64_t>(*skip, dropped.size());
        FF_CHECK(m_child.read(MutableBytes(dropped).first(now)));
        *skip -= now;
    }
    return m_child.read(into);
}

std::uint64_t FetchSource::mergeGapBytes() const {
    const auto cost = m_child.requestCostBytes();
    return cost.ok() && *cost > 0 ? std::clamp(*cost, leastGap, largestGap) : usualGap;
}

Result<> FetchHead::willRead(std::uint64_t bytes) {
    const std::uint64_t there = m_windowStart == 0 ? m_window.size() : 0;
    if (bytes <= there || bytes > sizeBytes()) {
        return {};
    }
    FF_CHECK(m_child.request({there, bytes - there}));
    m_streamed = there;
    m_streamEnd = bytes;
    return {};
}

/// Copies what the window has of the bytes from `offset` on; how many.
std::size_t FetchHead::fromWindow(std::uint64_t offset, MutableBytes into) const {
    if (offset < m_windowStart || offset - m_windowStart >= m_window.size()) {
        return 0;
    }
    const ByteView there = ByteView(m_window).subspan(offset - m_windowStart);
    const std::size_t count = std::min(there.size(), into.size());
    std::copy_n(there.begin(), count, into.begin());
    return count;
}

Result<> FetchHead::readAt(std::uint64_t offset, MutableBytes into) {
    if (offset > sizeBytes() || into.size() > sizeBytes() - offset) {
        return Error(ErrorCode::BadBundle,
                     {{"member", std::string("bundle")}, {"detail", std::string("it ends too early")}});
    }
    const std::size_t copied = fromWindow(offset, into);
    offset += copied;
    into = into.subspan(copied);
    if (into.empty()) {
        return {};
    }
    if (m_streamed < m_streamEnd) {
        if (offset != m_streamed || into.size() > m_streamEnd - offset) {
            return lost("the head was not read in order");
        }
        m_streamed += into.size();
        return m_child.read(into);
    }
    if (into.size() > headWindowBytes) {
        FF_CHECK(m_child.request({offset, into.size()}));
        return m_child.read(into);
    }
    m_window.resize(std::min(headWindowBytes, sizeBytes() - offset));
    m_windowStart = offset;
    FF_CHECK(m_child.request({offset, m_window.size()}));
    FF_CHECK(m_child.read(m_window));
    (void)fromWindow(offset, into);
    return {};
}

} // namespace fieldfare::installer
