// SPDX-License-Identifier: Apache-2.0
#include "app/client/http_connection.h"

#include "app/client/tls_errors.h"

#include <algorithm>

namespace fieldfare::app {

namespace {
constexpr qint64 bodyWindowBytes = qint64{256} << 10; ///< So much of a body may wait in the socket's buffers.
constexpr std::size_t bodyPieceBytes = std::size_t{64} << 10;
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
    connect(m_socket, &QSslSocket::encrypted, this, &HttpConnection::onEncrypted);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::writeBody);
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
    m_request = std::move(request);
    m_done = std::move(done);
    m_parser = HttpReplyParser([this](std::string_view bytes) { takeBody(bytes); });
    m_replyBody.clear();
    m_replyTooLarge = false;
    m_bodyQueued = 0;
    if (m_socket != nullptr && m_verified && m_socket->isEncrypted() &&
        m_socket->state() == QAbstractSocket::ConnectedState) {
        QMetaObject::invokeMethod(this, &HttpConnection::writeHead, Qt::QueuedConnection);
        return;
    }
    newSocket();
    m_silence.start(m_connectLimit);
    QMetaObject::invokeMethod(this, &HttpConnection::open, Qt::QueuedConnection);
}

void HttpConnection::open() {
    if (busy() && m_socket != nullptr) {
        m_socket->connectToHostEncrypted(m_address.host, m_address.port);
    }
}

void HttpConnection::abort() {
    m_done = nullptr;
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
    writeHead();
}

void HttpConnection::writeHead() {
    if (!busy() || m_socket == nullptr || !m_verified) {
        return;
    }
    const std::uint64_t length =
        m_request.bodySource ? m_request.bodyBytes : static_cast<std::uint64_t>(m_request.body.size());
    QByteArray head =
        m_request.method + ' ' + m_request.target + " HTTP/1.1\r\nHost: device\r\nAccept: */*\r\n";
    if (m_request.method != "GET") {
        head += "Content-Length: " + QByteArray::number(static_cast<qulonglong>(length)) + "\r\n";
    }
    if (!m_request.contentType.isEmpty()) {
        head += "Content-Type: " + m_request.contentType + "\r\n";
    }
    m_silence.start(m_request.silence);
    m_socket->write(head + "\r\n" + m_request.body);
    writeBody();
}

void HttpConnection::writeBody() {
    if (!busy() || !m_verified) {
        return;
    }
    m_silence.start(m_request.silence);
    QByteArray piece;
    while (m_request.bodySource && m_bodyQueued < m_request.bodyBytes && m_socket != nullptr &&
           m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < bodyWindowBytes) {
        const std::uint64_t left = m_request.bodyBytes - m_bodyQueued;
        piece.resize(static_cast<qsizetype>(std::min<std::uint64_t>(left, bodyPieceBytes)));
        const MutableBytes into(reinterpret_cast<std::byte*>(piece.data()),
                                static_cast<std::size_t>(piece.size()));
        if (Result<> read = m_request.bodySource(m_bodyQueued, into); !read) {
            fail(std::move(read).error());
            return;
        }
        m_bodyQueued += static_cast<std::uint64_t>(piece.size());
        m_bodyBytesSent += static_cast<std::uint64_t>(piece.size());
        m_socket->write(piece);
    }
}

void HttpConnection::takeBody(std::string_view bytes) {
    if (m_request.onBody && m_parser.head().status == 200) {
        m_request.onBody(bytes);
    } else if (m_replyBody.size() + bytes.size() > m_request.maxReplyBytes) {
        m_replyTooLarge = true;
    } else {
        m_replyBody += bytes;
    }
}

void HttpConnection::readReply() {
    while (busy() && m_socket != nullptr && m_socket->bytesAvailable() > 0) {
        m_silence.start(m_request.silence);
        const QByteArray bytes = m_socket->read(bodyWindowBytes);
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
        if (m_parser.state() == HttpReplyParser::State::Complete) {
            if (*used != view.size()) {
                fail(Error(ErrorCode::BadMessage,
                           {{"detail", std::string("the device sent more than its reply")}}));
                return;
            }
            finish(HttpReply{m_parser.head().status, m_parser.head().contentType, std::move(m_replyBody)});
            return;
        }
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
    const std::string detail = "silence for " + std::to_string(m_request.silence.count() / 1000) + " s";
    fail(m_verified ? Error(ErrorCode::LinkLost, {{"device", m_device}, {"detail", detail}})
                    : Error(ErrorCode::Unreachable,
                            {{"device", m_device}, {"detail", std::string("no answer in time")}}));
}

void HttpConnection::finish(Result<HttpReply> outcome) {
    m_silence.stop();
    const bool bodyComplete = !m_request.bodySource || m_bodyQueued == m_request.bodyBytes;
    const bool reusable = outcome.ok() && m_parser.head().keepsOpen && bodyComplete;
    const Done done = std::exchange(m_done, nullptr);
    if (!reusable) {
        abort();
    }
    done(std::move(outcome));
}

void HttpConnection::fail(Error error) {
    if (!busy()) {
        return;
    }
    const Done done = std::exchange(m_done, nullptr);
    abort();
    done(std::move(error).with("device", m_device));
}

} // namespace fieldfare::app
