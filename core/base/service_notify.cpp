// SPDX-License-Identifier: Apache-2.0
#include "core/base/service_notify.h"

#include "core/base/unique_fd.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fieldfare {

namespace {

std::optional<std::int64_t> numberFromEnvironment(const char* name) {
    const char* text = std::getenv(name);
    if (text == nullptr) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const char* end = text + std::strlen(text);
    const auto parsed = std::from_chars(text, end, value);
    return parsed.ec == std::errc() && parsed.ptr == end && value > 0 ? std::optional(value) : std::nullopt;
}

} // namespace

void notifyService(std::string_view state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    if (path == nullptr || (path[0] != '/' && path[0] != '@')) {
        return;
    }
    sockaddr_un address{};
    const std::size_t length = std::strlen(path);
    if (length >= sizeof(address.sun_path)) {
        return;
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path, length);
    if (path[0] == '@') {
        address.sun_path[0] = '\0';
    }
    const UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (fd) {
        // Nobody can be told if this fails; the service manager's time limit takes care of it.
        (void)!::sendto(fd.get(), state.data(), state.size(), MSG_NOSIGNAL,
                        reinterpret_cast<const sockaddr*>(&address),
                        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
    }
}

std::optional<std::chrono::milliseconds> watchdogInterval() {
    const auto limit = numberFromEnvironment("WATCHDOG_USEC");
    const auto pid = numberFromEnvironment("WATCHDOG_PID");
    if (!limit || (pid && *pid != ::getpid())) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(std::max<std::int64_t>(*limit / 2000, 1));
}

int takeListenSockets() {
    const auto pid = numberFromEnvironment("LISTEN_PID");
    const auto count = numberFromEnvironment("LISTEN_FDS");
    ::unsetenv("LISTEN_PID");
    ::unsetenv("LISTEN_FDS");
    ::unsetenv("LISTEN_FDNAMES");
    if (!pid || *pid != ::getpid() || !count || *count > 16) {
        return 0;
    }
    for (int fd = 3; fd < 3 + static_cast<int>(*count); ++fd) {
        (void)::fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    return static_cast<int>(*count);
}

} // namespace fieldfare
