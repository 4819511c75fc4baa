// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/installer/tiny_http_server.h"

#include <arpa/inet.h>
#include <chrono>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace fieldfare::test {
namespace {

/// The request's head, or what came until the client went away.
std::string readRequest(int fd) {
    std::string text;
    char c = 0;
    while (text.find("\r\n\r\n") == std::string::npos && ::recv(fd, &c, 1, 0) == 1) {
        text.push_back(c);
    }
    return text;
}

std::string headerValue(const std::string& request, const std::string& name) {
    const auto at = request.find("\r\n" + name + ": ");
    if (at == std::string::npos) {
        return {};
    }
    const auto start = at + name.size() + 4;
    return request.substr(start, request.find("\r\n", start) - start);
}

void sendText(int fd, const std::string& text) {
    (void)::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
}

void sendBytes(int fd, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
}

} // namespace

TinyHttpServer::TinyHttpServer(Bytes file, Manner manner)
    : m_file(std::move(file))
    , m_manner(manner) {
    m_listen.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listen.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(m_listen.get(), 64) != 0 ||
        ::getsockname(m_listen.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        std::abort();
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

TinyHttpServer::~TinyHttpServer() {
    m_stop = true;
    m_thread.join();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

/// Counted from the moment it is made until done() or its end.
class TinyHttpServer::Answering {
public:
    explicit Answering(TinyHttpServer& server)
        : m_server(server) {
        const int now = ++server.m_atOnce;
        for (int most = server.m_mostAtOnce;
             now > most && !server.m_mostAtOnce.compare_exchange_weak(most, now);) {
        }
    }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;
    ~Answering() { done(); }
    void done() { m_server.m_atOnce -= std::exchange(m_counted, 0); }

private:
    TinyHttpServer& m_server;
    int m_counted = 1;
};

void TinyHttpServer::run() {
    while (!m_stop) {
        pollfd polled{m_listen.get(), POLLIN, 0};
        if (::poll(&polled, 1, 20) <= 0) {
            continue;
        }
        const int fd = ::accept4(m_listen.get(), nullptr, nullptr, SOCK_CLOEXEC);
        m_threads.emplace_back([this, fd] {
            const UniqueFd connection(fd);
            Answering answering(*this);
            answer(fd, answering);
        });
    }
}

void TinyHttpServer::answer(int fd, Answering& answering) {
    const std::string request = readRequest(fd);
    const int number = m_requests.fetch_add(1);
    const std::string range = headerValue(request, "Range");
    const std::string common = "Connection: close\r\nETag: \"" +
                               std::string(m_manner == Manner::Changes && number > 0 ? "b" : "a") + "\"\r\n";
    const bool changed = m_manner == Manner::Changes && headerValue(request, "If-Range") == "\"a\"";
    switch (m_manner) {
    case Manner::Redirects:
        return sendText(fd, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + m_location + "\r\n" +
                                common + "\r\n");
    case Manner::Fails:
        return sendText(fd, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n" + common + "\r\n");
    case Manner::Missing:
        return sendText(fd, "HTTP/1.1 404 Missing\r\nContent-Length: 0\r\n" + common + "\r\n");
    default:
        break;
    }
    if (m_manner == Manner::NoRanges || changed || range.empty()) {
        sendText(fd, "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(m_file.size()) + "\r\n" + common +
                         "\r\n");
        return sendBytes(fd, m_file);
    }
    const std::uint64_t first = std::stoull(range.substr(6));
    const std::uint64_t last = std::stoull(range.substr(range.find('-') + 1));
    m_bytesAsked += last - first + 1;
    if (const int status = m_before ? m_before(first, last) : 206; status != 206) {
        return sendText(fd, "HTTP/1.1 " + std::to_string(status) + " No\r\nContent-Length: 0\r\n" + common +
                                "\r\n");
    }
    answerRange(fd, first, last, number, common, answering);
}

void TinyHttpServer::answerRange(int fd, std::uint64_t first, std::uint64_t last, int number,
                                 const std::string& common, Answering& answering) {
    const std::uint64_t named = m_manner == Manner::LiesAboutRange ? first + 1 : first;
    const std::uint64_t size = m_file.size() + (m_manner == Manner::LiesAboutSize && number > 0 ? 1 : 0);
    std::string head = "HTTP/1.1 206 Partial Content\r\n" + common + "Content-Range: bytes " +
                       std::to_string(named) + "-" + std::to_string(last) + "/" + std::to_string(size) +
                       "\r\n";
    if (m_manner != Manner::SendsMore) {
        head += "Content-Length: " + std::to_string(last - first + 1) + "\r\n";
    }
    sendText(fd, head + "\r\n");
    const ByteView body = ByteView(m_file).subspan(first, last - first + 1);
    switch (m_manner) {
    case Manner::Stalls:
        sendBytes(fd, body.first(body.size() / 2));
        for (int i = 0; i < 1000 && !m_stop; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return;
    case Manner::BreaksOff:
        return sendBytes(fd, body.first((body.size() + 1) / 2));
    case Manner::SendsTooLittle:
        return sendBytes(fd, body.first(body.size() - 1));
    case Manner::SendsMore:
        sendBytes(fd, body);
        return sendBytes(fd, Bytes(10));
    default:
        sendBytes(fd, body.first(body.size() - 1));
        answering.done(); // with the last byte the reader may ask for the next
        return sendBytes(fd, body.last(1));
    }
}

} // namespace fieldfare::test
