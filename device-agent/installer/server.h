// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/client_connection.h"
#include "device-agent/installer/control_requests.h"
#include "device-agent/installer/install_job.h"
#include "device-agent/installer/log_reader.h"

#include <list>

namespace fieldfare::installer {

struct ServerOptions {
    std::chrono::seconds idleExit{0}; ///< End after this long without a client; 0: never.
    const char* group = "fieldfare";  ///< Whose members may connect.
    std::function<bool()> goOn;       ///< False ends the server.
};

/// Serves the installer's socket (core/protocol/installer_socket.h): one thread with poll(2) for all clients,
/// and an InstallJob for the one installation there can be. So a request is answered while bytes are written.
class Server {
public:
    /// `open` makes the services of an installing thread; `services` are those of this one.
    Server(Services& services, OpenServices open, ServerOptions options);
    ~Server();

    /// Serves clients of the listening socket until told to end. Errors: Io.
    [[nodiscard]] Result<> run(int listenFd);

private:
    struct Client {
        explicit Client(UniqueFd fd)
            : connection(std::move(fd)) {}
        ClientConnection connection;
        bool subscribed = false;
        bool streams = false; ///< Sent install or resume.
        bool closeWhenSent = false;
        bool broken = false;
        std::unique_ptr<LogReader> log;
    };
    /// A head that is being received.
    struct HeadInFlight {
        InstanceLock lock;
        std::string name;
        std::uint64_t bytes = 0;
        std::uint64_t received = 0;
        InstallRequest request;
    };

    void acceptClient(int listenFd);
    void serve(Client& client);
    void readFrom(Client& client);
    void takeMessages(Client& client);
    [[nodiscard]] bool wantsInput(const Client& client) const;
    void take(Client& client, SocketMessage message);

    void takeRequest(Client& client, const Json& json);
    [[nodiscard]] Result<Json> answer(Client& client, const std::string& what, const Json& json);
    [[nodiscard]] Result<Json> wish(Wish wish, const std::string& id);
    [[nodiscard]] Result<Json> startLog(Client& client, const Json& json);
    [[nodiscard]] Result<Json> device();
    void subscribe(Client& client);

    [[nodiscard]] Result<> beginInstall(Client& client, const Json& json);
    [[nodiscard]] Result<> beginResume(Client& client, const Json& json);
    [[nodiscard]] Result<> takeHead(const SocketMessage& message);
    void startJob(InstanceLock lock, InstallJob::Order order);
    void refuse(Client& client, const Error& error);
    void attendJob();
    void endJob();
    void sendAck(const SocketAck& now);
    [[nodiscard]] std::optional<InstallationStatus> running() const;

    void readLog(Client& client);
    void broadcast(std::string_view event, const Json& data);
    void announceProgress();
    void announceDevice();
    void noticeOutsideChanges();
    void dropClosed();
    [[nodiscard]] bool isIdle() const;

    Services& m_services;
    OpenServices m_open;
    ServerOptions m_options;
    ControlRequests m_control;
    UniqueFd m_wake;

    std::list<Client> m_clients;
    Client* m_sender = nullptr; ///< Whose stream the installation is; null after it left.
    std::optional<HeadInFlight> m_head;
    std::unique_ptr<InstallJob> m_job;
    SocketAck m_lastAck;
    bool m_restartWanted = false;

    std::optional<InstallationStatus> m_told;       ///< What subscribers know,
    std::chrono::steady_clock::time_point m_toldAt; ///< and since when.
    std::string m_outside; ///< The state folder as it was when subscribers were told.
    std::chrono::steady_clock::time_point m_lookedAt;
    std::chrono::steady_clock::time_point m_busyAt;
};

/// A listening socket at `path` with mode 0660; a stale one is replaced. Errors: Io, TooLarge (the path).
[[nodiscard]] Result<UniqueFd> listenAt(const std::filesystem::path& path);

} // namespace fieldfare::installer
