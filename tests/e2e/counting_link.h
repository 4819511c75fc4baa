// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace fieldfare::test {

/// A cable between a technician and a device that counts what the technician sends, and can be pulled. Lives
/// in the event loop of its thread.
class CountingLink : public QObject {
    Q_OBJECT
public:
    /// Listens on a port of 127.0.0.1 of its own; `device` is HOST:PORT.
    explicit CountingLink(const QString& device);

    [[nodiscard]] QString address() const;
    /// Bytes from technician to device that went through, TLS and all.
    [[nodiscard]] qint64 sentBytes() const { return m_sentBytes; }
    /// Calls `act` once, from the event loop, when that many went through.
    void whenSent(qint64 bytes, std::function<void()> act);
    /// Ends every connection that there is; new ones are taken.
    void pull();
    /// To whom new connections go.
    void setDevice(const QString& device) { m_device = device; }

private:
    void accept();
    QTcpServer m_server;
    QString m_device;
    QList<QPointer<QTcpSocket>> m_ends;
    qint64 m_sentBytes = 0;
    qint64 m_limit = -1;
    std::function<void()> m_act;
};

} // namespace fieldfare::test
