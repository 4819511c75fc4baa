// SPDX-License-Identifier: Apache-2.0
// The real agent against clients that are wrong, slow, greedy or many.
#include "tests/agent/api/agent_process.h"
#include "tests/agent/api/fake_installer.h"
#include "tests/agent/api/tls_client.h"

#include <QElapsedTimer>
#include <QTest>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

constexpr std::string_view device = "GET /v1/device HTTP/1.1\r\nHost: d\r\n\r\n";

} // namespace

class AgentHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void manyRequestsGoOverOneConnection();
    void anUnknownPathIsAnsweredWithAnError();
    void aWrongMethodIsAnsweredWithAllow();
    void garbageIsAnsweredAndTheConnectionEnds_data();
    void garbageIsAnsweredAndTheConnectionEnds();
    void anOversizedHeadIsRefused();
    void aBodyBeyondTheLimitIsRefused();
    void aChunkedBodyBeyondTheLimitIsRefused();
    void anEarlyRefusalReachesASenderWhoIsStillSending();
    void aSenderWhoAsksFirstIsTold100Continue();
    void aWebPageIsRefused();
    void aSlowHeadEndsTheConnection();
    void silentConnectionsDoNotKeepATechnicianOut();
    void connectionsBeyondTheLimitAreToldSo();
    void aHundredConnectionsOneAfterTheOtherAreServed();
    void aMissingInstallerIsAClearError();
    void anInstallerThatComesBackIsFoundAgain();
    void controlRequestsReachTheInstallerWithTheName_data();
    void controlRequestsReachTheInstallerWithTheName();
    void anErrorOfTheInstallerReachesTheTechnician();
    void sigtermEndsItCleanly();

private:
    TestFleet m_fleet;
    std::optional<TestIdentity> m_anna;
    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<FakeInstaller> m_installer;
};

void AgentHttpTest::initTestCase() {
    m_anna = m_fleet.issue(Role::Technician, "anna");
    m_agent = std::make_unique<AgentProcess>(m_fleet, "max-connections = 5");
    m_installer = std::make_unique<FakeInstaller>(m_agent->socket());
    QVERIFY2(m_agent->start(), qPrintable(m_agent->log()));
}

void AgentHttpTest::manyRequestsGoOverOneConnection() {
    TlsClient client(m_agent->port(), *m_anna);
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(client.request("GET", "/v1/device").status, 200);
    }
}

void AgentHttpTest::anUnknownPathIsAnsweredWithAnError() {
    TlsClient client(m_agent->port(), *m_anna);
    for (const char* path : {"/", "/index.html", "/v1/nothing", "/v1/installations/a/b"}) {
        const auto answer = client.request("GET", path);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.code(), std::string("unknown-path"));
        QCOMPARE(answer.headers.at("content-type"), std::string("application/json"));
    }
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentHttpTest::aWrongMethodIsAnsweredWithAllow() {
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = client.request("POST", "/v1/device", "{}");
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.code(), std::string("wrong-method"));
    QCOMPARE(answer.headers.at("allow"), std::string("GET"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentHttpTest::garbageIsAnsweredAndTheConnectionEnds_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("binary") << QByteArray("\x00\x01\x02\x03\r\n\r\n", 8);
    QTest::newRow("no version") << QByteArray("GET /v1/device\r\n\r\n");
    QTest::newRow("HTTP/3.7") << QByteArray("GET /v1/device HTTP/3.7\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray(
        "PUT /v1/clock HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc");
    QTest::newRow("a negative length")
        << QByteArray("PUT /v1/clock HTTP/1.1\r\nContent-Length: -2\r\n\r\n{}");
    QTest::newRow("a length of 2^64")
        << QByteArray("PUT /v1/clock HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\n{}");
    QTest::newRow("length and chunks") << QByteArray(
        "PUT /v1/clock HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    QTest::newRow("a header without a colon") << QByteArray("GET /v1/device HTTP/1.1\r\nnonsense\r\n\r\n");
}

void AgentHttpTest::garbageIsAnsweredAndTheConnectionEnds() {
    QFETCH(QByteArray, bytes);
    TlsClient client(m_agent->port(), *m_anna);
    QVERIFY(client.send(bytes.toStdString()));
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), std::string("bad-request"));
    QCOMPARE(client.readAnswer().status, 0);
    QVERIFY(!client.timedOut());
}

void AgentHttpTest::anOversizedHeadIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    client.send("GET /v1/device HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 431);
    QCOMPARE(client.readAnswer().status, 0);
}

void AgentHttpTest::aBodyBeyondTheLimitIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    client.send("PUT /v1/clock HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n");
    client.send(std::string(3 << 20, 'x'));
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.code(), std::string("too-large"));
    QCOMPARE(answer.headers.at("connection"), std::string("close"));
}

void AgentHttpTest::aChunkedBodyBeyondTheLimitIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    client.send("PUT /v1/clock HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 8; ++i) {
        client.send("400\r\n" + std::string(1024, ' ') + "\r\n");
    }
    client.send("0\r\n\r\n");
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 413);
}

void AgentHttpTest::anEarlyRefusalReachesASenderWhoIsStillSending() {
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer =
        client.request("PUT", "/v1/installations/ffff/data?position=0", std::string(8 << 20, 'x'));
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.code(), std::string("no-installation"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200); // and the connection is as good as new
}

void AgentHttpTest::aSenderWhoAsksFirstIsTold100Continue() {
    TlsClient client(m_agent->port(), *m_anna);
    client.send("PUT /v1/clock HTTP/1.1\r\nContent-Length: 23\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.readAnswer().status, 100);
    client.send("{\"unixTime\":1780000000}");
    client.send(" ");
    QCOMPARE(client.readAnswer().status, 200);
}

void AgentHttpTest::aWebPageIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = client.request("POST", "/v1/reboot", {}, "Origin: https://evil.example\r\n");
    QCOMPARE(answer.status, 403);
    QVERIFY(!m_installer->sawRequest("reboot"));
}

void AgentHttpTest::aSlowHeadEndsTheConnection() {
    TlsClient client(m_agent->port(), *m_anna);
    QElapsedTimer timer;
    timer.start();
    while (client.send("X") && timer.elapsed() < 60'000) {
        QTest::qWait(500);
        if (!client.read(0).empty() || !client.timedOut()) {
            break;
        }
    }
    QVERIFY(timer.elapsed() < 60'000);
    TlsClient next(m_agent->port(), *m_anna);
    QCOMPARE(next.request("GET", "/v1/device").status, 200);
}

void AgentHttpTest::silentConnectionsDoNotKeepATechnicianOut() {
    std::vector<int> silent;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_agent->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int i = 0; i < 60; ++i) {
        silent.push_back(::socket(AF_INET, SOCK_STREAM, 0));
        QCOMPARE(::connect(silent.back(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    }
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
    for (const int fd : silent) {
        ::close(fd);
    }
}

void AgentHttpTest::connectionsBeyondTheLimitAreToldSo() {
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.emplace_back();
        const auto ask = [&] { // connections of the test before may still be on their way out
            clients.back() = std::make_unique<TlsClient>(m_agent->port(), *m_anna);
            return clients.back()->request("GET", "/v1/device");
        };
        QCOMPARE(askUntil(ask, [](const HttpAnswer& given) { return given.status == 200; }).status, 200);
    }
    TlsClient extra(m_agent->port(), *m_anna);
    const auto answer = extra.request("GET", "/v1/device");
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.code(), std::string("too-many-connections"));
    clients.pop_back();
    QCOMPARE(askOnNewConnection(m_agent->port(), *m_anna, "GET", "/v1/device").status, 200);
}

void AgentHttpTest::aHundredConnectionsOneAfterTheOtherAreServed() {
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(askOnNewConnection(m_agent->port(), *m_anna, "GET", "/v1/device").status, 200);
    }
}

void AgentHttpTest::aMissingInstallerIsAClearError() {
    m_installer->stop();
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = client.request("GET", "/v1/device");
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.code(), std::string("installer-unavailable"));
    const auto offered = client.request("POST", "/v1/installations", std::string(3 << 20, 'h'));
    QCOMPARE(offered.status, 503);
}

void AgentHttpTest::anInstallerThatComesBackIsFoundAgain() {
    m_installer->start();
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentHttpTest::controlRequestsReachTheInstallerWithTheName_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("request");
    QTest::addColumn<int>("status");
    const QString id = FakeInstaller::id;
    QTest::newRow("commit") << "POST"
                            << "/v1/commit"
                            << "commit" << 200;
    QTest::newRow("rollback") << "POST"
                              << "/v1/rollback"
                              << "rollback" << 202;
    QTest::newRow("reboot") << "POST"
                            << "/v1/reboot"
                            << "reboot" << 202;
    QTest::newRow("identify") << "POST"
                              << "/v1/identify"
                              << "identify" << 200;
    QTest::newRow("pause") << "POST"
                           << "/v1/installations/" + id + "/pause"
                           << "pause" << 200;
    QTest::newRow("unpause") << "POST"
                             << "/v1/installations/" + id + "/unpause"
                             << "unpause" << 200;
    QTest::newRow("cancel") << "POST"
                            << "/v1/installations/" + id + "/cancel"
                            << "cancel" << 200;
    QTest::newRow("installation") << "GET"
                                  << "/v1/installations/" + id << "installation" << 200;
}

void AgentHttpTest::controlRequestsReachTheInstallerWithTheName() {
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QString, request);
    QFETCH(int, status);
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(client.request(method.toStdString(), path.toStdString()).status, status);
    bool found = false;
    for (const Json& seen : m_installer->requests()) {
        found |= seen.value("do", "") == request.toStdString() && seen.value("by", "") == "anna";
    }
    QVERIFY(found);
}

void AgentHttpTest::anErrorOfTheInstallerReachesTheTechnician() {
    m_installer->change([](auto& behaviour) { behaviour.controlError = Error(ErrorCode::NothingToCommit); });
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = client.request("POST", "/v1/commit");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), std::string("nothing-to-commit"));
    m_installer->change([](auto& behaviour) { behaviour.controlError.reset(); });
}

void AgentHttpTest::sigtermEndsItCleanly() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
    QCOMPARE(m_agent->stop(), 0);
}

QTEST_GUILESS_MAIN(AgentHttpTest)
#include "tst_agent_http.moc"
