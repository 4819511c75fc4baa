// SPDX-License-Identifier: Apache-2.0
// The commonest field network is one cable: a device that has nothing but a link-local address, typed into
// the real window with its interface. In a network namespace of its own, with a link of its own.
#include "tests/e2e/window_fixture.h"

#include <QTest>

#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <unistd.h>

using namespace fieldfare::test;

namespace {

constexpr const char* inside = "FIELDFARE_E2E_NETNS";
constexpr const char* linkName = "ff0";

/// The link-local address of `linkName` with its scope; empty as long as there is none.
QString linkLocalAddress() {
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) {
        return {};
    }
    QString found;
    for (const ifaddrs* each = all; each != nullptr && found.isEmpty(); each = each->ifa_next) {
        char text[NI_MAXHOST] = {};
        if (each->ifa_addr != nullptr && each->ifa_addr->sa_family == AF_INET6 &&
            QLatin1String(each->ifa_name) == QLatin1String(linkName) &&
            ::getnameinfo(each->ifa_addr, sizeof(sockaddr_in6), text, sizeof text, nullptr, 0,
                          NI_NUMERICHOST) == 0 &&
            QByteArray(text).startsWith("fe80:")) {
            found = QString::fromLatin1(text);
        }
    }
    ::freeifaddrs(all);
    return found;
}

/// The program once more, as another process with a network of its own; returns only if that cannot be had.
void enterNamespace(char** argv) {
    qputenv(inside, "1");
    QByteArrayList words{"unshare"};
    if (::getuid() != 0) {
        words += "--map-root-user";
    }
    words += {"--net", argv[0]};
    for (char** word = argv + 1; *word != nullptr; ++word) {
        words += *word;
    }
    const QStringList alone =
        ::getuid() == 0 ? QStringList{"--net"} : QStringList{"--map-root-user", "--net"};
    if (QProcess::execute("unshare", alone + QStringList{"ip", "link", "add", linkName, "type", "veth"}) !=
        0) {
        qunsetenv(inside);
        return;
    }
    std::vector<char*> raw;
    for (QByteArray& word : words) {
        raw.push_back(word.data());
    }
    raw.push_back(nullptr);
    ::execvp("unshare", raw.data());
    qunsetenv(inside);
}

} // namespace

class WindowLinkLocalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDeviceAtTheOtherEndOfACableIsTypedAndUpdated();
};

void WindowLinkLocalTest::initTestCase() {
    WindowFixture::skipWithoutDisplay();
    if (!qEnvironmentVariableIsSet(inside)) {
        QSKIP("no network namespaces for this user, or no virtual links");
    }
    QCOMPARE(QProcess::execute("sh", {"-c", "ip link set lo up && ip link add ff0 type veth peer name ff1 && "
                                            "ip link set ff1 up && ip link set ff0 up"}),
             0);
    // As long as the kernel looks whether somebody else has the address, nobody can listen there.
    const auto isSettled = [] {
        return QProcess::execute("sh", {"-c", "test -z \"$(ip -6 addr show dev ff0 tentative)\""}) == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!linkLocalAddress().isEmpty() && isSettled(), 30'000);
}

void WindowLinkLocalTest::aDeviceAtTheOtherEndOfACableIsTypedAndUpdated() {
    WindowFixture bench(0);
    RunningDevice device(bench.workshop.makeDevice("gw-1", bench.first));
    const QString host = linkLocalAddress();
    QVERIFY(host.endsWith(QString("%") + linkName));
    device.powerOn(host); // it listens there and nowhere else
    const QString address = '[' + host + "]:" + device.address().section(':', -1);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(window.click("Add address"));
    QVERIFY(QTest::qWaitFor([&] { return window.focus() == "address"; }));
    QVERIFY(window.fill("address", address));
    window.press("Return");
    QVERIFY(window.waitForText("status-gw-1", "Good"));
    QVERIFY(bench.openBundle(bench.second));
    for (const char* button : {"pushNext", "chooseAll", "pushNext", "pushNext", "pushStart"}) {
        QVERIFY(window.click(button));
    }
    QVERIFY(window.waitForText("phase-gw-1", "Committed"));
    QCOMPARE(bench.workshop.show(address)["release"].toObject()["version"].toString(), QString("2.0"));
    QVERIFY(window.neverHeldUp());
}

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet(inside)) {
        enterNamespace(argv);
    }
    QCoreApplication application(argc, argv);
    WindowLinkLocalTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_e2e_window_link_local.moc"
