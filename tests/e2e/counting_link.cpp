// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/counting_link.h"

#include <QTimer>

namespace fieldfare::test {

CountingLink::CountingLink(const QString& device)
    : m_device(device) {
    if (!m_server.listen(QHostAddress::LocalHost)) {
        qFatal("cannot listen: %s", qPrintable(m_server.errorString()));
    }
    connect(&m_server, &QTcpServer::newConnection, this, &CountingLink::accept);
}

QString CountingLink::address() const {
    return QString("127.0.0.1:%1").arg(m_server.serverPort());
}

void CountingLink::whenSent(qint64 bytes, std::function<void()> act) {
    m_limit = bytes;
    m_act = std::move(act);
}

void CountingLink::pull() {
    for (const auto& end : std::exchange(m_ends, {})) {
        if (end) {
            end->abort();
        }
    }
}

void CountingLink::accept() {
    while (QTcpSocket* near = m_server.nextPendingConnection()) {
        auto* far = new QTcpSocket(near);
        m_ends += {near, far};
        connect(near, &QTcpSocket::readyRead, this, [this, near, far] {
            const QByteArray data = near->readAll();
            m_sentBytes += data.size();
            far->write(data);
            if (m_limit >= 0 && m_sentBytes >= m_limit) {
                m_limit = -1;
                QTimer::singleShot(0, this, std::exchange(m_act, {}));
            }
        });
        connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
        connect(near, &QTcpSocket::disconnected, far, [near, far] {
            far->disconnectFromHost(); // what was sent before still arrives
            near->deleteLater();
        });
        connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
        connect(far, &QTcpSocket::errorOccurred, near, [near] { near->disconnectFromHost(); });
        far->connectToHost(m_device.section(':', 0, 0),
                           static_cast<quint16>(m_device.section(':', 1, 1).toUShort()));
    }
}

} // namespace fieldfare::test
