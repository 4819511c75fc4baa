// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace fieldfare::test {

/// nginx, as a user would have it: ranges, connections that stay open, HTTP/2 over TLS. Serves one file on a
/// free port of localhost.
class NginxServer {
public:
    enum class Protocol { Http1, Http2Tls };
    NginxServer(const QByteArray& file, Protocol protocol);
    ~NginxServer();
    NginxServer(const NginxServer&) = delete;
    NginxServer& operator=(const NginxServer&) = delete;

    /// Not so where nginx is not installed.
    [[nodiscard]] static bool isInstalled();
    [[nodiscard]] bool works() const { return m_works; }
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::string caFile() const { return (m_folder.path() + "/web.crt").toStdString(); }
    /// One line for each answer: connection, protocol, status, range. Complete once the server has ended.
    [[nodiscard]] QStringList endAndReadLog();

private:
    void makeCertificate();
    void writeConfiguration();
    [[nodiscard]] bool start();

    QTemporaryDir m_folder;
    Protocol m_protocol;
    int m_port = 0;
    bool m_works = false;
    QProcess m_process;
};

} // namespace fieldfare::test
