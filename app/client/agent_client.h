// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/http_connection.h"
#include "core/protocol/status.h"

#include <deque>

namespace fieldfare::app {

/// What a device answers to an offered or resumed bundle.
struct Offer {
    InstallationStatus installation;
    NeededRanges needed;
};

/// What a device answers to a piece of data; positions in the needed stream.
struct PutProgress {
    std::uint64_t received = 0;
    std::uint64_t durable = 0;
    std::uint64_t totalBytes = 0;
    std::uint64_t maxPutBytes = 0; ///< Largest body of the next PUT; 0: as before.
    bool complete = false;
    InstallationState state = InstallationState::Receiving;
};

enum class OlderVersions { Refuse, Allow };

/// Speaks docs/PROTOCOL.md with one device. Requests are queued and sent one after the other on one
/// connection, but for puts; events come on a second. What the device says is checked in form and size and
/// stays untrusted in content.
///
/// Every callback comes exactly once, from the event loop, unless the client is destroyed or abort() comes
/// first; the client may be destroyed in one only by deleteLater(). Errors carry the parameter `device`: the
/// address.
class AgentClient final : public QObject {
    Q_OBJECT
public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using OnEvent = std::function<void(const std::string& name, const Json& data)>;
    using OnText = std::function<void(std::string_view)>;

    /// `expectedId`: the device that was at this address before; another one ends in WrongDevice. Empty: any
    /// device of the fleet.
    AgentClient(DeviceAddress address, std::shared_ptr<const Identity> identity, std::string expectedId = {},
                QObject* parent = nullptr);

    /// The id in the certificate of the device, once it was verified; empty before.
    [[nodiscard]] const std::string& deviceId() const { return m_deviceId; }
    /// The chain that the device showed, its own certificate first; empty before it was verified.
    [[nodiscard]] const std::vector<Certificate>& deviceChain() const { return m_deviceChain; }
    [[nodiscard]] const DeviceAddress& address() const { return m_address; }
    [[nodiscard]] std::uint64_t bodyBytesSent() const;
    /// What the kernel knows of the connection for requests; nothing: not connected, or it does not tell.
    [[nodiscard]] std::optional<LinkFacts> link() const { return m_requests.link(); }
    /// Over how many connections puts may go (1).
    void setPutConnections(std::size_t connections) { m_putConnections = connections; }
    /// How long the link may be silent while data is sent or a status is awaited (30 s).
    void setSilence(std::chrono::milliseconds silence) { m_silence = silence; }
    /// Drops both connections and everything queued; no callback comes.
    void abort();

    /// Errors here and below: those of HttpConnection and what the device reports. Also BadMessage if the
    /// answer contradicts itself or the certificate, NotSupported for another API version.
    void device(Done<DeviceStatus> done);
    void offer(BodySource head, std::uint64_t headBytes, OlderVersions older, Done<Offer> done);
    void resume(const std::string& id, Done<Offer> done);
    void installation(const std::string& id, Done<InstallationStatus> done);
    void needed(const std::string& id, Done<NeededRanges> done);
    /// Bytes of the needed stream from `position` on, read from `body`. Unlike other requests, these do not
    /// wait for each other: each takes the connection with the fewest of them.
    void put(const std::string& id, std::uint64_t position, BodySource body, std::uint64_t bytes,
             Done<PutProgress> done);
    /// Drops the puts that are under way, with their connections; no callback comes of them. Nothing else may
    /// be under way.
    void abortPuts();
    /// "pause", "unpause", "cancel".
    void steer(const std::string& id, const char* verb, Done<InstallationStatus> done);
    /// "reboot", "commit", "rollback", "identify".
    void act(const char* verb, Done<Json> done);
    void setClock(UnixTime time, Done<Json> done);
    void setRevocations(std::string json, const Bytes& cms, Done<Json> done);
    /// The last lines of the device's log as they are; `follow` ends only with the link.
    void logs(int lines, bool follow, OnText onText, Done<Json> done);
    /// Events until the link is lost (15 s of silence) or abort(); `done` then gets the error.
    void watch(OnEvent onEvent, Done<Json> done);

private:
    struct Queued {
        HttpRequest request;
        HttpConnection::Done done;
    };
    void enqueue(HttpRequest request, HttpConnection::Done done);
    void startNext();
    [[nodiscard]] HttpConnection& nextLane();
    void sendJson(HttpRequest request, Done<Json> done);
    [[nodiscard]] Result<> checkPeer(const std::vector<Certificate>& chain);
    [[nodiscard]] Result<DeviceStatus> checkedStatus(const Json& json) const;

    DeviceAddress m_address;
    std::shared_ptr<const Identity> m_identity;
    std::string m_expectedId;
    std::string m_deviceId;
    std::vector<Certificate> m_deviceChain;
    std::string m_label;
    std::chrono::milliseconds m_silence{30'000};
    HttpConnection m_requests;
    HttpConnection m_events;
    std::vector<std::unique_ptr<HttpConnection>> m_lanes; ///< For puts, beside m_requests.
    std::size_t m_putConnections = 1;
    std::deque<Queued> m_queue;
    bool m_queuedUnderWay = false; ///< On m_requests, where puts follow only each other.
};

} // namespace fieldfare::app
