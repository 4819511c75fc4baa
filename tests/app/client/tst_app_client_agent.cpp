// SPDX-License-Identifier: Apache-2.0
// One device over TLS: who may answer, and what its answers may be.
#include "app/client/agent_client.h"
#include "tests/app/client/fake_agent.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

std::shared_ptr<const Identity> identityOf(const TestIdentity& technician,
                                           const std::filesystem::path& trust) {
    return need(Identity::load({technician.keyPath, technician.certPath, trust}, [](std::string_view) {
        return Result<Secret>(Error(ErrorCode::WrongPassphrase));
    }));
}

template <typename T, typename Start>
Result<T> waitFor(Start start) {
    std::optional<Result<T>> outcome;
    start([&](Result<T> result) { outcome.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 60'000)) {
        return Error(ErrorCode::TimedOut, {{"detail", std::string("the test waited in vain")}});
    }
    return std::move(*outcome);
}

Result<DeviceStatus> askStatus(AgentClient& client) {
    return waitFor<DeviceStatus>([&](auto done) { client.device(done); });
}

std::string slug(const Error& error) {
    return std::string(errorSlug(error.code()));
}

} // namespace

class TestClientAgent : public QObject {
    Q_OBJECT
    TestFleet m_fleet;
    TestFleet m_strangers;
    std::shared_ptr<const Identity> m_identity;

private Q_SLOTS:
    void initTestCase() {
        m_identity = identityOf(m_fleet.issue(Role::Technician, "tech"), m_fleet.rootPath());
    }

    void aDeviceOfTheFleetAnswersByAddress() {
        FakeAgent agent(m_fleet, "gateway-017");
        AgentClient client(agent.address(), m_identity);
        const auto status = askStatus(client);
        QVERIFY2(status.ok(), status.ok() ? "" : slug(status.error()).c_str());
        QCOMPARE(status->id, std::string("gateway-017"));
        QCOMPARE(client.deviceId(), std::string("gateway-017"));
        QVERIFY(askStatus(client).ok()); // over the same connection
    }

    void impostorsGetNotOneByte_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<bool>("stranger");
        QTest::addColumn<bool>("expired");
        QTest::addColumn<QString>("code");
        QTest::newRow("another fleet") << int(Role::Device) << true << false << "untrusted-chain";
        QTest::newRow("a technician") << int(Role::Technician) << false << false << "wrong-role";
        QTest::newRow("a release key") << int(Role::Release) << false << false << "wrong-role";
        QTest::newRow("a depot") << int(Role::Depot) << false << false << "wrong-role";
        QTest::newRow("expired") << int(Role::Device) << false << true << "certificate-expired";
    }
    void impostorsGetNotOneByte() {
        QFETCH(int, role);
        QFETCH(bool, stranger);
        QFETCH(bool, expired);
        QFETCH(QString, code);
        TestFleet& fleet = stranger ? m_strangers : m_fleet;
        const std::string name = std::string("impostor-") + QTest::currentDataTag();
        const TestIdentity own = expired ? fleet.issueExpired(static_cast<Role>(role), name)
                                         : fleet.issue(static_cast<Role>(role), name);
        FakeAgent agent(m_fleet, own, {});
        AgentClient client(agent.address(), m_identity);
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(QString::fromStdString(slug(status.error())), code);
        QCOMPARE(agent.plainBytes(), std::uint64_t{0});
    }

    void aRevokedDeviceIsRefused() {
        const TestIdentity device = m_fleet.issue(Role::Device, "stolen");
        m_fleet.revoke(device.certificate());
        FakeAgent agent(m_fleet, device, {});
        AgentClient client(agent.address(), m_identity->withRevocations(m_fleet.revocations()));
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(slug(status.error()), std::string("certificate-revoked"));
        QCOMPARE(agent.plainBytes(), std::uint64_t{0});
    }

    void anotherDeviceAtAKnownAddressGetsNotOneByte() {
        FakeAgent agent(m_fleet, "gateway-018");
        AgentClient client(agent.address(), m_identity, "gateway-001");
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(slug(status.error()), std::string("wrong-device"));
        QCOMPARE(toString(*status.error().find("have")), std::string("gateway-018"));
        QCOMPARE(agent.plainBytes(), std::uint64_t{0});
    }

    void aTechnicianOfAnotherFleetIsToldSo() {
        FakeAgent agent(m_fleet, "gateway-019");
        // This laptop trusts the device, but the device does not trust the laptop.
        const auto stranger = identityOf(m_strangers.issue(Role::Technician, "stranger"), m_fleet.rootPath());
        AgentClient client(agent.address(), stranger);
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QVERIFY2(slug(status.error()) == "untrusted-chain" || slug(status.error()) == "link-lost",
                 slug(status.error()).c_str());
        QCOMPARE(agent.plainBytes(), std::uint64_t{0});
    }

    void nobodyThereIsUnreachable() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        const DeviceAddress address{QStringLiteral("127.0.0.1"), server.serverPort()};
        server.close();
        AgentClient client(address, m_identity);
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(slug(status.error()), std::string("unreachable"));
        QCOMPARE(toString(*status.error().find("device")), address.toString().toStdString());
    }

    void whatIsNoTlsIsToldApart() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        connect(&server, &QTcpServer::newConnection, &server,
                [&] { server.nextPendingConnection()->write("SSH-2.0-OpenSSH_9.2\r\n"); });
        AgentClient client({QStringLiteral("127.0.0.1"), server.serverPort()}, m_identity);
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(slug(status.error()), std::string("tls-failed"));
    }

    void liesOfADeviceAreNoticed_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("code");
        const auto http = [](const QByteArray& body, const QByteArray& status = "200 OK") {
            return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                   "\r\n\r\n" + body;
        };
        QTest::newRow("no json") << http("hello") << "bad-message";
        QTest::newRow("a list") << http("[]") << "bad-value";
        QTest::newRow("an empty object") << http("{}") << "missing-key";
        QTest::newRow("deep json") << http(QByteArray(5000, '[')) << "bad-message";
        QTest::newRow("invalid utf-8") << http("{\"id\":\"\xff\"}") << "bad-message";
        QTest::newRow("not http") << QByteArray("nonsense\r\n\r\n") << "bad-message";
        QTest::newRow("huge") << "HTTP/1.1 200 OK\r\nContent-Length: 6000000\r\n\r\n" +
                                     QByteArray(6'000'000, 'x')
                              << "bad-message";
        QTest::newRow("more than its reply") << http("{}") + "{}"
                                             << "bad-message";
        QTest::newRow("error without body") << http("", "500 X") << "remote-error";
        QTest::newRow("known error") << http(R"({"error":{"code":"busy","params":{"detail":"x"}}})", "409 X")
                                     << "busy";
        QTest::newRow("unknown error")
            << http(R"({"error":{"code":"flux","params":{}}})", "418 X") << "remote-error";
    }
    void liesOfADeviceAreNoticed() {
        QFETCH(QByteArray, reply);
        QFETCH(QString, code);
        FakeAgent::Behaviour behaviour;
        behaviour.rawDeviceReply = reply;
        FakeAgent agent(m_fleet, std::string("liar-") + QTest::currentDataTag(), behaviour);
        AgentClient client(agent.address(), m_identity);
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(QString::fromStdString(slug(status.error())), code);
    }

    void aNameThatIsNotTheCertificatesIsNoticed() {
        FakeAgent::Behaviour behaviour;
        behaviour.claimsId = "gateway-001";
        FakeAgent agent(m_fleet, "gateway-666", behaviour);
        AgentClient client(agent.address(), m_identity);
        const auto status = askStatus(client);
        QVERIFY(!status.ok());
        QCOMPARE(slug(status.error()), std::string("bad-message"));
    }

    void eventsComeUntilTheLinkEnds() {
        FakeAgent::Behaviour behaviour;
        behaviour.eventStream =
            ":\n\nevent: installer\ndata: {\"available\": true}\n\nevent: end\ndata: {}\nid: end\n\n";
        FakeAgent agent(m_fleet, "gateway-020", behaviour);
        AgentClient client(agent.address(), m_identity);
        QStringList events;
        const auto end = waitFor<Json>([&](auto done) {
            client.watch(
                [&](const std::string& name, const Json&) { events += QString::fromStdString(name); }, done);
        });
        QVERIFY(!end.ok());
        QCOMPARE(slug(end.error()), std::string("link-lost"));
        QCOMPARE(events, QStringList({"installer", "end"}));
    }

    void anEventThatIsNoJsonEndsTheStream() {
        FakeAgent::Behaviour behaviour;
        behaviour.eventStream = "data: {{{\n\n";
        FakeAgent agent(m_fleet, "gateway-021", behaviour);
        AgentClient client(agent.address(), m_identity);
        const auto end =
            waitFor<Json>([&](auto done) { client.watch([](const std::string&, const Json&) {}, done); });
        QVERIFY(!end.ok());
        QCOMPARE(slug(end.error()), std::string("bad-message"));
    }

    void aMissingIdentityIsNamed() {
        const auto none =
            Identity::load({"/nowhere/identity.key", "/nowhere/identity.crt", m_fleet.rootPath()},
                           [](std::string_view) { return Result<Secret>(Secret()); });
        QVERIFY(!none.ok());
        QCOMPARE(slug(none.error()), std::string("no-identity"));
        const TestIdentity one = m_fleet.issue(Role::Technician, "one");
        const TestIdentity two = m_fleet.issue(Role::Technician, "two");
        const auto mixed = Identity::load({one.keyPath, two.certPath, m_fleet.rootPath()},
                                          [](std::string_view) { return Result<Secret>(Secret()); });
        QVERIFY(!mixed.ok());
        QCOMPARE(slug(mixed.error()), std::string("key-mismatch"));
    }
};

QTEST_GUILESS_MAIN(TestClientAgent)
#include "tst_app_client_agent.moc"
