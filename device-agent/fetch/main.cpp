// SPDX-License-Identifier: Apache-2.0
// fieldfare-fetch: the only program on the device that links libcurl. A child of fieldfare-installer, under
// another user id; it is given ranges on stdin and writes their bytes to stdout (fetch_protocol.h).
#include "core/base/file.h"
#include "core/protocol/status.h"
#include "device-agent/fetch/fetch_protocol.h"
#include "device-agent/fetch/range_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/prctl.h>

namespace fieldfare::fetch {
namespace {

/// What of replies waits for the installer to read: the next bytes, framed, and never more than one reply.
class Output {
public:
    [[nodiscard]] bool empty() const { return m_written == m_bytes.size(); }
    void set(ReplyType type, ByteView data) {
        m_bytes.assign(1, static_cast<std::byte>(type));
        appendLittleEndian<std::uint32_t>(m_bytes, static_cast<std::uint32_t>(data.size()));
        m_bytes.insert(m_bytes.end(), data.begin(), data.end());
        m_written = 0;
    }
    /// Writes what the pipe takes. Errors: Io (the installer is gone).
    Result<> write() {
        const ssize_t now = ::write(STDOUT_FILENO, m_bytes.data() + m_written, m_bytes.size() - m_written);
        if (now < 0 && errno != EINTR && errno != EAGAIN) {
            return ioError("write", "stdout", errno);
        }
        m_written += now > 0 ? static_cast<std::size_t>(now) : 0;
        return {};
    }

private:
    Bytes m_bytes;
    std::size_t m_written = 0;
};

/// The installer's requests, as they come.
class Input {
public:
    [[nodiscard]] bool ended() const { return m_ended; }
    /// Reads once; to be called when there is something to read.
    void read() {
        const ssize_t got = ::read(STDIN_FILENO, m_bytes.data() + m_have, m_bytes.size() - m_have);
        m_ended = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
        m_have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    std::optional<FileRange> next() {
        if (m_have < requestBytes) {
            return std::nullopt;
        }
        const FileRange range{loadLittleEndian<std::uint64_t>(m_bytes),
                              loadLittleEndian<std::uint64_t>(ByteView(m_bytes).subspan(8))};
        m_have -= requestBytes;
        std::copy_n(m_bytes.begin() + requestBytes, m_have, m_bytes.begin());
        return range;
    }

private:
    std::array<std::byte, 64 * requestBytes> m_bytes{};
    std::size_t m_have = 0;
    bool m_ended = false;
};

/// Requests in, bytes out, and neither waits for the other.
class Service {
public:
    explicit Service(RangeClient& client)
        : m_client(client) {
        replyNumber(ReplyType::Size, client.sizeBytes());
    }
    /// Until the installer has asked for its last and got it. Errors: those of RangeClient, Io.
    Result<> run() {
        while (!m_input.ended() || !m_client.idle() || !m_output.empty()) {
            std::array<pollfd, 2> pipes{pollfd{wantsInput() ? STDIN_FILENO : -1, POLLIN, 0},
                                        pollfd{m_output.empty() ? -1 : STDOUT_FILENO, POLLOUT, 0}};
            const auto waited = m_client.wait(pipes);
            if (!waited.ok()) {
                if (m_output.empty()) {
                    return waited;
                }
                ::poll(&pipes[1], 1, -1); // what came before the failure is delivered before it
            }
            if (pipes[0].revents != 0) {
                m_input.read();
            }
            if (!m_output.empty()) {
                FF_CHECK(m_output.write());
            }
            takeRequests();
            nextReply();
        }
        return {};
    }

private:
    [[nodiscard]] bool wantsInput() const { return !m_input.ended() && takesRequests(); }
    [[nodiscard]] bool takesRequests() const {
        return m_client.waitingRanges() < maxWaitingRanges && !m_costAsked;
    }
    void takeRequests() {
        while (takesRequests()) {
            const auto range = m_input.next();
            if (!range) {
                return;
            }
            range->length == 0 ? void(m_costAsked = true) : m_client.want(*range);
        }
    }
    void nextReply() {
        if (!m_output.empty()) {
            return;
        }
        if (const ByteView data = m_client.ready(); !data.empty()) {
            const ByteView piece = data.first(std::min(data.size(), maxReplyBytes));
            m_output.set(ReplyType::Data, piece);
            m_client.take(piece.size());
        } else if (m_costAsked && m_client.idle()) {
            m_costAsked = false;
            replyNumber(ReplyType::Cost, m_client.requestCostBytes());
        }
    }
    void replyNumber(ReplyType type, std::uint64_t number) {
        std::array<std::byte, 8> bytes{};
        storeLittleEndian<std::uint64_t>(bytes, number);
        m_output.set(type, bytes);
    }

    static constexpr std::size_t maxWaitingRanges = 256;
    RangeClient& m_client;
    Input m_input;
    Output m_output;
    bool m_costAsked = false; ///< Answered when everything before it was.
};

Result<> serve(const std::string& url, const RangeClientOptions& options) {
    FF_TRY(const auto client, RangeClient::open(url, options));
    (void)::fcntl(STDOUT_FILENO, F_SETFL, ::fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
    return Service(*client).run();
}

/// The last word; waits until the installer has read it.
void replyFault(const Error& error) {
    (void)::fcntl(STDOUT_FILENO, F_SETFL, ::fcntl(STDOUT_FILENO, F_GETFL) & ~O_NONBLOCK);
    const std::string fault = toJson(error).dump();
    Output output;
    output.set(ReplyType::Fault, asBytes(fault));
    while (!output.empty() && output.write().ok()) {
    }
}

constexpr const char* helpText =
    "Usage: fieldfare-fetch [OPTION...] URL\n"
    "Serves byte ranges of a file on an HTTP(S) server to fieldfare-installer, which starts it.\n"
    "\n"
    "  --allow-http        also use plain HTTP\n"
    "  --ca FILE           trust these authorities (PEM) instead of the system's\n"
    "  --stall-ms N        give up a connection after N milliseconds without a byte (20000)\n"
    "  --attempts N        give up after N attempts in a row without a byte (6)\n"
    "  --pause-ms N        pause before the second attempt; doubles each time (500)\n"
    "  --help              show this\n";

Result<int> numberOf(std::string_view text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size() || number < 1) {
        return Error(ErrorCode::BadUsage, {{"detail", "not a number: " + std::string(text)}});
    }
    return number;
}

struct Arguments {
    std::string url;
    RangeClientOptions options;
    bool help = false;
};

Result<Arguments> parseArguments(const std::vector<std::string>& words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const std::string next = i + 1 < words.size() ? words[i + 1] : "";
        if (word == "--help") {
            arguments.help = true;
        } else if (word == "--allow-http") {
            arguments.options.schemes = AllowedSchemes::HttpAndHttps;
        } else if (word == "--ca") {
            arguments.options.caFile = next;
            ++i;
        } else if (word == "--stall-ms" || word == "--attempts" || word == "--pause-ms") {
            FF_TRY(const int number, numberOf(next));
            ++i;
            if (word == "--attempts") {
                arguments.options.attempts = number;
            } else {
                (word == "--stall-ms" ? arguments.options.stallLimit : arguments.options.firstPause) =
                    std::chrono::milliseconds(number);
            }
        } else if (word.starts_with("--") || !arguments.url.empty()) {
            return Error(ErrorCode::BadUsage, {{"detail", "not known: " + word}});
        } else {
            arguments.url = word;
        }
    }
    if (arguments.url.empty() && !arguments.help) {
        return Error(ErrorCode::BadUsage, {{"detail", std::string("a URL is missing")}});
    }
    return arguments;
}

int run(const std::vector<std::string>& words) {
    auto arguments = parseArguments(words);
    if (!arguments.ok()) {
        std::fprintf(stderr, "fieldfare-fetch: %s\n", describeLine(arguments.error()).c_str());
        return 2;
    }
    if (arguments->help) {
        std::fputs(helpText, stdout);
        return 0;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // nothing is left to do when the installer is gone
    ::signal(SIGPIPE, SIG_IGN);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const auto served = serve(arguments->url, arguments->options);
    if (!served.ok()) {
        replyFault(served.error());
        return 1;
    }
    return 0;
}

} // namespace
} // namespace fieldfare::fetch

int main(int argc, char** argv) {
    return fieldfare::fetch::run(std::vector<std::string>(argv + 1, argv + argc));
}
