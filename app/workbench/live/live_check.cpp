// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_check.h"

#include "app/workbench/check_steps.h"

#include <QDateTime>
#include <QHostAddress>
#include <QHostInfo>
#include <QTimeZone>

#include <cstdlib>

namespace fieldfare::app {

namespace {

constexpr auto connectLimit = std::chrono::seconds(10);
constexpr std::int64_t toleratedSkewSeconds = 60;

CheckStep stepOf(const Error& error) {
    switch (error.code()) {
    case ErrorCode::TlsFailed:
    case ErrorCode::Unreachable: // the port was open a moment ago: it is what comes after that
        return CheckStep::Secure;
    case ErrorCode::UntrustedChain:
    case ErrorCode::WrongRole:
    case ErrorCode::CertificateExpired:
    case ErrorCode::CertificateRevoked:
    case ErrorCode::WrongDevice:
    case ErrorCode::NoIdentity:
        return CheckStep::Fleet;
    default:
        return CheckStep::Answer;
    }
}

} // namespace

LiveCheck::LiveCheck(QString address, Technician& technician)
    : m_text(std::move(address))
    , m_technician(technician) {
    m_limit.setSingleShot(true);
    m_limit.setInterval(connectLimit);
}

LiveCheck::~LiveCheck() {
    if (m_lookup >= 0) {
        QHostInfo::abortHostLookup(m_lookup);
    }
    if (m_client) {
        m_client->abort();
        m_client.release()->deleteLater(); // it may be what is just calling
    }
}

void LiveCheck::start() {
    QTimer::singleShot(0, this, [this] {
        const Result<DeviceAddress> address = DeviceAddress::parse(m_text);
        if (!address) {
            Q_EMIT failed(CheckStep::Name, address.error());
            return;
        }
        m_address = *address;
        lookUp();
    });
}

void LiveCheck::lookUp() {
    const QString literal = m_address.host.section(u'%', 0, 0);
    if (!QHostAddress(literal).isNull()) {
        Q_EMIT passed(CheckStep::Name, m_address.host);
        knock();
        return;
    }
    m_lookup = QHostInfo::lookupHost(m_address.host, this, [this](const QHostInfo& info) {
        m_lookup = -1;
        if (info.addresses().isEmpty()) {
            Q_EMIT failed(CheckStep::Name,
                          Error(ErrorCode::Unreachable, {{"device", m_text.toStdString()},
                                                         {"detail", info.errorString().toStdString()}}));
            return;
        }
        QStringList found;
        for (const QHostAddress& address : info.addresses()) {
            found += address.toString();
        }
        Q_EMIT passed(CheckStep::Name, found.join(QStringLiteral(", ")));
        knock();
    });
}

void LiveCheck::knock() {
    const auto fail = [this](const QString& detail) {
        m_limit.stop();
        m_socket.disconnect(this);
        m_socket.abort();
        Q_EMIT failed(CheckStep::Port, Error(ErrorCode::Unreachable, {{"device", m_text.toStdString()},
                                                                      {"detail", detail.toStdString()}}));
    };
    connect(&m_limit, &QTimer::timeout, this, [fail] { fail(tr("no answer within 10 s")); });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this, fail] { fail(m_socket.errorString()); });
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_limit.stop();
        const QString peer = m_socket.peerAddress().toString() + u' ' + QString::number(m_socket.peerPort());
        m_socket.disconnect(this);
        m_socket.abort();
        Q_EMIT passed(CheckStep::Port, peer);
        ask();
    });
    m_limit.start();
    m_socket.connectToHost(m_address.host, m_address.port);
}

void LiveCheck::ask() {
    const auto identity = m_technician.identity();
    if (!identity) {
        Q_EMIT failed(CheckStep::Secure, identity.error());
        return;
    }
    m_client = std::make_unique<AgentClient>(m_address, *identity);
    m_client->device([this](Result<DeviceStatus> status) { onAnswer(status); });
}

void LiveCheck::onAnswer(const Result<DeviceStatus>& status) {
    const CheckStep faulty = status ? CheckStep::Clock : stepOf(status.error());
    if (faulty > CheckStep::Secure) {
        Q_EMIT passed(CheckStep::Secure, {});
    }
    if (faulty > CheckStep::Fleet) {
        Q_EMIT passed(CheckStep::Fleet, QString::fromStdString(m_client->deviceId()));
    }
    if (!status) {
        Q_EMIT failed(faulty, status.error());
        return;
    }
    Q_EMIT passed(CheckStep::Answer,
                  QString::fromStdString(status->release.name + " " + status->release.version));
    checkClock(*status);
}

void LiveCheck::checkClock(const DeviceStatus& status) {
    const std::int64_t skew = std::abs(QDateTime::currentSecsSinceEpoch() - status.clock.unixTime);
    if (skew > toleratedSkewSeconds) {
        Q_EMIT doubted(CheckStep::Clock, clockDoubt(std::chrono::seconds(skew)));
        return;
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(status.clock.unixTime, QTimeZone::utc());
    Q_EMIT passed(CheckStep::Clock,
                  time.toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC"));
}

} // namespace fieldfare::app
