// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unique_fd.h"
#include "core/protocol/installer_socket.h"
#include "tests/agent/installer/test_device.h"

#include <QProcess>

namespace fieldfare::test {

/// `fieldfare-installer serve` as a process of the test.
class ServerProcess {
public:
    explicit ServerProcess(const TestDevice& device);
    ~ServerProcess();
    /// SIGKILL, and waits for its end.
    void kill();
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

private:
    QProcess m_process;
};

/// A client of the installer's socket that waits for its answers (at most 20 s for each).
class SocketClient {
public:
    explicit SocketClient(const TestDevice& device);

    [[nodiscard]] bool connected() const { return m_fd.valid(); }
    void close() { m_fd.reset(); }
    /// False if the connection is gone.
    bool send(const SocketMessage& message);
    /// The next message, or nothing if the connection ended.
    [[nodiscard]] std::optional<SocketMessage> receive();
    /// Sends a control request and gives its reply; events before it are dropped.
    [[nodiscard]] Result<Json> ask(std::string_view what, Json params = Json::object());

private:
    UniqueFd m_fd;
    SocketDecoder m_decoder;
};

/// Sends a bundle as an agent does. `stopAt` (bytes of data) ends it early, without a word: by closing the
/// connection, or by killing `killAt`.
struct PushOutcome {
    std::optional<Result<Json>> reply; ///< The final Reply; nothing if the connection ended before it.
    std::uint64_t sentBytes = 0;       ///< Data, without the head.
    std::vector<NeededRanges> told;
    SocketAck lastAck;
};
struct PushOptions {
    std::optional<std::uint64_t> stopAt;
    ServerProcess* killAt = nullptr;
    std::string resumeId; ///< Instead of sending the head.
    bool allowOlder = false;
};
[[nodiscard]] PushOutcome push(const TestDevice& device, const Bytes& bundle,
                               const PushOptions& options = {});

} // namespace fieldfare::test
