// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/free_port.h"

#include "core/base/file.h"
#include "core/base/unique_fd.h"

#include <charconv>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace fieldfare::app {

namespace {

std::uint16_t portIn(const std::filesystem::path& lastAddress) {
    const Result<Bytes> content = readFile(lastAddress, 256);
    if (!content.ok()) {
        return 0;
    }
    std::string_view text = asText(*content);
    text.remove_prefix(std::min(text.size(), text.rfind(':') + 1));
    std::uint16_t port = 0;
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port;
}

/// The port that binding to `port` gives.
Result<std::uint16_t> tryPort(const std::string& listen, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    if (const int failed = ::getaddrinfo(listen.c_str(), std::to_string(port).c_str(), &hints, &raw);
        failed != 0) {
        return Error(ErrorCode::BadValue,
                     {{"key", "--listen"}, {"path", listen}, {"detail", ::gai_strerror(failed)}});
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> address(raw, ::freeaddrinfo);
    const UniqueFd fd(::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    sockaddr_storage bound{};
    socklen_t length = sizeof(bound);
    if (!fd || ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        ::bind(fd.get(), address->ai_addr, address->ai_addrlen) != 0 ||
        ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&bound), &length) != 0) {
        if (errno == EADDRINUSE) {
            return Error(ErrorCode::Busy, {{"detail", "port " + std::to_string(port) + " is in use"}});
        }
        return ioError("bind", listen + ":" + std::to_string(port), errno);
    }
    return ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(&bound)->sin6_port
                                             : reinterpret_cast<const sockaddr_in*>(&bound)->sin_port);
}

} // namespace

Result<std::uint16_t> usablePort(const std::string& listen, std::uint16_t wanted,
                                 const std::filesystem::path& lastAddress) {
    if (wanted != 0) {
        return tryPort(listen, wanted);
    }
    if (const std::uint16_t last = portIn(lastAddress); last != 0) {
        if (auto same = tryPort(listen, last); same.ok()) {
            return same;
        }
    }
    return tryPort(listen, 0);
}

} // namespace fieldfare::app
