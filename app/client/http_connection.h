// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/device_address.h"
#include "app/client/http_reply_parser.h"
#include "app/client/identity.h"
#include "app/client/link_tuning.h"

#include <QObject>
#include <QSslSocket>
#include <QTimer>

#include <chrono>
#include <deque>

namespace fieldfare::app {

/// Fills `into` from byte `offset` of a request's body. Errors end the request.
using BodySource = std::function<Result<>(std::uint64_t offset, MutableBytes into)>;

struct HttpRequest {
    QByteArray method = "GET";
    QByteArray target; ///< Path and query, already encoded.
    QByteArray contentType;
    QByteArray body; ///< A small body, or
    BodySource
        bodySource; ///< one that is read piece by piece while it is sent: never more than 256 KiB in memory.
    std::uint64_t bodyBytes = 0;                      ///< Of bodySource.
    std::size_t maxReplyBytes = std::size_t{4} << 20; ///< A larger reply ends in BadMessage.
    std::chrono::milliseconds silence{30'000};        ///< No byte in either direction for so long: LinkLost.
    /// Gets the body of a 200 reply as it comes instead of collecting it, without a limit.
    std::function<void(std::string_view)> onBody;
};

struct HttpReply {
    int status = 0;
    std::string contentType;
    std::string body;
};

/// Says whether the peer may be talked to, and who it is. Called after each handshake, before a byte is sent.
using PeerCheck = std::function<Result<>(const std::vector<Certificate>& chain)>;

/// One HTTP/1.1 connection over TLS 1.3 with both certificates; opened at need, kept open. A request that is
/// sent while another is under way follows it at once, without waiting for its reply (pipelining, RFC
/// 9112, 9.3.2).
///
/// QNetworkAccessManager is not used: it may keep a connection whose peer nobody has checked, and it does not
/// read a refusal while it sends a body (docs/decisions/0002-own-http-client.md). All calls on the thread of
/// the object.
class HttpConnection final : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<HttpReply>)>;
    HttpConnection(DeviceAddress address, std::shared_ptr<const Identity> identity, PeerCheck check,
                   QObject* parent = nullptr);
    ~HttpConnection() override;

    /// Starts a request, behind those that are under way. `done` is called exactly once, never from within
    /// send(), unless the object is destroyed or abort() comes first; it may start the next one, and may
    /// destroy the object only by deleteLater(). When the connection ends, all that are under way fail.
    /// Errors: Unreachable, LinkLost, TlsFailed, NoIdentity, UntrustedChain, WrongRole, CertificateExpired,
    /// CertificateRevoked (all with `device`), those of the check, BadMessage.
    void send(HttpRequest request, Done done);
    [[nodiscard]] bool busy() const { return !m_underWay.empty(); }
    /// A connection is there or being made.
    [[nodiscard]] bool isOpen() const { return m_socket != nullptr; }
    /// Requests that have no reply yet.
    [[nodiscard]] std::size_t underWay() const { return m_underWay.size(); }
    /// Drops the connection and the requests; their `done` is not called.
    void abort();
    /// Bytes of request bodies that the network took.
    [[nodiscard]] std::uint64_t bodyBytesSent() const { return m_bodyBytesSent; }
    /// What the kernel knows of this connection; nothing: not connected, or it does not tell.
    [[nodiscard]] std::optional<LinkFacts> link() const;
    /// How long a connection may take to be made.
    void setConnectLimit(std::chrono::milliseconds limit) { m_connectLimit = limit; }

private:
    /// A request without a reply yet.
    struct UnderWay {
        HttpRequest request;
        Done done;
        bool headQueued = false;
        std::uint64_t bodyQueued = 0;
        [[nodiscard]] bool isQueued() const {
            return headQueued && (!request.bodySource || bodyQueued == request.bodyBytes);
        }
    };
    void open();
    void onEncrypted();
    void write();
    void writeHead(UnderWay& next);
    [[nodiscard]] bool writeBody(UnderWay& next);
    void readReply();
    void onDisconnected();
    void onSocketError(QAbstractSocket::SocketError error);
    void onSilence();
    void finish(Result<HttpReply> outcome);
    void fail(Error error);
    [[nodiscard]] Error connectionError() const;
    void takeBody(std::string_view bytes);
    void newSocket();
    void expectReply();
    void restartSilence();
    void failAll(std::deque<UnderWay> requests, const Error& error);

    DeviceAddress m_address;
    std::shared_ptr<const Identity> m_identity;
    PeerCheck m_check;
    QSslSocket* m_socket = nullptr;
    QTimer m_silence;
    std::chrono::milliseconds m_connectLimit{10'000};
    bool m_verified = false;
    std::optional<Error> m_alert;

    std::deque<UnderWay> m_underWay; ///< The first one gets the next reply.
    HttpReplyParser m_parser;
    std::string m_replyBody;
    std::uint64_t m_bodyBytesSent = 0;
    bool m_replyTooLarge = false;
    std::uint64_t m_aborts = 0;
    std::string m_device; ///< The address, for errors.
};

} // namespace fieldfare::app
