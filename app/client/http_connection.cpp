// SPDX-License-Identifier: Apache-2.0
#include "app/client/http_connection.h"

#include "app/client/tls_errors.h"

#include <algorithm>

namespace fieldfare::app {

namespace {
constexpr qint64 bodyWindowBytes = qint64{256} << 10; ///< So much of a body may wait in the socket's buffers.
constexpr std::size_t bodyPieceBytes = std::size_t{64} << 10;
constexpr qint64 replyPieceBytes = qint64{64} << 10;
} // namespace

HttpConnection::HttpConnection(DeviceAddress address, std::shared_ptr<const Identity> identity,
                               PeerCheck check, QObject* parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_identity(std::move(identity))
    , m_check(std::move(check))
    , m_parser([this](std::string_view bytes) { takeBody(bytes); })
    , m_device(m_address.toString().toStdString()) {
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &HttpConnection::onSilence);
}

HttpConnection::~HttpConnection() {
    abort();
}

void HttpConnection::newSocket() {
    if (m_socket != nullptr) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket->deleteLater();
    }
    m_verified = false;
    m_alert.reset();
    m_socket = new QSslSocket(this);
    m_socket->setSslConfiguration(tlsConfiguration(*m_identity));
    m_socket->setReadBufferSize(qint64{1} << 20);
    connect(m_socket, &QSslSocket::connected, this, [this] { preferBbr(m_socket->socketDescriptor()); });
    connect(m_socket, &QSslSocket::encrypted, this, &HttpConnection::onEncrypted);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::write);
    connect(m_socket, &QSslSocket::readyRead, this, &HttpConnection::readReply);
    connect(m_socket, &QSslSocket::disconnected, this, &HttpConnection::onDisconnected);
    connect(m_socket, &QSslSocket::errorOccurred, this, &HttpConnection::onSocketError);
    connect(m_socket, &QSslSocket::alertReceived, this,
            [this](QSsl::AlertLevel, QSsl::AlertType alert, const QString&) {
                if (alert != QSsl::AlertType::CloseNotify && !m_alert) {
                    m_alert = errorOfAlert(alert, m_identity->certificate(), m_device);
                }
            });
}

void HttpConnection::send(HttpRequest request, Done done) {
    m_underWay.push_back({std::move(request), std::move(done)});
    if (m_underWay.size() == 1) {
        expectReply();
    }
    if (m_socket != nullptr && m_verified && m_socket->isEncrypted() &&
        m_socket->state() == QAbstractSocket::ConnectedState) {
        QMetaObject::invokeMethod(this, &HttpConnection::write, Qt::QueuedConnection);
        return;
    }
    if (m_underWay.size() > 1) {
        return; // the connection is being made for the first one
    }
    newSocket();
    m_silence.start(m_connectLimit);
    QMetaObject::invokeMethod(this, &HttpConnection::open, Qt::QueuedConnection);
}

void HttpConnection::expectReply() {
    m_parser = HttpReplyParser([this](std::string_view bytes) { takeBody(bytes); });
    m_replyBody.clear();
    m_replyTooLarge = false;
}

void HttpConnection::restartSilence() {
    m_silence.start(m_underWay.front().request.silence);
}

void HttpConnection::open() {
    if (busy() && m_socket != nullptr) {
        m_socket->connectToHostEncrypted(m_address.host, m_address.port);
    }
}

void HttpConnection::abort() {
    ++m_aborts;
    m_underWay.clear();
    m_silence.stop();
    if (m_socket != nullptr) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket->deleteLater();
        m_socket = nullptr;
    }
}

void HttpConnection::onEncrypted() {
    const auto chain = coreChain(m_socket->peerCertificateChain());
    const Result<> verdict = chain ? m_check(*chain) : Result<>(chain.error());
    if (!verdict) {
        Error error = verdict.error();
        fail(std::move(error).with("device", m_device).with("path", m_device));
        return;
    }
    m_verified = true;
    write();
}

std::optional<LinkFacts> HttpConnection::link() const {
    return m_socket != nullptr && m_verified ? linkFacts(m_socket->socketDescriptor()) : std::nullopt;
}

/// Queues as much of the requests as the socket may hold, one behind the other.
void HttpConnection::write() {
    if (!busy() || m_socket == nullptr || !m_verified) {
        return;
    }
    restartSilence();
    const auto isNext = [](const UnderWay& request) { return !request.isQueued(); };
    for (auto next = std::find_if(m_underWay.begin(), m_underWay.end(), isNext); next != m_underWay.end();
         ++next) {
        if (!next->headQueued) {
            writeHead(*next);
        }
        if (!writeBody(*next) || !next->isQueued()) {
            return;
        }
    }
}

void HttpConnection::writeHead(UnderWay& next) {
    const HttpRequest& request = next.request;
    const std::uint64_t length =
        request.bodySource ? request.bodyBytes : static_cast<std::uint64_t>(request.body.size());
    QByteArray head = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: device\r\nAccept: */*\r\n";
    if (request.method != "GET") {
        head += "Content-Length: " + QByteArray::number(static_cast<qulonglong>(length)) + "\r\n";
    }
    if (!request.contentType.isEmpty()) {
        head += "Content-Type: " + request.contentType + "\r\n";
    }
    next.headQueued = true;
    m_socket->write(head + "\r\n" + request.body);
}

/// False if the request failed, and everything with it.
bool HttpConnection::writeBody(UnderWay& next) {
    const HttpRequest& request = next.request;
    QByteArray piece;
    while (request.bodySource && next.bodyQueued < request.bodyBytes &&
           m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < bodyWindowBytes) {
        const std::uint64_t left = request.bodyBytes - next.bodyQueued;
        piece.resize(static_cast<qsizetype>(std::min<std::uint64_t>(left, bodyPieceBytes)));
        const MutableBytes into(reinterpret_cast<std::byte*>(piece.data()),
                                static_cast<std::size_t>(piece.size()));
        if (Result<> read = request.bodySource(next.bodyQueued, into); !read) {
            fail(std::move(read).error());
            return false;
        }
        next.bodyQueued += static_cast<std::uint64_t>(piece.size());
        m_bodyBytesSent += static_cast<std::uint64_t>(piece.size());
        m_socket->write(piece);
    }
    return true;
}

void HttpConnection::takeBody(std::string_view bytes) {
    const HttpRequest& request = m_underWay.front().request;
    if (request.onBody && m_parser.head().status == 200) {
        const auto onBody = request.onBody; // it may end in abort(), which drops the request
        onBody(bytes);
    } else if (m_replyBody.size() + bytes.size() > request.maxReplyBytes) {
        m_replyTooLarge = true;
    } else {
        m_replyBody += bytes;
    }
}

void HttpConnection::readReply() {
    while (busy() && m_socket != nullptr && m_socket->bytesAvailable() > 0) {
        restartSilence();
        const QByteArray bytes = m_socket->peek(replyPieceBytes);
        const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        const auto used = m_parser.feed(view);
        if (!busy()) {
            return; // onBody gave up
        }
        if (!used || m_replyTooLarge) {
            fail(used ? Error(ErrorCode::BadMessage, {{"detail", std::string("the reply is too large")}})
                      : used.error());
            return;
        }
        m_socket->skip(static_cast<qint64>(*used));
        if (m_parser.state() != HttpReplyParser::State::Complete) {
            continue;
        }
        if (*used != view.size() && m_underWay.size() == 1) {
            fail(Error(ErrorCode::BadMessage,
                       {{"detail", std::string("the device sent more than its reply")}}));
            return;
        }
        finish(HttpReply{m_parser.head().status, m_parser.head().contentType, std::move(m_replyBody)});
    }
}

void HttpConnection::onDisconnected() {
    if (!busy()) {
        return;
    }
    readReply();
    if (busy() && m_parser.state() == HttpReplyParser::State::Body && m_parser.end().ok()) {
        finish(HttpReply{m_parser.head().status, m_parser.head().contentType, std::move(m_replyBody)});
    } else if (busy()) {
        fail(connectionError());
    }
}

void HttpConnection::onSocketError(QAbstractSocket::SocketError error) {
    if (!busy()) {
        return;
    }
    if (error == QAbstractSocket::RemoteHostClosedError) {
        onDisconnected();
        return;
    }
    readReply(); // a refusal may have come before the connection broke
    if (busy()) {
        fail(connectionError());
    }
}

Error HttpConnection::connectionError() const {
    if (m_alert) {
        return *m_alert;
    }
    const std::string detail = m_socket != nullptr ? m_socket->errorString().toStdString() : std::string();
    if (m_verified) {
        return Error(ErrorCode::LinkLost, {{"device", m_device}, {"detail", detail}});
    }
    const bool handshake =
        m_socket != nullptr && (m_socket->error() == QAbstractSocket::SslHandshakeFailedError ||
                                m_socket->error() == QAbstractSocket::SslInternalError);
    return Error(handshake ? ErrorCode::TlsFailed : ErrorCode::Unreachable,
                 {{"device", m_device}, {"detail", detail}});
}

void HttpConnection::onSilence() {
    if (!busy()) {
        return;
    }
    const std::string detail =
        "silence for " + std::to_string(m_underWay.front().request.silence.count() / 1000) + " s";
    fail(m_verified ? Error(ErrorCode::LinkLost, {{"device", m_device}, {"detail", detail}})
                    : Error(ErrorCode::Unreachable,
                            {{"device", m_device}, {"detail", std::string("no answer in time")}}));
}

/// Ends the first request. One that cannot be followed by another ends those behind it, too.
void HttpConnection::finish(Result<HttpReply> outcome) {
    const bool reusable = outcome.ok() && m_parser.head().keepsOpen && m_underWay.front().isQueued();
    const Done done = std::move(m_underWay.front().done);
    m_underWay.pop_front();
    if (!reusable) {
        std::deque<UnderWay> lost = std::exchange(m_underWay, {});
        abort();
        lost.push_front(
            {{}, [done, outcome = std::move(outcome)](const Result<HttpReply>&) { done(outcome); }});
        failAll(std::move(lost), Error(ErrorCode::LinkLost, {{"device", m_device}}));
        return;
    }
    expectReply();
    busy() ? restartSilence() : m_silence.stop();
    done(std::move(outcome));
}

void HttpConnection::fail(Error error) {
    if (!busy()) {
        return;
    }
    std::deque<UnderWay> lost = std::exchange(m_underWay, {});
    abort();
    failAll(std::move(lost), std::move(error).with("device", m_device));
}

void HttpConnection::failAll(std::deque<UnderWay> requests, const Error& error) {
    const std::uint64_t aborts = m_aborts;
    for (const UnderWay& request : requests) {
        if (m_aborts != aborts) {
            return; // the owner, told of one, dropped the others
        }
        request.done(error);
    }
}

} // namespace fieldfare::app
