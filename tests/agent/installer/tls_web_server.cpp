// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/installer/tls_web_server.h"

#include "tests/agent/installer/test_device.h"

#include <QElapsedTimer>
#include <QRegularExpression>

namespace fieldfare::test {

TlsWebServer::TlsWebServer(const std::filesystem::path& folder, const std::string& answer)
    : m_certificate((folder / "web.crt").string()) {
    const QString key = QString::fromStdString((folder / "web.key").string());
    const QString certificate = QString::fromStdString(m_certificate);
    writeBytes(folder / "bundle.ffb", asBytes(answer));
    QProcess request;
    request.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                              "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
                              "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate});
    request.waitForFinished();
    m_process.setWorkingDirectory(QString::fromStdString(folder.string()));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start("openssl", {"s_server", "-accept", "0", "-HTTP", "-cert", certificate, "-key", key});
    QByteArray output;
    QElapsedTimer waited;
    for (waited.start(); waited.elapsed() < 20'000 && m_process.state() != QProcess::NotRunning;) {
        m_process.waitForReadyRead(100);
        output += m_process.readAll();
        static const QRegularExpression accepts("ACCEPT [^\n]*:([0-9]+)\n");
        if (const auto match = accepts.match(QString::fromUtf8(output)); match.hasMatch()) {
            m_port = match.captured(1).toInt();
            return;
        }
    }
}

TlsWebServer::~TlsWebServer() {
    m_process.kill();
    m_process.waitForFinished();
}

} // namespace fieldfare::test
