// SPDX-License-Identifier: Apache-2.0
// The server's loop, its clients and its events. Requests are in server_requests.cpp.
#include "device-agent/installer/server.h"

#include "core/base/service_notify.h"
#include "device-agent/installer/device_report.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace fieldfare::installer {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t maxClients = 32;
constexpr auto progressEvery = std::chrono::milliseconds(250);
constexpr auto lookEvery = std::chrono::seconds(1);
/// How long the loop may sleep: while something moves, while somebody looks, and with nothing to do.
constexpr int activeMilliseconds = 250;
constexpr int watchedMilliseconds = 1000;
constexpr int quietMilliseconds = 5000;

/// Changes when another process changed what subscribers are told.
std::string outsideState(const StateStore& state) {
    std::string text;
    for (const char* name : {"journal", "slots", "floor", "revocations", "revocations-number"}) {
        struct stat info {};
        if (::stat(state.pathOf(name).c_str(), &info) == 0) {
            text += std::to_string(info.st_ino) + "." + std::to_string(info.st_size) + "." +
                    std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) + " ";
        }
    }
    return text;
}

bool sameForPeople(const InstallationStatus& a, const InstallationStatus& b) {
    return a.state == b.state && a.id == b.id && a.error.has_value() == b.error.has_value();
}

} // namespace

Server::Server(Services& services, OpenServices open, ServerOptions options)
    : m_services(services)
    , m_open(std::move(open))
    , m_options(std::move(options))
    , m_control(services)
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_busyAt(SteadyClock::now()) {}

Server::~Server() = default;

std::optional<InstallationStatus> Server::running() const {
    return m_job ? m_job->status() : std::nullopt;
}

Result<> Server::run(int listenFd) {
    const auto watchdog = watchdogInterval();
    notifyService("READY=1");
    while (m_options.goOn()) {
        std::vector<pollfd> polled{{listenFd, POLLIN, 0}, {m_wake.get(), POLLIN, 0}};
        for (const Client& client : m_clients) {
            const int input = wantsInput(client) ? POLLIN : 0;
            const int output = client.connection.hasOutput() ? POLLOUT : 0;
            const bool silent =
                client.connection.ended() && output == 0; // its hang-up would wake us for ever
            polled.push_back({silent ? -1 : client.connection.fd(), static_cast<short>(input | output), 0});
            if (client.log && !client.log->ended()) {
                polled.push_back({client.log->fd(), POLLIN, 0});
            }
        }
        const int sleep = m_job || m_restartWanted
                              ? activeMilliseconds
                              : (m_clients.empty() ? quietMilliseconds : watchedMilliseconds);
        if (::poll(polled.data(), polled.size(), sleep) < 0 && errno != EINTR) {
            return ioError("poll", "socket", errno);
        }
        if (watchdog) {
            notifyService("WATCHDOG=1");
        }
        eventfd_t ignored = 0;
        (void)::eventfd_read(m_wake.get(), &ignored);
        if ((polled[0].revents & POLLIN) != 0) {
            acceptClient(listenFd);
        }
        for (Client& client : m_clients) {
            serve(client);
        }
        attendJob();
        noticeOutsideChanges();
        dropClosed();
        if (isIdle()) {
            return {};
        }
    }
    return {};
}

bool Server::isIdle() const {
    return m_options.idleExit.count() > 0 && SteadyClock::now() - m_busyAt > m_options.idleExit;
}

void Server::acceptClient(int listenFd) {
    UniqueFd fd(::accept4(listenFd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (fd && m_clients.size() < maxClients && isTrustedPeer(fd.get(), m_options.group)) {
        m_clients.emplace_back(std::move(fd));
    }
}

bool Server::wantsInput(const Client& client) const {
    if (client.connection.ended() || client.closeWhenSent || client.connection.isTooSlow()) {
        return false;
    }
    return &client != m_sender || !m_job || m_job->source().room() > 0;
}

/// One turn for one client; it never waits, whatever the socket says.
void Server::serve(Client& client) {
    takeMessages(client); // what had no room before
    if (wantsInput(client)) {
        readFrom(client);
        takeMessages(client);
    }
    if (client.log) {
        readLog(client);
    }
    if (!client.connection.flush().ok()) {
        client.broken = true;
    }
    const bool feedsJob = &client == m_sender && m_job;
    if (client.connection.ended() && !client.connection.hasOutput() && !feedsJob) {
        client.broken = true;
    }
}

void Server::readFrom(Client& client) {
    if (!client.connection.receive().ok()) {
        client.broken = true;
    }
}

void Server::takeMessages(Client& client) {
    while (!client.broken && !client.closeWhenSent && !client.connection.isTooSlow()) {
        const bool holdsData = &client == m_sender && m_job && m_job->source().room() == 0;
        if (holdsData && m_job->phase() != InstallJob::Phase::Ended) {
            return;
        }
        auto message = client.connection.next();
        if (!message.ok()) {
            client.connection.send(socketReply(message.error()));
            client.closeWhenSent = true;
            return;
        }
        if (!*message) {
            return;
        }
        take(client, std::move(**message));
    }
}

void Server::readLog(Client& client) {
    if (client.connection.isTooSlow()) {
        return; // the pipe holds the command back
    }
    const std::vector<std::string> lines = client.log->read();
    if (!lines.empty()) {
        client.connection.send(socketEvent("log", Json{{"lines", lines}}));
    }
    if (client.log->ended()) {
        client.log.reset();
        client.connection.send(socketReply());
    }
}

void Server::broadcast(std::string_view event, const Json& data) {
    for (Client& client : m_clients) {
        if (client.subscribed && !client.connection.isTooSlow()) {
            client.connection.send(socketEvent(event, data));
        }
    }
}

void Server::announceProgress() {
    const auto status = running();
    if (!status) {
        return;
    }
    const auto now = SteadyClock::now();
    const bool changed = !m_told || !sameForPeople(*m_told, *status);
    const bool moved = m_told && (m_told->durableBytes != status->durableBytes ||
                                  m_told->receivedBytes != status->receivedBytes);
    if (changed || (moved && now - m_toldAt >= progressEvery)) {
        m_told = status;
        m_toldAt = now;
        broadcast("installation", toJson(*status));
    }
}

void Server::announceDevice() {
    if (const auto status = reportDevice(m_services, running()); status.ok()) {
        broadcast("device", toJson(*status));
    }
    m_outside = outsideState(m_services.state);
}

/// The trial service and people at the console work on the same state: subscribers hear of that too.
void Server::noticeOutsideChanges() {
    const auto now = SteadyClock::now();
    const bool anybody =
        std::any_of(m_clients.begin(), m_clients.end(), [](const Client& c) { return c.subscribed; });
    if (!anybody || m_job || now - m_lookedAt < lookEvery) {
        return;
    }
    m_lookedAt = now;
    if (outsideState(m_services.state) == m_outside) {
        return;
    }
    const auto log = InstallationLog::open(m_services.state);
    if (log.ok() && log->current()) {
        m_told = log->current()->status;
        broadcast("installation", toJson(*m_told));
    }
    announceDevice();
}

void Server::attendJob() {
    if (m_job) {
        const bool ended =
            m_job->phase() == InstallJob::Phase::Ended; // first: what it said is all there then
        if (m_sender != nullptr) {
            const SocketSource::Outbox outbox = m_job->source().takeOutbox();
            for (const SocketMessage& message : outbox.ranges) {
                m_sender->connection.send(message);
            }
            sendAck(outbox.ack);
            if (m_sender->broken || m_sender->connection.ended()) {
                m_job->source().close();
            }
        }
        announceProgress();
        if (ended) {
            endJob();
        }
    }
    for (Client& client : m_clients) {
        if (!client.broken && !client.connection.flush().ok()) {
            client.broken = true;
        }
    }
}

/// Tells the sender when it may send more, when more is durable, and at the end.
void Server::sendAck(const SocketAck& now) {
    const bool due = now.granted != m_lastAck.granted || now.durable != m_lastAck.durable ||
                     (now.position == now.total && now.position != m_lastAck.position);
    if (due) {
        m_lastAck = now;
        m_sender->connection.send(socketAck(now));
    }
}

void Server::dropClosed() {
    for (auto client = m_clients.begin(); client != m_clients.end();) {
        const bool sent = client->closeWhenSent && !client->connection.hasOutput();
        if (!client->broken && !sent) {
            ++client;
            continue;
        }
        if (&*client == m_sender) {
            m_sender = nullptr;
            m_head.reset(); // a job goes on by itself, or notices
            if (m_job) {
                m_job->source().close();
            }
        }
        client = m_clients.erase(client);
    }
    if (!m_clients.empty() || m_job) {
        m_busyAt = SteadyClock::now();
    }
    if (m_restartWanted && m_sender == nullptr) {
        m_restartWanted = false;
        (void)restartDevice(m_services);
    }
}

Result<UniqueFd> listenAt(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path) {
        return Error(ErrorCode::TooLarge, {{"path", text},
                                           {"have", std::uint64_t{text.size()}},
                                           {"limit", std::uint64_t{sizeof address.sun_path - 1}}});
    }
    std::copy(text.begin(), text.end(), address.sun_path);
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ::unlink(text.c_str());
    const mode_t before = ::umask(0117);
    const int bound = ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::umask(before);
    if (bound != 0 || ::listen(fd.get(), 8) != 0) {
        return ioError("listen", text, errno);
    }
    return fd;
}

} // namespace fieldfare::installer
