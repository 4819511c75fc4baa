// SPDX-License-Identifier: Apache-2.0
// The window as a part of the desktop: one instance, notifications, no sleep while a job runs.
#include "app/workbench/live/live_desktop.h"
#include "app/workbench/live/single_instance.h"
#include "app/workbench/new_bundle.h"
#include "tests/app/workbench/fake_workshop.h"
#include "tests/app/workbench/push_bench.h"

#include <QDBusContext>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

/// A bus of its own, on which the test stands in for the desktop's services.
class PrivateBus {
public:
    PrivateBus() {
        m_daemon.start("dbus-daemon", {"--session", "--nofork", "--nopidfile", "--print-address"});
        if (!m_daemon.waitForReadyRead(30'000)) {
            qFatal("dbus-daemon does not start");
        }
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    ~PrivateBus() {
        for (const QString& name : m_names) {
            QDBusConnection::disconnectFromBus(name);
        }
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;
    [[nodiscard]] QDBusConnection connection(const QString& name) {
        m_names += name;
        return QDBusConnection::connectToBus(m_address, name);
    }

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_names;
};

class Notifications : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public Q_SLOTS:
    uint Notify(const QString& program, uint, const QString& icon, const QString& title, const QString& text,
                const QStringList&, const QVariantMap& hints, int) {
        Q_EMIT shown({program, icon, title, text, QString::number(hints["urgency"].toInt())});
        return 1;
    }

Q_SIGNALS:
    void shown(const QStringList& words);
};

/// logind: whoever holds the other end of the pipe keeps the computer awake.
class Login : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    int readEnd = -1;
    QStringList asked;
    /// True once nobody holds the inhibitor any more.
    [[nodiscard]] bool released() const {
        char byte = 0;
        return readEnd >= 0 && ::read(readEnd, &byte, 1) == 0;
    }
    ~Login() override { ::close(readEnd); }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why,
                                    const QString& mode) {
        asked = {what, who, why, mode};
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
            return {};
        }
        ::close(readEnd);
        readEnd = ends[0];
        QDBusUnixFileDescriptor inhibitor;
        inhibitor.giveFileDescriptor(ends[1]);
        return inhibitor;
    }
};

class FakeDesktop final : public Desktop {
public:
    void notify(const QString& title, const QString& text, bool failed) override {
        notes += QStringList{title, text, failed ? "failed" : "well"}.join('|');
    }
    void keepAwake(const QString& reason) override { awake += reason; }
    void letSleep() override { ++sleeps; }
    QStringList notes;
    QStringList awake;
    int sleeps = 0;
};

struct Jobs : PushBench {
    BundleLibrary library{fakeLook};
    Passphrases passphrases;
    FakeWorkshop workshop;
    NewBundle newBundle{workshop, library, passphrases};
    FakeDesktop desktop;
    bool active = false;
    std::unique_ptr<JobWatch> watch =
        std::make_unique<JobWatch>(flow, newBundle, desktop, [this] { return active; });
};

/// A start of the program in a thread of its own, as another process would do it.
SingleInstance::Role startAgain(const QString& path, const QStringList& files) {
    auto role = SingleInstance::Role::First;
    std::atomic_bool done{false};
    std::thread other([&] {
        SingleInstance second(path);
        role = second.start(files);
        done = true;
    });
    (void)QTest::qWaitFor([&] { return done.load(); }, 30'000);
    other.join();
    return role;
}

} // namespace

class WorkbenchBelongingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecondStartHandsItsBundlesToTheFirst();
    void theSocketIsForItsOwnerOnly();
    void aFirstThatCrashedIsReplaced();
    void withoutARuntimeFolderItGoesOnAlone();
    void whatIsNoHandOverIsDropped_data();
    void whatIsNoHandOverIsDropped();
    void hostileClientsDoNotDisturb();
    void theEndOfAPushIsToldWhereNobodyLooks();
    void aBuildIsToldToo();
    void theComputerStaysAwakeForAsLongAsAJobRuns();
    void theNotificationReachesTheDesktop();
    void theInhibitorIsHeldAndLetGo();
    void anAnswerThatComesTooLateIsLetGo();
    void withoutABusNothingHappens();
};

void WorkbenchBelongingTest::aSecondStartHandsItsBundlesToTheFirst() {
    QTemporaryDir folder;
    const QString path = folder.filePath("window.sock");
    SingleInstance first(path);
    QVERIFY(first.start({}) == SingleInstance::Role::First);
    QSignalSpy opened(&first, &SingleInstance::opened);
    QVERIFY(startAgain(path, {"/bundles/a b.ffb", "/bundles/\u4e2d.ffb"}) ==
            SingleInstance::Role::HandedOver);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toStringList(),
             (QStringList{"/bundles/a b.ffb", QString::fromUtf8("/bundles/\u4e2d.ffb")}));
    QVERIFY(startAgain(path, {}) == SingleInstance::Role::HandedOver); // only to the front
    QTRY_COMPARE(opened.size(), 2);
    QVERIFY(opened[1][0].toStringList().isEmpty());
}

void WorkbenchBelongingTest::theSocketIsForItsOwnerOnly() {
    QTemporaryDir folder;
    SingleInstance first(folder.filePath("window.sock"));
    QVERIFY(first.start({}) == SingleInstance::Role::First);
    struct stat status {};
    QCOMPARE(::stat(qPrintable(folder.filePath("window.sock")), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void WorkbenchBelongingTest::aFirstThatCrashedIsReplaced() {
    QTemporaryDir folder;
    const QString path = folder.filePath("window.sock");
    // What SIGKILL leaves: a socket that nobody listens on, and the lock of a process that is gone.
    QFile lock(path + ".lock");
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write("999999999\nfieldfare-workbench\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    lock.close();
    {
        QLocalServer dead;
        QVERIFY(dead.listen(path));
    }
    QFile left(path);
    QVERIFY(left.exists() || left.open(QIODevice::WriteOnly));
    left.close();
    SingleInstance first(path);
    QVERIFY(first.start({}) == SingleInstance::Role::First);
    QVERIFY(startAgain(path, {}) == SingleInstance::Role::HandedOver);
}

void WorkbenchBelongingTest::withoutARuntimeFolderItGoesOnAlone() {
    SingleInstance nowhere{QString()};
    QVERIFY(nowhere.start({}) == SingleInstance::Role::Alone);
}

void WorkbenchBelongingTest::whatIsNoHandOverIsDropped_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<bool>("good");
    QTest::newRow("bundles") << QByteArray(R"({"open":["/a.ffb","/b/../c.FFB"]})")
                             << QStringList{"/a.ffb", "/c.FFB"} << true;
    QTest::newRow("nothing") << QByteArray(R"({"open":[]})") << QStringList() << true;
    QTest::newRow("no bundles") << QByteArray(R"({"open":["/etc/passwd","relative.ffb","http://x/y.ffb"]})")
                                << QStringList() << true;
    QTest::newRow("another word") << QByteArray(R"({"open":[],"run":"x"})") << QStringList() << false;
    QTest::newRow("numbers") << QByteArray(R"({"open":[1]})") << QStringList() << false;
    QTest::newRow("no JSON") << QByteArray("open /a.ffb") << QStringList() << false;
    QTest::newRow("too many") << handOverLine(QStringList(QList<QString>(33, "/a.ffb"))) << QStringList()
                              << false;
}

void WorkbenchBelongingTest::whatIsNoHandOverIsDropped() {
    QFETCH(QByteArray, line);
    QFETCH(QStringList, files);
    QFETCH(bool, good);
    const auto read = readHandOver(line);
    QCOMPARE(read.has_value(), good);
    QCOMPARE(read.value_or(QStringList()), files);
}

void WorkbenchBelongingTest::hostileClientsDoNotDisturb() {
    QTemporaryDir folder;
    const QString path = folder.filePath("window.sock");
    SingleInstance first(path);
    QVERIFY(first.start({}) == SingleInstance::Role::First);
    QSignalSpy opened(&first, &SingleInstance::opened);
    QLocalSocket flood;
    flood.connectToServer(path);
    QVERIFY(flood.waitForConnected(5000));
    flood.write(QByteArray(300'000, 'x')); // no line feed
    QTRY_VERIFY(flood.state() == QLocalSocket::UnconnectedState);
    QLocalSocket nonsense;
    nonsense.connectToServer(path);
    QVERIFY(nonsense.waitForConnected(5000));
    nonsense.write("nonsense\n");
    QTRY_VERIFY(nonsense.state() == QLocalSocket::UnconnectedState);
    QCOMPARE(opened.size(), 0);
    QVERIFY(startAgain(path, {"/a.ffb"}) == SingleInstance::Role::HandedOver);
}

void WorkbenchBelongingTest::theEndOfAPushIsToldWhereNobodyLooks() {
    Jobs jobs;
    jobs.review();
    jobs.flow.start();
    jobs.finish(0, PushState::Committed);
    jobs.finish(1, PushState::RolledBack);
    jobs.finish(2, PushState::NotStarted);
    QVERIFY(jobs.desktop.notes.isEmpty());
    Q_EMIT jobs.desk.latest->finished();
    QCOMPARE(jobs.desktop.notes.size(), 1);
    QVERIFY(jobs.desktop.notes[0].startsWith("Push gateway-os 2.0|1 committed, 1 failed"));
    QVERIFY(jobs.desktop.notes[0].endsWith("|failed"));
    jobs.active = true; // the person sees it
    jobs.flow.retryFailed();
    jobs.finish(0, PushState::Committed);
    Q_EMIT jobs.desk.latest->finished();
    QCOMPARE(jobs.desktop.notes.size(), 1);
}

void WorkbenchBelongingTest::aBuildIsToldToo() {
    Jobs jobs;
    QTemporaryDir folder;
    jobs.library.setFolder(folder.path());
    QFile image(folder.filePath("gateway-image.ext4"));
    QVERIFY(image.open(QIODevice::WriteOnly) && image.resize(1 << 20));
    jobs.newBundle.begin();
    jobs.newBundle.images()->add(image.fileName());
    QTRY_VERIFY(!jobs.newBundle.images()->looking());
    jobs.newBundle.next();
    jobs.newBundle.setName("gateway-os");
    jobs.newBundle.setVersion("2.2");
    jobs.newBundle.setModels("acme,gateway");
    jobs.newBundle.next();
    jobs.newBundle.setLeaveUnsigned(true);
    jobs.newBundle.next();
    jobs.newBundle.build({});
    QTRY_VERIFY(jobs.newBundle.running());
    QCOMPARE(jobs.desktop.awake.size(), 1);
    jobs.workshop.finish();
    QTRY_VERIFY(!jobs.newBundle.running());
    QCOMPARE(jobs.desktop.notes.size(), 1);
    QVERIFY(jobs.desktop.notes[0].startsWith("The bundle is built|"));
    QCOMPARE(jobs.desktop.sleeps, 1);
}

void WorkbenchBelongingTest::theComputerStaysAwakeForAsLongAsAJobRuns() {
    Jobs jobs;
    jobs.review();
    QVERIFY(jobs.desktop.awake.isEmpty());
    jobs.flow.start();
    QCOMPARE(jobs.desktop.awake, QStringList{"Push gateway-os 2.0"});
    jobs.flow.stop();
    QCOMPARE(jobs.desktop.sleeps, 0); // it is not over yet
    for (std::size_t device = 0; device < 3; ++device) {
        jobs.finish(device, PushState::Stopped);
    }
    Q_EMIT jobs.desk.latest->finished();
    QCOMPARE(jobs.desktop.sleeps, 1);
    jobs.flow.startUntouched();
    QCOMPARE(jobs.desktop.awake.size(), 2);
    jobs.watch.reset(); // the window closes
    QCOMPARE(jobs.desktop.sleeps, 2);
}

void WorkbenchBelongingTest::theNotificationReachesTheDesktop() {
    PrivateBus bus;
    QDBusConnection desktop = bus.connection("desktop");
    Notifications notifications;
    QVERIFY(desktop.registerObject("/org/freedesktop/Notifications", &notifications,
                                   QDBusConnection::ExportAllSlots));
    QVERIFY(desktop.registerService("org.freedesktop.Notifications"));
    QSignalSpy shown(&notifications, &Notifications::shown);
    LiveDesktop live(bus.connection("window"), QDBusConnection(QString()));
    live.notify("Push gateway-os 2.0", "1 committed & <b>well</b>", false);
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(shown[0][0].toStringList(),
             (QStringList{"Fieldfare", "fieldfare-workbench", "Push gateway-os 2.0",
                          "1 committed &amp; &lt;b&gt;well&lt;/b&gt;", "1"}));
    live.notify("Push", "1 failed", true);
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(shown[1][0].toStringList().last(), "2");
}

void WorkbenchBelongingTest::theInhibitorIsHeldAndLetGo() {
    PrivateBus bus;
    QDBusConnection system = bus.connection("system");
    Login login;
    QVERIFY(system.registerObject("/org/freedesktop/login1", &login, QDBusConnection::ExportAllSlots));
    QVERIFY(system.registerService("org.freedesktop.login1"));
    {
        LiveDesktop live(QDBusConnection(QString()), bus.connection("window"));
        live.keepAwake("Push gateway-os 2.0");
        QTRY_COMPARE(login.asked, (QStringList{"sleep:idle", "Fieldfare", "Push gateway-os 2.0", "block"}));
        QTest::qWait(100);
        QVERIFY(!login.released());
        live.letSleep();
        QTRY_VERIFY(login.released());
        login.asked.clear();
        live.keepAwake("again");
        QTRY_VERIFY(!login.asked.isEmpty());
        QTest::qWait(100);
        QVERIFY(!login.released());
    }
    QTRY_VERIFY(login.released()); // it ends with the window
}

void WorkbenchBelongingTest::anAnswerThatComesTooLateIsLetGo() {
    PrivateBus bus;
    QDBusConnection system = bus.connection("system");
    Login login;
    QVERIFY(system.registerObject("/org/freedesktop/login1", &login, QDBusConnection::ExportAllSlots));
    QVERIFY(system.registerService("org.freedesktop.login1"));
    LiveDesktop live(QDBusConnection(QString()), bus.connection("window"));
    live.keepAwake("a short job");
    live.letSleep(); // before the answer
    QTRY_VERIFY(!login.asked.isEmpty());
    QTRY_VERIFY(login.released());
}

void WorkbenchBelongingTest::withoutABusNothingHappens() {
    LiveDesktop live{QDBusConnection(QString()), QDBusConnection(QString())};
    live.notify("title", "text", true);
    live.keepAwake("reason");
    live.letSleep();
}

QTEST_GUILESS_MAIN(WorkbenchBelongingTest)
#include "tst_workbench_belonging.moc"
