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
#include <sys/prctl.h>

namespace fieldfare::fetch {
namespace {

Result<> reply(ReplyType type, ByteView data) {
    do {
        const ByteView piece = data.first(std::min(data.size(), maxReplyBytes));
        Bytes header{static_cast<std::byte>(type)};
        appendLittleEndian<std::uint32_t>(header, static_cast<std::uint32_t>(piece.size()));
        FF_CHECK(writeAll(STDOUT_FILENO, header, "stdout"));
        FF_CHECK(writeAll(STDOUT_FILENO, piece, "stdout"));
        data = data.subspan(piece.size());
    } while (!data.empty());
    return {};
}

struct RangeRequest {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// The next request, or nothing when the installer closed its end.
std::optional<RangeRequest> nextRequest() {
    std::array<std::byte, requestBytes> bytes{};
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::read(STDIN_FILENO, bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return std::nullopt;
        }
        have += static_cast<std::size_t>(got);
    }
    return RangeRequest{loadLittleEndian<std::uint64_t>(bytes),
                        loadLittleEndian<std::uint64_t>(ByteView(bytes).subspan(8))};
}

Result<> serve(const std::string& url, const RangeClientOptions& options) {
    FF_TRY(const auto client, RangeClient::open(url, options));
    std::array<std::byte, 8> size{};
    storeLittleEndian<std::uint64_t>(size, client->sizeBytes());
    FF_CHECK(reply(ReplyType::Size, size));
    while (const auto request = nextRequest()) {
        if (request->offset > client->sizeBytes() ||
            request->length > client->sizeBytes() - request->offset) {
            return Error(ErrorCode::HttpServer,
                         {{"detail", std::string("the file is too short")}, {"path", withoutSecrets(url)}});
        }
        FF_CHECK(client->fetch(request->offset, request->length,
                               [](ByteView data) { return reply(ReplyType::Data, data); }));
    }
    return {};
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
        const std::string fault = toJson(served.error()).dump();
        (void)reply(ReplyType::Fault, asBytes(fault));
        return 1;
    }
    return 0;
}

} // namespace
} // namespace fieldfare::fetch

int main(int argc, char** argv) {
    return fieldfare::fetch::run(std::vector<std::string>(argv + 1, argv + argc));
}
