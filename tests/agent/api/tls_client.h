// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/test_fleet.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <thread>

struct ssl_ctx_st;
struct ssl_st;

namespace fieldfare::test {

/// What a device answered.
struct HttpAnswer {
    int status = 0;                             ///< 0: the connection ended without an answer.
    std::map<std::string, std::string> headers; ///< Names in lower case.
    std::string body;
    [[nodiscard]] std::string code() const; ///< The error's code, or empty.
};

/// Asks until `good` likes the answer, for 60 s at most; the last answer. (QTRY_* would ask once more at the
/// end.)
template <typename Ask, typename Good>
HttpAnswer askUntil(Ask ask, Good good) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    HttpAnswer answer = ask();
    while (!good(answer) && std::chrono::steady_clock::now() < limit) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        answer = ask();
    }
    return answer;
}

/// A plain, blocking client on OpenSSL that can also do what no decent client does. One thread.
class TlsClient {
public:
    struct Options {
        bool sendChain = true;
        int maxVersion = 0; ///< 0: TLS 1.3
    };
    /// Connects to 127.0.0.1. Whether the handshake went well says connected().
    TlsClient(std::uint16_t port, const TestIdentity* identity, Options options);
    TlsClient(std::uint16_t port, const TestIdentity& identity)
        : TlsClient(port, &identity, Options()) {}
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    [[nodiscard]] bool connected() const { return m_connected; }
    /// The TLS alert that ended the connection, as OpenSSL words it, e.g. "tlsv1 alert unknown ca".
    [[nodiscard]] const std::string& failure() const { return m_failure; }
    /// The common name of the certificate that the server showed.
    [[nodiscard]] std::string serverName() const;
    [[nodiscard]] int ticketsSeen() const { return m_tickets; }

    bool send(std::string_view bytes);
    /// Reads what comes within `seconds`; empty at the end or when the time is up (then timedOut()).
    std::string read(int seconds = 20);
    [[nodiscard]] bool timedOut() const { return m_timedOut; }
    HttpAnswer readAnswer(int seconds = 20);
    /// One request and its answer.
    HttpAnswer request(std::string_view method, std::string_view target, std::string_view body = {},
                       std::string_view headers = {});
    /// Ends without a word, as a cable that was pulled.
    void abandon();

private:
    static int newSession(ssl_st* tls, void* session);
    void noteFailure();
    bool fill(int seconds);

    ssl_ctx_st* m_context = nullptr;
    ssl_st* m_tls = nullptr;
    int m_fd = -1;
    bool m_connected = false;
    bool m_timedOut = false;
    int m_tickets = 0;
    std::string m_failure;
    std::string m_input;
};

/// The answer to a request on a connection of its own, as soon as the device has room for one more
/// connection: those before may still be on their way out.
inline HttpAnswer askOnNewConnection(std::uint16_t port, const TestIdentity& identity,
                                     std::string_view method, std::string_view target) {
    return askUntil([&] { return TlsClient(port, identity).request(method, target); },
                    [](const HttpAnswer& given) { return given.status != 0 && given.status != 503; });
}

} // namespace fieldfare::test
