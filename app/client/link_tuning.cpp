// SPDX-License-Identifier: Apache-2.0
#include "app/client/link_tuning.h"

#ifdef Q_OS_LINUX
#include <array>
#include <cstddef>
#include <cstring>
#include <linux/tcp.h> // <netinet/tcp.h> has an older tcp_info
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>
#endif

namespace fieldfare::app {

#ifdef Q_OS_LINUX

void preferBbr(qintptr socket) {
    static constexpr char name[] = "bbr";
    (void)::setsockopt(static_cast<int>(socket), IPPROTO_TCP, TCP_CONGESTION, name, std::strlen(name));
}

std::optional<LinkFacts> linkFacts(qintptr socket) {
    const int fd = static_cast<int>(socket);
    tcp_info info{};
    socklen_t size = sizeof(info);
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
        size < offsetof(tcp_info, tcpi_data_segs_out) + sizeof(info.tcpi_data_segs_out)) {
        return std::nullopt;
    }
    std::array<char, 16> name{};
    socklen_t nameSize = name.size() - 1;
    const bool named = ::getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, name.data(), &nameSize) == 0;
    LinkFacts facts;
    facts.roundTrip = std::chrono::microseconds(info.tcpi_min_rtt == ~__u32{0} ? 0 : info.tcpi_min_rtt);
    facts.keepsRate = named && std::string_view(name.data()) == "bbr";
    facts.segmentsSent = info.tcpi_data_segs_out;
    facts.segmentsResent = info.tcpi_total_retrans;
    return facts;
}

#else

void preferBbr(qintptr) {}

std::optional<LinkFacts> linkFacts(qintptr) {
    return std::nullopt;
}

#endif

} // namespace fieldfare::app
