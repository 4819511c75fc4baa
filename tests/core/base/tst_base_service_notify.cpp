// SPDX-License-Identifier: Apache-2.0
#include "core/base/service_notify.h"

#include "core/base/unique_fd.h"

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace fieldfare;

class ServiceNotifyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID",
                                 "LISTEN_FDNAMES"}) {
            ::unsetenv(name);
        }
    }
    void theManagerHearsIt();
    void withoutAManagerNothingHappens();
    void theWatchdogIsFedTwiceInItsTime();
    void aWatchdogForAnotherProcessIsNotOurs();
    void socketsForThisProcessAreTakenOnce();
    void socketsForAnotherProcessAreNotOurs();
};

void ServiceNotifyTest::theManagerHearsIt() {
    const QTemporaryDir folder;
    for (const bool abstract : {false, true}) {
        const std::string path =
            abstract ? "@fieldfare-test-" + std::to_string(::getpid()) : folder.path().toStdString() + "/n";
        const UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        if (abstract) {
            address.sun_path[0] = '\0';
        }
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
        QCOMPARE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), length), 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
        notifyService("READY=1");
        std::array<char, 64> buffer{};
        const ssize_t got = ::recv(socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        QCOMPARE(std::string(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))), "READY=1");
    }
}

void ServiceNotifyTest::withoutAManagerNothingHappens() {
    notifyService("READY=1");
    ::setenv("NOTIFY_SOCKET", "/nonexistent/socket", 1);
    notifyService("READY=1");
    ::setenv("NOTIFY_SOCKET", std::string(500, 'x').c_str(), 1);
    notifyService("READY=1");
    QVERIFY(!watchdogInterval().has_value());
    QCOMPARE(takeListenSockets(), 0);
}

void ServiceNotifyTest::theWatchdogIsFedTwiceInItsTime() {
    ::setenv("WATCHDOG_USEC", "60000000", 1);
    QCOMPARE(watchdogInterval()->count(), 30'000);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    QCOMPARE(watchdogInterval()->count(), 30'000);
    for (const char* nonsense : {"", "x", "-1", "0", "99999999999999999999999"}) {
        ::setenv("WATCHDOG_USEC", nonsense, 1);
        QVERIFY2(!watchdogInterval().has_value(), nonsense);
    }
}

void ServiceNotifyTest::aWatchdogForAnotherProcessIsNotOurs() {
    ::setenv("WATCHDOG_USEC", "60000000", 1);
    ::setenv("WATCHDOG_PID", "1", 1);
    QVERIFY(!watchdogInterval().has_value());
}

void ServiceNotifyTest::socketsForThisProcessAreTakenOnce() {
    ::setenv("LISTEN_FDS", "1", 1);
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    QCOMPARE(takeListenSockets(), 1);
    QCOMPARE(takeListenSockets(), 0);
    QVERIFY(::getenv("LISTEN_FDS") == nullptr);
}

void ServiceNotifyTest::socketsForAnotherProcessAreNotOurs() {
    ::setenv("LISTEN_FDS", "1", 1);
    ::setenv("LISTEN_PID", "1", 1);
    QCOMPARE(takeListenSockets(), 0);
}

QTEST_GUILESS_MAIN(ServiceNotifyTest)
#include "tst_base_service_notify.moc"
