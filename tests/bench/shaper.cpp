// SPDX-License-Identifier: Apache-2.0
// A link between two network interfaces that has a rate, a delay, a queue and losses, packet by packet: what
// netem does where a kernel has it. Reads Ethernet frames from one interface and writes them to the other,
// both ways.
//
//     bench-shaper LEFT RIGHT [--mbit N] [--delay-ms N] [--queue-kib N] [--loss-percent X] [--seed N]
//
// Both are usually ends of veth pairs whose other ends lie in namespaces of their own. Their offloads must be
// off (ethtool -K), or a "packet" would be one of 64 KiB. Prints counts when it is ended.
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <random>
#include <string>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Settings {
    double megabitsPerSecond = 100;
    std::chrono::microseconds delay{40'000}; ///< Each way.
    std::size_t queueBytes = std::size_t{1} << 20;
    double loss = 0;
    unsigned seed = 1;
};

struct Packet {
    std::vector<unsigned char> bytes;
    Clock::time_point dueAt;
};

/// One direction: a queue that is served at the link's rate, and then the way.
class Lane {
public:
    Lane(int from, int to, const Settings& settings, unsigned seed)
        : m_from(from)
        , m_to(to)
        , m_settings(settings)
        , m_random(seed) {}

    /// Takes every packet that has come.
    void receive() {
        for (;;) {
            sockaddr_ll sender{};
            socklen_t size = sizeof sender;
            const ssize_t got = ::recvfrom(m_from, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT | MSG_TRUNC,
                                           reinterpret_cast<sockaddr*>(&sender), &size);
            if (got <= 0) {
                return;
            }
            if (sender.sll_pkttype != PACKET_OUTGOING) { // what we sent ourselves is seen too
                take(static_cast<std::size_t>(got), Clock::now());
            }
        }
    }

    /// Sends what has been on its way long enough.
    void deliver(Clock::time_point now) {
        for (; !m_way.empty() && m_way.front().dueAt <= now; m_way.pop_front()) {
            const auto& bytes = m_way.front().bytes;
            const ssize_t sent = ::send(m_to, bytes.data(), bytes.size(), MSG_DONTWAIT);
            m_unsent += sent < 0 ? 1 : 0;
        }
    }

    [[nodiscard]] Clock::time_point nextDue() const {
        return m_way.empty() ? Clock::time_point::max() : m_way.front().dueAt;
    }
    void report(const char* name) const {
        std::fprintf(stderr,
                     "%s: %llu packets, %llu bytes, %llu lost, %llu dropped by the queue, %llu too large, "
                     "%llu unsent\n",
                     name, m_packets, m_bytes, m_lost, m_dropped, m_tooLarge, m_unsent);
    }

private:
    void take(std::size_t size, Clock::time_point now) {
        if (size > m_buffer.size()) { // offloads are on: this is no packet
            ++m_tooLarge;
            return;
        }
        const std::chrono::duration<double> service(static_cast<double>(size) * 8 /
                                                    (m_settings.megabitsPerSecond * 1e6));
        const auto start = std::max(m_freeAt, now);
        const double waiting =
            std::chrono::duration<double>(start - now).count() * m_settings.megabitsPerSecond * 1e6 / 8;
        if (waiting + static_cast<double>(size) > static_cast<double>(m_settings.queueBytes)) {
            ++m_dropped;
            return;
        }
        m_freeAt = start + std::chrono::duration_cast<Clock::duration>(service);
        ++m_packets;
        m_bytes += size;
        if (m_settings.loss > 0 && std::uniform_real_distribution<double>(0, 1)(m_random) < m_settings.loss) {
            ++m_lost; // it had its share of the rate, as on a real link
            return;
        }
        m_way.push_back({{m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(size)},
                         m_freeAt + m_settings.delay});
    }

    int m_from;
    int m_to;
    const Settings& m_settings;
    std::mt19937_64 m_random;
    std::array<unsigned char, 2048> m_buffer{};
    std::deque<Packet> m_way; ///< In the order in which they arrive: the delay is the same for all.
    Clock::time_point m_freeAt{};
    unsigned long long m_packets = 0;
    unsigned long long m_bytes = 0;
    unsigned long long m_lost = 0;
    unsigned long long m_dropped = 0;
    unsigned long long m_tooLarge = 0;
    unsigned long long m_unsent = 0;
};

volatile std::sig_atomic_t ended = 0;

[[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "bench-shaper: %s\n", what.c_str());
    std::exit(1);
}

int openInterface(const char* name) {
    const int fd = ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL));
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = static_cast<int>(::if_nametoindex(name));
    if (fd < 0 || address.sll_ifindex == 0 ||
        ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        die(std::string(name) + ": " + std::strerror(errno));
    }
    const int bytes = 8 << 20; // the queue is ours, not the socket's
    (void)::setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
    (void)::setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes);
    return fd;
}

double numberOf(const char* text) {
    char* end = nullptr;
    const double number = std::strtod(text, &end);
    if (end == text || *end != '\0' || number < 0) {
        die(std::string("not a number: ") + text);
    }
    return number;
}

Settings parse(int argc, char** argv) {
    Settings settings;
    for (int i = 3; i + 1 < argc; i += 2) {
        const std::string word = argv[i];
        const double number = numberOf(argv[i + 1]);
        if (word == "--mbit" && number > 0) {
            settings.megabitsPerSecond = number;
        } else if (word == "--delay-ms") {
            settings.delay = std::chrono::microseconds(static_cast<long long>(number * 1000));
        } else if (word == "--queue-kib") {
            settings.queueBytes = static_cast<std::size_t>(number * 1024);
        } else if (word == "--loss-percent") {
            settings.loss = number / 100;
        } else if (word == "--seed") {
            settings.seed = static_cast<unsigned>(number);
        } else {
            die("not known: " + word);
        }
    }
    return settings;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3 || argc % 2 == 0) {
        die("Usage: bench-shaper LEFT RIGHT [--mbit N] [--delay-ms N] [--queue-kib N] [--loss-percent X] "
            "[--seed N]");
    }
    const Settings settings = parse(argc, argv);
    const int left = openInterface(argv[1]);
    const int right = openInterface(argv[2]);
    Lane there(left, right, settings, settings.seed);
    Lane back(right, left, settings, settings.seed + 1);
    struct sigaction action {};
    action.sa_handler = [](int) { ended = 1; };
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    ::prctl(PR_SET_TIMERSLACK, 1UL);
    std::puts("ready");
    std::fflush(stdout);
    while (ended == 0) {
        const auto due = std::min(there.nextDue(), back.nextDue());
        const auto wait = std::clamp<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                                    due - std::max(Clock::now(), Clock::time_point{}))
                                                    .count(),
                                                0, 100'000'000);
        const timespec limit{0, due == Clock::time_point::max() ? 100'000'000 : static_cast<long>(wait)};
        std::array<pollfd, 2> fds{pollfd{left, POLLIN, 0}, pollfd{right, POLLIN, 0}};
        (void)::ppoll(fds.data(), fds.size(), &limit, nullptr);
        there.receive();
        back.receive();
        const auto now = Clock::now();
        there.deliver(now);
        back.deliver(now);
    }
    there.report("there");
    back.report("back");
    return 0;
}
