// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/api/tls_client.h"

#include "core/base/json.h"

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fieldfare::test {

namespace {

int acceptAnyServer(int, X509_STORE_CTX*) {
    return 1; // the tests look at the certificate themselves
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string trimmed(std::string text) {
    text.erase(0, text.find_first_not_of(' '));
    return text;
}

} // namespace

std::string HttpAnswer::code() const {
    const auto json = parseJson(body);
    return json.ok() && json->contains("error") ? (*json)["error"].value("code", "") : std::string();
}

int TlsClient::newSession(ssl_st* tls, void*) {
    ++static_cast<TlsClient*>(SSL_get_app_data(tls))->m_tickets;
    return 0;
}

TlsClient::TlsClient(std::uint16_t port, const TestIdentity* identity, Options options) {
    (void)std::signal(SIGPIPE, SIG_IGN);
    m_context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, acceptAnyServer);
    SSL_CTX_set_session_cache_mode(m_context, SSL_SESS_CACHE_CLIENT);
    SSL_CTX_sess_set_new_cb(m_context,
                            [](SSL* tls, SSL_SESSION* session) { return newSession(tls, session); });
    if (options.maxVersion != 0) {
        SSL_CTX_set_max_proto_version(m_context, options.maxVersion);
    }
    if (identity != nullptr) {
        SSL_CTX_use_PrivateKey_file(m_context, identity->keyPath.c_str(), SSL_FILETYPE_PEM);
        if (options.sendChain) {
            SSL_CTX_use_certificate_chain_file(m_context, identity->certPath.c_str());
        } else {
            SSL_CTX_use_certificate(m_context, identity->certificate().native());
        }
    }
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
        m_failure = "no connection";
        return;
    }
    const timeval limit{30, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    m_tls = SSL_new(m_context);
    SSL_set_app_data(m_tls, this);
    SSL_set_fd(m_tls, m_fd);
    ERR_clear_error();
    m_connected = SSL_connect(m_tls) == 1;
    if (!m_connected) {
        noteFailure();
    }
}

TlsClient::~TlsClient() {
    if (m_tls != nullptr && m_connected && m_failure.empty()) {
        SSL_shutdown(m_tls);
    }
    SSL_free(m_tls);
    SSL_CTX_free(m_context);
    abandon();
}

void TlsClient::abandon() {
    if (m_fd >= 0) {
        ::close(m_fd);
        m_fd = -1;
        m_connected = false;
    }
}

void TlsClient::noteFailure() {
    const unsigned long error = ERR_get_error();
    const char* reason = error != 0 ? ERR_reason_error_string(error) : nullptr;
    m_failure = reason != nullptr ? reason : "connection closed";
}

std::string TlsClient::serverName() const {
    X509* x509 = SSL_get0_peer_certificate(m_tls);
    X509_up_ref(x509);
    return Certificate(std::shared_ptr<X509>(x509, X509_free)).commonName();
}

bool TlsClient::send(std::string_view bytes) {
    while (m_connected && !bytes.empty()) {
        ERR_clear_error();
        const int count =
            SSL_write(m_tls, bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20)));
        if (count <= 0) {
            noteFailure();
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return m_connected;
}

bool TlsClient::fill(int seconds) {
    m_timedOut = false;
    if (m_tls == nullptr || m_fd < 0) {
        return false;
    }
    if (SSL_pending(m_tls) == 0) {
        pollfd wait{m_fd, POLLIN, 0};
        if (::poll(&wait, 1, seconds * 1000) <= 0) {
            m_timedOut = true;
            return false;
        }
    }
    char buffer[16384];
    ERR_clear_error();
    const int count = SSL_read(m_tls, buffer, sizeof(buffer));
    if (count <= 0) {
        noteFailure();
        return false;
    }
    m_input.append(buffer, static_cast<std::size_t>(count));
    return true;
}

std::string TlsClient::read(int seconds) {
    if (m_input.empty()) {
        fill(seconds);
    }
    return std::exchange(m_input, {});
}

HttpAnswer TlsClient::readAnswer(int seconds) {
    HttpAnswer answer;
    std::size_t end = 0;
    while ((end = m_input.find("\r\n\r\n")) == std::string::npos) {
        if (!fill(seconds)) {
            return answer;
        }
    }
    std::string head = m_input.substr(0, end);
    m_input.erase(0, end + 4);
    answer.status = std::atoi(head.c_str() + std::string("HTTP/1.1 ").size());
    for (std::size_t at = head.find("\r\n"); at != std::string::npos;) {
        const std::size_t next = head.find("\r\n", at + 2);
        const std::string line = head.substr(at + 2, next == std::string::npos ? next : next - at - 2);
        const std::size_t colon = line.find(':');
        answer.headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
        at = next;
    }
    const std::size_t length = answer.headers.contains("content-length")
                                   ? std::strtoul(answer.headers["content-length"].c_str(), nullptr, 10)
                                   : 0;
    while (m_input.size() < length && fill(seconds)) {
    }
    answer.body = m_input.substr(0, length);
    m_input.erase(0, answer.body.size());
    return answer;
}

HttpAnswer TlsClient::request(std::string_view method, std::string_view target, std::string_view body,
                              std::string_view headers) {
    std::string text(method);
    text += " " + std::string(target) + " HTTP/1.1\r\nHost: device\r\n" + std::string(headers);
    if (!body.empty() || method != "GET") {
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    text += "\r\n";
    text += body;
    send(text);
    return readAnswer();
}

} // namespace fieldfare::test
