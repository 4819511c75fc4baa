// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/fetch/nginx_server.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fieldfare::test {
namespace {

QString program() {
    return QStandardPaths::findExecutable("nginx", {"/usr/sbin", "/usr/bin", "/usr/local/sbin"});
}

sockaddr_in localhost(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// nginx cannot take "any" port. Somebody else may get it before nginx does: then the next one is tried.
int freePort() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = localhost(0);
    socklen_t size = sizeof address;
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

bool answers(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = localhost(port);
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return connected;
}

void writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
}

} // namespace

bool NginxServer::isInstalled() {
    return !program().isEmpty();
}

NginxServer::NginxServer(const QByteArray& file, Protocol protocol)
    : m_protocol(protocol) {
    writeFile(m_folder.path() + "/bundle.ffb", file);
    if (protocol == Protocol::Http2Tls) {
        makeCertificate();
    }
    for (int attempt = 0; attempt < 5 && !m_works; ++attempt) {
        m_port = freePort();
        writeConfiguration();
        m_works = start();
    }
}

NginxServer::~NginxServer() {
    m_process.kill();
    m_process.waitForFinished();
}

std::string NginxServer::url() const {
    const char* const scheme = m_protocol == Protocol::Http2Tls ? "https" : "http";
    return std::string(scheme) + "://localhost:" + std::to_string(m_port) + "/bundle.ffb";
}

void NginxServer::makeCertificate() {
    QProcess request;
    request.start("openssl",
                  {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                   "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                   m_folder.path() + "/web.key", "-out", m_folder.path() + "/web.crt"});
    request.waitForFinished();
}

void NginxServer::writeConfiguration() {
    const QString folder = m_folder.path();
    QString text = "daemon off; master_process off; pid FOLDER/pid; error_log FOLDER/error.log;\n"
                   "events { worker_connections 64; }\n"
                   "http {\n"
                   "  log_format plain '$connection $server_protocol $status $http_range';\n"
                   "  access_log FOLDER/access.log plain;\n"
                   "  client_body_temp_path FOLDER; proxy_temp_path FOLDER; fastcgi_temp_path FOLDER;\n"
                   "  uwsgi_temp_path FOLDER; scgi_temp_path FOLDER;\n"
                   "  server { listen 127.0.0.1:PORT OPTIONS; root FOLDER; keepalive_requests 10000; MORE }\n"
                   "}\n";
    const bool tls = m_protocol == Protocol::Http2Tls;
    text.replace("OPTIONS", tls ? "ssl http2" : "").replace("PORT", QString::number(m_port));
    text.replace("MORE", tls ? "ssl_certificate FOLDER/web.crt; ssl_certificate_key FOLDER/web.key;" : "");
    writeFile(folder + "/nginx.conf", text.replace("FOLDER", folder).toUtf8());
}

bool NginxServer::start() {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program(), {"-p", m_folder.path(), "-e", m_folder.path() + "/error.log", "-c",
                                m_folder.path() + "/nginx.conf"});
    QElapsedTimer waited;
    for (waited.start(); waited.elapsed() < 20'000 && m_process.state() != QProcess::NotRunning;) {
        if (answers(m_port)) {
            return true;
        }
        m_process.waitForFinished(20);
    }
    m_process.kill();
    m_process.waitForFinished();
    return false;
}

QStringList NginxServer::endAndReadLog() {
    m_process.terminate();
    m_process.waitForFinished();
    QFile log(m_folder.path() + "/access.log");
    return log.open(QFile::ReadOnly) ? QString::fromUtf8(log.readAll()).split('\n', Qt::SkipEmptyParts)
                                     : QStringList();
}

} // namespace fieldfare::test
