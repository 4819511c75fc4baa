// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/installer_socket.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace fieldfare::test {

/// The installer's socket without an installer: keeps what it is given and says what it was told to say.
/// Thread-safe.
class FakeInstaller {
public:
    /// What it does. Change it before the request that it is for.
    struct Behaviour {
        DeviceStatus device;
        std::uint64_t grantBytes = UINT64_MAX; ///< How far beyond what it has the agent may send.
        std::vector<ByteRange> ranges;
        std::uint64_t startPosition = 0;                 ///< Of the needed stream: what is there already.
        std::optional<Error> refusal;                    ///< Of install and resume.
        std::uint64_t refuseAfterHeadBytes = UINT64_MAX; ///< Refuse before the whole head came.
        std::optional<Error> controlError; ///< The answer to control requests that change something.
        std::uint64_t stallAfterDataBytes = UINT64_MAX; ///< Stops reading and acknowledging.
        std::uint64_t acknowledgedBytes =
            UINT64_MAX; ///< What comes behind them is taken, but not acknowledged.
        std::uint64_t failAfterDataBytes = UINT64_MAX; ///< Ends the stream with an Io error.
        std::vector<std::string> logLines;
        Json revocations = Json::object(); ///< The answer to get-revocations.
    };

    explicit FakeInstaller(std::filesystem::path socket);
    ~FakeInstaller();
    /// (Re)starts; stop() ends every connection at once, as a crash does.
    void start();
    void stop();

    void change(const std::function<void(Behaviour&)>& with);
    /// Tells the agent, once it has subscribed.
    void publish(std::string_view event, const Json& data);

    /// What came so far.
    [[nodiscard]] Bytes head() const;
    [[nodiscard]] Bytes data() const;
    [[nodiscard]] std::vector<Json> requests() const;
    /// True once a request with this name came.
    [[nodiscard]] bool sawRequest(std::string_view what) const;
    [[nodiscard]] std::size_t interruptions() const {
        return m_interruptions;
    }                                                                   ///< Streams that ended too early.
    [[nodiscard]] std::size_t followers() const { return m_followers; } ///< Of the log.
    /// The id that every installation here has.
    static constexpr const char* id = "00112233445566778899aabbccddeeff";
    [[nodiscard]] static InstallationStatus installation(InstallationState state);

private:
    struct Connection;
    void acceptAll();
    void serve(Connection& connection);
    [[nodiscard]] bool sendToSubscribers(const SocketMessage& message);
    void serveRequest(Connection& connection, const Json& request);
    void serveStream(Connection& connection, const Json& request);
    [[nodiscard]] bool takeHead(Connection& connection, std::uint64_t headBytes);
    void takeData(Connection& connection);
    [[nodiscard]] Behaviour behaviour() const;

    std::filesystem::path m_path;
    mutable std::mutex m_mutex;
    Behaviour m_behaviour;
    std::vector<Json> m_requests;
    Bytes m_head;
    Bytes m_data;
    std::atomic<std::size_t> m_interruptions{0};
    std::atomic<std::size_t> m_followers{0};
    std::atomic<bool> m_stopping{false};
    int m_listener = -1;
    std::thread m_acceptor;
    std::list<std::unique_ptr<Connection>> m_connections;
};

} // namespace fieldfare::test
