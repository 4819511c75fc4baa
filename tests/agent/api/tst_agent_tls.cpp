// SPDX-License-Identifier: Apache-2.0
// Who gets in: the real agent, certificates of every kind, a client that speaks plain OpenSSL.
#include "core/base/base64.h"
#include "tests/agent/api/agent_process.h"
#include "tests/agent/api/fake_installer.h"
#include "tests/agent/api/tls_client.h"

#include <QFile>
#include <QTest>
#include <openssl/ssl.h>
#include <sys/stat.h>

using namespace fieldfare;
using namespace fieldfare::test;

class AgentTlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTechnicianIsLetIn();
    void theDeviceIsItsCertificatesCommonName();
    void aPeerThatMayNotEnterIsTurnedAway_data();
    void aPeerThatMayNotEnterIsTurnedAway();
    void aCertificateWithoutItsAuthorityIsTurnedAway();
    void olderTlsIsRefused();
    void noSessionTicketsAreGiven();
    void aRevokedTechnicianIsTurnedAway();
    void aTechnicianRevokedWhileConnectedIsTurnedAwayAtTheNextRequest();
    void aRevocationListThatNoRootSignedChangesNothing();
    void aKeyThatOthersMayReadIsRefusedAtTheStart();
    void aKeyOfAnotherCertificateIsRefusedAtTheStart();
    void checkConfigSaysThatAllIsWell();
    void cleanupTestCase() { QCOMPARE(m_agent->stop(), 0); }

private:
    TestFleet m_fleet;
    TestFleet m_stranger;
    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<FakeInstaller> m_installer;
};

void AgentTlsTest::initTestCase() {
    m_agent = std::make_unique<AgentProcess>(m_fleet);
    m_installer = std::make_unique<FakeInstaller>(m_agent->socket());
    QVERIFY2(m_agent->start(), qPrintable(m_agent->log()));
}

void AgentTlsTest::aTechnicianIsLetIn() {
    TlsClient client(m_agent->port(), m_fleet.issue(Role::Technician, "anna"));
    QVERIFY2(client.connected(), client.failure().c_str());
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentTlsTest::theDeviceIsItsCertificatesCommonName() {
    TlsClient client(m_agent->port(), m_fleet.issue(Role::Technician, "berta"));
    const auto answer = client.request("GET", "/v1/device");
    const auto json = parseJson(answer.body);
    QVERIFY(json.ok());
    const auto status = deviceStatusFromJson(*json);
    QVERIFY(status.ok());
    QCOMPARE(status->id, m_agent->identity().certificate().commonName());
    QCOMPARE(client.serverName(), status->id);
    QCOMPARE(status->model, std::string("acme,gateway"));
}

void AgentTlsTest::aPeerThatMayNotEnterIsTurnedAway_data() {
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("alert");
    QTest::newRow("no certificate") << "none"
                                    << "certificate required";
    QTest::newRow("another fleet") << "stranger"
                                   << "unknown ca";
    QTest::newRow("a device") << "device"
                              << "unsupported certificate";
    QTest::newRow("a release key") << "release"
                                   << "unsupported certificate";
    QTest::newRow("a depot") << "depot"
                             << "unsupported certificate";
    QTest::newRow("a technician's usage from the device authority") << "cross"
                                                                    << "unsupported certificate";
    QTest::newRow("expired before the program was built") << "expired"
                                                          << "certificate expired";
}

void AgentTlsTest::aPeerThatMayNotEnterIsTurnedAway() {
    QFETCH(QString, who);
    QFETCH(QString, alert);
    std::optional<TestIdentity> identity;
    const std::string name = "peer-" + who.toStdString();
    if (who == "stranger") {
        identity = m_stranger.issue(Role::Technician, name);
    } else if (who == "cross") {
        identity = m_fleet.issue(Role::Technician, name, {.issuedBy = Role::Device});
    } else if (who == "expired") {
        identity = m_fleet.issueExpired(Role::Technician, name);
    } else if (const auto role = roleFromName(who.toStdString())) {
        identity = m_fleet.issue(*role, name);
    }
    TlsClient client(m_agent->port(), identity ? &*identity : nullptr, {});
    const auto answer = client.request("GET", "/v1/device");
    QCOMPARE(answer.status, 0);
    QVERIFY2(QString::fromStdString(client.failure()).contains(alert), client.failure().c_str());
}

void AgentTlsTest::aCertificateWithoutItsAuthorityIsTurnedAway() {
    const auto identity = m_fleet.issue(Role::Technician, "lonely");
    TlsClient client(m_agent->port(), &identity, {.sendChain = false});
    QCOMPARE(client.request("GET", "/v1/device").status, 0);
    QVERIFY2(QString::fromStdString(client.failure()).contains("unknown ca"), client.failure().c_str());
}

void AgentTlsTest::olderTlsIsRefused() {
    const auto identity = m_fleet.issue(Role::Technician, "old");
    TlsClient client(m_agent->port(), &identity, {.maxVersion = TLS1_2_VERSION});
    QVERIFY(!client.connected());
    QVERIFY2(QString::fromStdString(client.failure()).contains("protocol version"), client.failure().c_str());
}

void AgentTlsTest::noSessionTicketsAreGiven() {
    TlsClient client(m_agent->port(), m_fleet.issue(Role::Technician, "ticketless"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
    QCOMPARE(client.ticketsSeen(), 0);
}

void AgentTlsTest::aRevokedTechnicianIsTurnedAway() {
    const auto bad = m_fleet.issue(Role::Technician, "revoked");
    const auto good = m_fleet.issue(Role::Technician, "revoker");
    m_fleet.revoke(bad.certificate());
    Json body = Json::object();
    body["json"] = std::string(asText(m_fleet.revocationsJson()));
    body["cms"] = toBase64(m_fleet.revocationsCms());
    TlsClient client(m_agent->port(), good);
    const auto answer = client.request("PUT", "/v1/revocations", body.dump());
    QVERIFY2(answer.status == 200, qPrintable(m_agent->log()));
    QVERIFY(m_installer->sawRequest("set-revocations"));
    TlsClient refused(m_agent->port(), bad);
    QCOMPARE(refused.request("GET", "/v1/device").status, 0);
    QVERIFY2(QString::fromStdString(refused.failure()).contains("certificate revoked"),
             refused.failure().c_str());
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentTlsTest::aTechnicianRevokedWhileConnectedIsTurnedAwayAtTheNextRequest() {
    const auto identity = m_fleet.issue(Role::Technician, "soon-revoked");
    TlsClient client(m_agent->port(), identity);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
    m_fleet.revoke(identity.certificate());
    Json list = Json::object();
    list["json"] = std::string(asText(m_fleet.revocationsJson()));
    list["cms"] = toBase64(m_fleet.revocationsCms());
    m_installer->change([&](auto& behaviour) { behaviour.revocations = list; });
    m_installer->publish("revocations", Json{{"number", m_fleet.revocations().number}});
    const auto answer = askUntil([&] { return client.request("GET", "/v1/device"); },
                                 [](const HttpAnswer& given) { return given.status != 200; });
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.code(), std::string("certificate-revoked"));
    QCOMPARE(client.request("GET", "/v1/device").status, 0);
}

void AgentTlsTest::aRevocationListThatNoRootSignedChangesNothing() {
    const auto identity = m_fleet.issue(Role::Technician, "careful");
    m_stranger.revoke(identity.certificate());
    Json body = Json::object();
    body["json"] = std::string(asText(m_stranger.revocationsJson()));
    body["cms"] = toBase64(m_stranger.revocationsCms());
    TlsClient client(m_agent->port(), identity);
    const auto answer = client.request("PUT", "/v1/revocations", body.dump());
    QCOMPARE(answer.status, 422);
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentTlsTest::aKeyThatOthersMayReadIsRefusedAtTheStart() {
    AgentProcess agent(m_fleet);
    QCOMPARE(::chmod(agent.identity().keyPath.c_str(), 0644), 0);
    QVERIFY(!agent.start());
    QVERIFY2(agent.log().contains("[not-permitted]"), qPrintable(agent.log()));
}

void AgentTlsTest::aKeyOfAnotherCertificateIsRefusedAtTheStart() {
    AgentProcess agent(m_fleet);
    QFile::remove(QString::fromStdString(agent.identity().keyPath.string()));
    QVERIFY(QFile::copy(QString::fromStdString(m_agent->identity().keyPath.string()),
                        QString::fromStdString(agent.identity().keyPath.string())));
    QVERIFY(!agent.start());
    QVERIFY2(agent.log().contains("[key-mismatch]"), qPrintable(agent.log()));
}

void AgentTlsTest::checkConfigSaysThatAllIsWell() {
    QProcess check;
    check.start(FIELDFARE_BIN_DIR "/fieldfare-agent", {"--check-config", "--config", m_agent->configPath()});
    QVERIFY(check.waitForFinished());
    QCOMPARE(check.exitCode(), 0);
    QVERIFY(check.readAllStandardOutput().contains("ok, device"));
}

QTEST_GUILESS_MAIN(AgentTlsTest)
#include "tst_agent_tls.moc"
