// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/device_address.h"
#include "core/bundle/reader.h"
#include "core/protocol/status.h"
#include "tests/support/test_fleet.h"

#include <QSslSocket>
#include <QTcpServer>

namespace fieldfare::test {

/// How a fake device behaves, or misbehaves.
struct FakeAgentBehaviour {
    std::uint64_t maxPutBytes = 128 * 1024;
    std::uint64_t haveBytes = 0;   ///< So much of the first payload's data is not asked for at first.
    std::uint64_t dieAtByte = 0;   ///< Closes the connection once when so much data has come; 0: never.
    int deaths = 1;                ///< How often.
    std::uint64_t stallAtByte = 0; ///< Stops reading for ever when so much data has come; 0: never.
    std::string healthFails;       ///< The check that fails on trial: the device rolls back.
    bool fallsBack = false;        ///< The boot loader goes back.
    bool growsOnce = false;        ///< Asks for more when all has come.
    int pollsUntilCommit = 2;
    int refusedConnectionsAfterReboot = 2;
    std::optional<Error> refuseOffer;
    std::optional<Error> refuseRevocations;
    std::uint64_t revocationNumber = 0; ///< Of the list that it has.
    bool revocationsDamaged = false;
    std::string claimsId;      ///< In its status, instead of its certificate's name.
    QByteArray rawDeviceReply; ///< Sent as it is instead of the status.
    QByteArray eventStream;    ///< Sent after the head of /v1/events.
};

/// A device made of nothing but docs/PROTOCOL.md: a real TLS 1.3 server with a state that behaves, or
/// misbehaves as told. It checks positions and, at the end, that what arrived is what the bundle holds.
class FakeAgent final : public QTcpServer {
    Q_OBJECT
public:
    using Behaviour = FakeAgentBehaviour;
    FakeAgent(TestFleet& fleet, const std::string& name, Behaviour behaviour = {});
    /// With another certificate than a device's.
    FakeAgent(TestFleet& fleet, const TestIdentity& identity, Behaviour behaviour);

    [[nodiscard]] app::DeviceAddress address() const;
    /// Remembers the bundle that is expected, to compare.
    void expect(std::shared_ptr<ByteSource> bundle) { m_bundle = std::move(bundle); }
    [[nodiscard]] const DeviceStatus& status() const { return m_status; }
    [[nodiscard]] std::uint64_t receivedBytes() const { return m_received; }
    [[nodiscard]] std::uint64_t dataBytesTaken() const { return m_dataBytesTaken; } ///< Repetitions too.
    [[nodiscard]] int offers() const { return m_offers; }
    [[nodiscard]] int listsTaken() const { return m_listsTaken; }
    [[nodiscard]] std::uint64_t plainBytes() const {
        return m_plainBytes;
    } ///< Of HTTP, that clients ever sent.
    void startAgainOn(quint16 port);
    Behaviour behaviour;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Request {
        QByteArray method;
        QByteArray target;
        QByteArray body;
    };
    void onReadyRead(QSslSocket* socket);
    void handle(QSslSocket* socket, const Request& request);
    void handleInstallation(QSslSocket* socket, const Request& request);
    void offer(QSslSocket* socket, const QByteArray& head);
    void takeData(QSslSocket* socket, const Request& request);
    void takeRevocations(QSslSocket* socket, const Request& request);
    void act(QSslSocket* socket, const QByteArray& verb);
    void restart();
    void settleTrial();
    void answer(QSslSocket* socket, int status, const Json& body);
    void refuse(QSslSocket* socket, int status, const Error& error);
    [[nodiscard]] NeededRanges needed() const;

    TestIdentity m_identity;
    std::filesystem::path m_root;
    DeviceStatus m_status;
    std::shared_ptr<ByteSource> m_bundle;
    std::vector<ByteRange> m_ranges;
    std::uint64_t m_total = 0;
    std::uint64_t m_received = 0;
    std::uint64_t m_dataBytesTaken = 0;
    std::uint64_t m_plainBytes = 0;
    std::optional<ByteRange> m_growth;
    int m_offers = 0;
    int m_listsTaken = 0;
    int m_deaths = 0;
    int m_polls = 0;
    int m_refuseConnections = 0;
    int m_boots = 1;
    ReleaseId m_before;
};

} // namespace fieldfare::test
