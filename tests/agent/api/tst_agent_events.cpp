// SPDX-License-Identifier: Apache-2.0
// The event stream and the log of the real agent.
#include "tests/agent/api/agent_process.h"
#include "tests/agent/api/fake_installer.h"
#include "tests/agent/api/tls_client.h"

#include <QElapsedTimer>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

class AgentEventsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aReaderBeginsWithWhatIsKnown();
    void changesArriveAsEvents();
    void anIdleStreamHasAHeartbeat();
    void theInstallersAbsenceIsAnEvent();
    void manyReadersSeeTheSameEvent();
    void logLinesAreGivenAsText();
    void aFollowedLogEndsWithItsReader();
    void aReaderWhoLeavesMakesRoomForTheNextAtOnce();

private:
    /// Reads until `text` was seen.
    static std::string readUntil(TlsClient& client, const std::string& text);
    static void openStream(TlsClient& client) {
        client.send("GET /v1/events HTTP/1.1\r\nLast-Event-ID: 7\r\n\r\n");
    }
    TestFleet m_fleet;
    std::optional<TestIdentity> m_anna;
    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<FakeInstaller> m_installer;
};

std::string AgentEventsTest::readUntil(TlsClient& client, const std::string& text) {
    std::string all;
    QElapsedTimer timer;
    timer.start();
    while (all.find(text) == std::string::npos && timer.elapsed() < 60'000) {
        const std::string more = client.read(5);
        if (more.empty() && !client.timedOut()) {
            break;
        }
        all += more;
    }
    return all;
}

void AgentEventsTest::initTestCase() {
    m_anna = m_fleet.issue(Role::Technician, "anna");
    m_agent = std::make_unique<AgentProcess>(m_fleet);
    m_installer = std::make_unique<FakeInstaller>(m_agent->socket());
    QVERIFY2(m_agent->start(), qPrintable(m_agent->log()));
}

void AgentEventsTest::aReaderBeginsWithWhatIsKnown() {
    m_installer->change(
        [](auto& b) { b.device.installation = FakeInstaller::installation(InstallationState::Trial); });
    m_installer->stop();
    m_installer->start();
    TlsClient client(m_agent->port(), *m_anna);
    openStream(client);
    const std::string seen = readUntil(client, "event: installation\ndata: {");
    QVERIFY(seen.find("Content-Type: text/event-stream") != std::string::npos);
    QVERIFY(seen.find("event: device\ndata: {") != std::string::npos);
    QVERIFY(seen.find("\"id\":\"" + m_agent->identity().certificate().commonName() + "\"") !=
            std::string::npos);
    QVERIFY(seen.find("event: installation\ndata: {") != std::string::npos);
    QVERIFY(seen.find("\"state\":\"trial\"") != std::string::npos);
}

void AgentEventsTest::changesArriveAsEvents() {
    TlsClient client(m_agent->port(), *m_anna);
    openStream(client);
    readUntil(client, "event: device");
    m_installer->publish("installation", toJson(FakeInstaller::installation(InstallationState::Committed)));
    QVERIFY(readUntil(client, "\"committed\"").find("\"state\":\"committed\"") != std::string::npos);
    m_installer->publish("refused", Json{{"by", "anna"}});
    QVERIFY(readUntil(client, "event: refused").find("event: refused") != std::string::npos);
}

void AgentEventsTest::anIdleStreamHasAHeartbeat() {
    TlsClient client(m_agent->port(), *m_anna);
    openStream(client);
    QVERIFY(readUntil(client, "\n:\n\n").find(":\n\n") != std::string::npos);
}

void AgentEventsTest::theInstallersAbsenceIsAnEvent() {
    TlsClient client(m_agent->port(), *m_anna);
    openStream(client);
    readUntil(client, "event: device");
    m_installer->stop();
    QVERIFY(readUntil(client, "{\"available\":false}").find("event: installer") != std::string::npos);
    m_installer->start();
    QVERIFY(readUntil(client, "{\"available\":true}").find("{\"available\":true}") != std::string::npos);
}

void AgentEventsTest::manyReadersSeeTheSameEvent() {
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<TlsClient>(m_agent->port(), *m_anna));
        openStream(*clients.back());
        readUntil(*clients.back(), "event: device");
    }
    m_installer->publish("refused", Json{{"by", "everyone"}});
    for (const auto& client : clients) {
        QVERIFY(readUntil(*client, "everyone").find("everyone") != std::string::npos);
    }
}

void AgentEventsTest::logLinesAreGivenAsText() {
    m_installer->change([](auto& b) { b.logLines = {"first line", "second line"}; });
    TlsClient client(m_agent->port(), *m_anna);
    client.send("GET /v1/logs?lines=10 HTTP/1.1\r\n\r\n");
    const std::string seen = readUntil(client, "\r\n0\r\n\r\n");
    QVERIFY(seen.find("text/plain") != std::string::npos);
    QVERIFY(seen.find("first line\nsecond line\n") != std::string::npos);
    QCOMPARE(client.request("GET", "/v1/logs?lines=10001").status, 400);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentEventsTest::aFollowedLogEndsWithItsReader() {
    TlsClient client(m_agent->port(), *m_anna);
    client.send("GET /v1/logs?lines=1&follow=1 HTTP/1.1\r\n\r\n");
    QVERIFY(readUntil(client, "first line").find("first line") != std::string::npos);
    client.abandon();
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->followers(), std::size_t{0}, 60'000);
}

void AgentEventsTest::aReaderWhoLeavesMakesRoomForTheNextAtOnce() {
    for (int i = 0; i < 40; ++i) { // more than the limit of connections
        for (const char* target : {"/v1/logs?follow=1", "/v1/events"}) {
            std::optional<TlsClient> next;
            const auto seen = [&] {
                next.emplace(m_agent->port(), *m_anna);
                next->send("GET " + std::string(target) + " HTTP/1.1\r\n\r\n");
                return next->readAnswer();
            };
            QCOMPARE(askUntil(seen, [](const HttpAnswer& a) { return a.status == 200; }).status, 200);
            next->abandon();
        }
    }
}

QTEST_GUILESS_MAIN(AgentEventsTest)
#include "tst_agent_events.moc"
