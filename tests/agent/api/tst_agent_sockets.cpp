// SPDX-License-Identifier: Apache-2.0
// Sockets that a service manager passes to the real agent.
#include "core/base/unique_fd.h"
#include "tests/agent/api/agent_process.h"
#include "tests/agent/api/fake_installer.h"
#include "tests/agent/api/tls_client.h"

#include <QTest>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

constexpr int abovePassed = 20;

UniqueFd above(UniqueFd fd) {
    return UniqueFd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, abovePassed));
}

/// A TCP socket on any port of the loopback; of IPv6 one that takes both families.
UniqueFd tcpSocket(int family) {
    UniqueFd fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    const auto* address =
        family == AF_INET ? reinterpret_cast<const sockaddr*>(&v4) : reinterpret_cast<const sockaddr*>(&v6);
    if (::bind(fd.get(), address, family == AF_INET ? sizeof(v4) : sizeof(v6)) != 0) {
        return {};
    }
    return above(std::move(fd));
}

UniqueFd listening(int family) {
    UniqueFd fd = tcpSocket(family);
    return ::listen(fd.get(), 16) == 0 ? std::move(fd) : UniqueFd();
}

std::uint16_t portOf(const UniqueFd& fd) {
    sockaddr_in6 address{}; // the port is where IPv4 has it, too
    socklen_t length = sizeof(address);
    ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &length);
    return ntohs(address.sin6_port);
}

} // namespace

class AgentSocketsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_anna = m_fleet.issue(Role::Technician, "anna"); }
    void passedSocketsAreServedInsteadOfTheConfiguredPort();
    void connectionsThatWaitedBeforeTheStartAreServed();
    void socketsForAnotherProcessAreNotTaken();
    void whatIsNoListeningTcpSocketEndsTheStart_data();
    void whatIsNoListeningTcpSocketEndsTheStart();

private:
    [[nodiscard]] int statusOf(std::uint16_t port) {
        return TlsClient(port, *m_anna).request("GET", "/v1/device").status;
    }
    TestFleet m_fleet;
    std::optional<TestIdentity> m_anna;
};

void AgentSocketsTest::passedSocketsAreServedInsteadOfTheConfiguredPort() {
    const UniqueFd first = listening(AF_INET);
    UniqueFd second = listening(AF_INET6);
    if (!second) {
        second = listening(AF_INET); // a kernel without IPv6
    }
    QVERIFY(first && second);
    AgentProcess agent(m_fleet);
    const FakeInstaller installer(agent.socket());
    QVERIFY2(agent.start({.descriptors = {first.get(), second.get()}}), qPrintable(agent.log()));
    QCOMPARE(agent.port(), portOf(first));
    QCOMPARE(statusOf(portOf(first)), 200);
    QCOMPARE(statusOf(portOf(second)), 200);
    QCOMPARE(agent.stop(), 0);
    QCOMPARE(::listen(first.get(), 16), 0); // the service manager's own still works
}

void AgentSocketsTest::connectionsThatWaitedBeforeTheStartAreServed() {
    const UniqueFd socket = listening(AF_INET);
    HttpAnswer answer;
    std::thread early([&] { answer = TlsClient(portOf(socket), *m_anna).request("GET", "/v1/device"); });
    AgentProcess agent(m_fleet);
    const FakeInstaller installer(agent.socket());
    const bool started = agent.start({.descriptors = {socket.get()}});
    early.join();
    QVERIFY2(started, qPrintable(agent.log()));
    QCOMPARE(answer.status, 200);
}

void AgentSocketsTest::socketsForAnotherProcessAreNotTaken() {
    const UniqueFd socket = listening(AF_INET);
    AgentProcess agent(m_fleet);
    const FakeInstaller installer(agent.socket());
    QVERIFY2(agent.start({.descriptors = {socket.get()}, .forAnotherProcess = true}),
             qPrintable(agent.log()));
    QVERIFY(agent.port() != portOf(socket));
    QCOMPARE(statusOf(agent.port()), 200);
}

void AgentSocketsTest::whatIsNoListeningTcpSocketEndsTheStart_data() {
    QTest::addColumn<int>("descriptor");
    static const UniqueFd file = above(UniqueFd(::open("/dev/null", O_RDWR | O_CLOEXEC)));
    static const UniqueFd quiet = tcpSocket(AF_INET);
    static const UniqueFd local = above(UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)));
    QTest::newRow("a file") << file.get();
    QTest::newRow("a socket that does not listen") << quiet.get();
    QTest::newRow("a Unix socket") << local.get();
}

void AgentSocketsTest::whatIsNoListeningTcpSocketEndsTheStart() {
    QFETCH(int, descriptor);
    AgentProcess agent(m_fleet);
    QVERIFY(!agent.start({.descriptors = {descriptor}}));
    QVERIFY2(agent.log().contains("[io-error]"), qPrintable(agent.log()));
    QVERIFY2(agent.log().contains("the passed socket"), qPrintable(agent.log()));
}

QTEST_GUILESS_MAIN(AgentSocketsTest)
#include "tst_agent_sockets.moc"
