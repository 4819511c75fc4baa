// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>

#include <filesystem>
#include <string>

namespace fieldfare::test {

/// A real web server over TLS (`openssl s_server`) on a free port of localhost, which answers each request
/// for /bundle.ffb with one fixed answer. Its certificate, made anew, is for "localhost".
class TlsWebServer {
public:
    /// `answer` is a whole HTTP answer: head, empty line, body. Files go into `folder`.
    TlsWebServer(const std::filesystem::path& folder, const std::string& answer);
    ~TlsWebServer();
    TlsWebServer(const TlsWebServer&) = delete;
    TlsWebServer& operator=(const TlsWebServer&) = delete;

    [[nodiscard]] bool works() const { return m_port != 0; }
    [[nodiscard]] std::string url() const {
        return "https://localhost:" + std::to_string(m_port) + "/bundle.ffb";
    }
    /// PEM; whoever trusts it trusts the server.
    [[nodiscard]] std::string caFile() const { return m_certificate; }

private:
    QProcess m_process;
    std::string m_certificate;
    int m_port = 0;
};

} // namespace fieldfare::test
