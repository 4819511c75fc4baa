// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/window.h"
#include "tests/app/workbench/fake_practice.h"
#include "tests/app/workbench/fake_records.h"
#include "tests/app/workbench/fake_workshop.h"
#include "tests/app/workbench/fakes.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSettings>
#include <QTemporaryDir>

namespace fieldfare::app {

/// The real window on faked devices: what the tests of the window and the screenshots look at.
class Scene {
public:
    Scene() {
        QDir(m_folder.path()).mkdir("bundles");
        window = loadWindow(engine, models());
    }
    ~Scene() { delete window; }
    [[nodiscard]] WindowModels models() {
        return {devices,   device,      appearance, clipboard, push,     importer, library,
                newBundle, passphrases, fleet,      laptop,    practice, activity, preferences};
    }

    /// Lets the window live until `ready`, half a minute at most.
    template <typename Ready>
    static bool waitFor(Ready ready) {
        QElapsedTimer time;
        time.start();
        while (!ready() && time.elapsed() < 30'000) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        }
        return ready();
    }
    /// A library with bundles of every kind; the second is the newest one's forerunner.
    void fillLibrary() {
        const QDateTime time(QDate(2026, 11, 20), QTime(9, 31));
        int age = 0;
        for (const char* name : {"gateway-os-2.0", "gateway-os-1.9", "gateway-os-2.1-unsigned",
                                 "pump-os-4.1-strange", "gateway-os-1.8-damaged"}) {
            QFile file(bundlePath(name));
            (void)file.open(QIODevice::WriteOnly);
            (void)file.setFileTime(time.addDays(-7 * age++), QFileDevice::FileModificationTime);
        }
        library.setFolder(m_folder.filePath("bundles"));
        library.refresh();
        (void)waitFor([this] { return !library.looking() && !library.bundles().isEmpty(); });
    }
    [[nodiscard]] QString bundlePath(const char* name) const {
        return m_folder.filePath(QStringLiteral("bundles/") + name + ".ffb");
    }
    /// A new bundle up to its review.
    void reviewBundle() {
        addImages();
        newBundle.next();
        newBundle.setVersion("2.2");
        newBundle.next();
        newBundle.setKey("/keys/release-2026.key");
        newBundle.setCertificate("/keys/release-2026.crt");
        newBundle.next();
    }
    /// A request of this laptop, and a fleet that issued a few keys, one of which ends soon.
    void makeRequest() {
        if (!QFileInfo::exists(requestPath())) {
            laptop.makeRequest("ben", m_folder.path(), {});
            (void)waitFor([this] { return !laptop.busy(); });
        }
    }
    [[nodiscard]] QString requestPath() const { return m_folder.filePath("ben.request"); }
    void openFleet() {
        const Secret words("a few good words");
        const auto giving = [&](std::string_view) -> Result<Secret> { return words.clone(); };
        const UnixTime now = SystemClock().now();
        auto made = Fleet::create(m_folder.filePath("acme-keys").toStdString(),
                                  {.name = "ACME", .now = now, .protection = {1024}}, words);
        for (const auto& [role, name, days] : {std::tuple{Role::Release, "release-2026", 700},
                                               {Role::Technician, "anna", 40},
                                               {Role::Technician, "eve", 300},
                                               {Role::Device, "gateway-017", 7000}}) {
            (void)made->issue({.role = role,
                               .name = name,
                               .now = now,
                               .validity = std::chrono::days(days),
                               .protection = {1024}},
                              giving, giving);
        }
        const auto issued = made->readRegister();
        (void)made->revoke({issued->find("eve").front().publicKey}, now, giving);
        fleet.openFolder(m_folder.filePath("acme-keys"));
        passphrases.keep(fleet.folder(), words.clone());
    }
    void addImages() {
        newBundle.begin();
        for (const char* name : {"gateway-image.ext4", "splash.bin"}) {
            QFile file(m_folder.filePath(name));
            (void)(file.open(QIODevice::WriteOnly) && file.resize(400'000'000));
            newBundle.images()->add(file.fileName());
        }
        (void)waitFor([this] { return !newBundle.images()->looking(); });
    }

    /// A hall of devices in every state that there is.
    void fill() {
        connectDevice("192.168.7.17", goodStatus("gateway-017", "2.0", "1.9"));
        DeviceStatus trial = goodStatus("gateway-018", "2.0", "1.9");
        trial.onTrial = true;
        trial.slots[0].state = SlotState::Trial;
        trial.installation = installation(InstallationState::Trial, 1.0);
        connectDevice("192.168.7.18", trial);
        DeviceStatus receiving = goodStatus("gateway-019", "1.9", "1.8");
        receiving.slots[1].state = SlotState::Bad;
        receiving.slots[1].release.reset();
        receiving.installation = installation(InstallationState::Receiving, 0.42);
        connectDevice("192.168.7.19", receiving);
        DeviceStatus back = goodStatus("gateway-020", "2.0", "3.0");
        back.rolledBack = true;
        back.slots[1].state = SlotState::Bad;
        back.installation = installation(InstallationState::RolledBack, 1.0);
        back.installation->release.version = "3.0";
        back.installation->error = Error(ErrorCode::HealthCheckFailed, {{"check", std::string("network")},
                                                                        {"detail", std::string("no route")}});
        back.installation->health = {{"network", false, "no route to 10.0.0.1"}, {"application", true, ""}};
        connectDevice("192.168.7.20", back);
        connectDevice("192.168.7.21", goodStatus("gateway-021", "1.8", "1.9"));
        connectDevice("192.168.7.22", goodStatus("gateway-022", "2.0", "1.9"));
        Q_EMIT links().latest["192.168.7.22"]->lost(
            Error(ErrorCode::LinkLost, {{"device", std::string("192.168.7.22")}}));
        Q_EMIT finder.found({"pump-4", "pump-4", "acme,pump", "pump-os 4.1", "192.168.7.40"});
        Q_EMIT links().latest["192.168.7.40"]->lost(
            Error(ErrorCode::UntrustedChain, {{"subject", std::string("pump-4")}}));
        Q_EMIT finder.found({"new-board", "", "acme,gateway", "", "192.168.7.41"});
        describe("192.168.7.17", "by the door", "Hall 3");
        describe("192.168.7.18", {}, "Hall 3");
        describe("192.168.7.19", "third cabinet, behind the pumps", "Hall 3");
        const QDateTime issued(QDate(2026, 1, 5), QTime(8, 0));
        const QString digits = QStringLiteral("0123456789abcdef").repeated(4);
        Q_EMIT links().latest["192.168.7.17"]->certificatesArrived(
            {{"gateway-017", "5f", digits, issued, issued.addYears(5)},
             {"ACME devices", "02", digits, issued.addYears(-3), issued.addDays(-1)}});
    }
    void describe(const QString& address, const QString& note, const QString& group) {
        book.describe(book.add(address, {}), note, group);
    }
    /// Opens the page of the device at `address`, with some log and a finished check.
    void openDevice(const QString& address) {
        const int serial = book.add(address, {});
        QMetaObject::invokeMethod(window, "openDevice", Q_ARG(int, serial));
        device.startCheck();
        Q_EMIT checks.latest->passed(CheckStep::Name, address);
        Q_EMIT checks.latest->passed(CheckStep::Port, address + " 8443");
        Q_EMIT checks.latest->passed(CheckStep::Secure, {});
        Q_EMIT checks.latest->passed(CheckStep::Fleet, device.name());
        Q_EMIT checks.latest->passed(CheckStep::Answer, device.runningRelease());
        Q_EMIT checks.latest->doubted(CheckStep::Clock, clockDoubt(std::chrono::seconds(185)));
        device.followLog(true);
        Q_EMIT links().latest[address]->logArrived(
            {"Nov 23 10:14:02 gateway-017 systemd[1]: Started Fieldfare agent.",
             "Nov 23 10:14:02 gateway-017 fieldfare-agent: listening on port 8443",
             "Nov 23 10:14:05 gateway-017 kernel: eth0: link up, 1000 Mbit/s"});
    }
    /// Some acts; `broken`: one of them was changed afterwards.
    void fillActivity(bool broken) {
        const auto at = [](int minute) {
            return UnixTime{std::chrono::seconds(1'795'000'000 + 60 * minute)};
        };
        const auto add = [&](int minute, const char* act, const char* subject, const char* where,
                             const char* result, const char* detail) {
            ActivityEntry entry;
            entry.at = at(minute);
            entry.program = "workbench";
            entry.act = act;
            entry.subject = subject;
            entry.device = where;
            entry.result = result;
            entry.detail = detail;
            (void)recorder.log().append(entry);
        };
        add(0, "fleet-created", "ACME", "", "", "");
        add(1, "key-issued", "release-2026", "", "", "");
        add(9, "bundle-signed", "gateway-os-2.0.ffb", "", "", "/keys/release-2026.key");
        add(30, "push-started", "gateway-os 2.0", "", "", "devices: 3");
        add(33, "push-device", "gateway-os 2.0", "gateway-017", "committed", "");
        add(34, "push-device", "gateway-os 2.0", "gateway-018", "rolled-back",
            "The health check network failed: no route to 10.0.0.1. [health-check-failed]");
        add(34, "push-device", "gateway-os 2.0", "gateway-019", "not-started", "");
        add(34, "push-finished", "gateway-os 2.0", "", "failed",
            "1 committed, 1 failed or went back, 1 not started");
        add(50, "device-rolled-back", "", "gateway-017", "", "");
        add(51, "keys-locked", "", "", "", "");
        if (broken) {
            QFile file(QString::fromStdString(recorder.log().path().string()));
            if (file.open(QIODevice::ReadWrite)) {
                const QByteArray changed = file.readAll().replace("release-2026", "release-2027");
                file.seek(0);
                file.write(changed);
            }
        }
        activity.refresh();
    }
    /// A push that was cut off before this start.
    void cutOff() {
        PushRecord record;
        record.bundlePath = "/good.ffb";
        record.installation = "aa55";
        record.release = "gateway-os 1.9";
        record.startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 14));
        record.devices.resize(6);
        for (std::size_t place = 0; place < 6; ++place) {
            record.devices[place].id = place == 0 ? "gateway-017" : "";
            record.devices[place].ended = place < 2;
            record.devices[place].outcome.state = PushState::Committed;
        }
        (void)records.begin(record);
        push.lookForInterrupted();
    }
    /// The push that runs ends: one well, one badly, the others were not started.
    void endPush() {
        PushOutcome outcome;
        outcome.state = PushState::Committed;
        outcome.sentBytes = 31'000'000;
        Q_EMIT desk.latest->deviceDone(0, outcome);
        outcome = {};
        outcome.state = PushState::RolledBack;
        outcome.error = Error(ErrorCode::HealthCheckFailed,
                              {{"check", std::string("network")}, {"detail", std::string("no route")}});
        Q_EMIT desk.latest->deviceDone(1, outcome);
        for (std::size_t place = 2; place < static_cast<std::size_t>(push.rows()->rowCount()); ++place) {
            Q_EMIT desk.latest->deviceDone(place, PushOutcome());
        }
        Q_EMIT desk.latest->finished();
    }
    int connectDevice(const QString& address, const DeviceStatus& status) {
        const int serial = book.add(address, {});
        Q_EMIT links().latest[address]->statusArrived(status);
        return serial;
    }
    FakeLinks& links() { return m_links; }

    [[nodiscard]] static InstallationStatus installation(InstallationState state, double share) {
        InstallationStatus made;
        made.release = {"gateway-os", "2.0", 1};
        made.state = state;
        made.imageBytes = 400'000'000;
        made.durableBytes = static_cast<std::uint64_t>(share * 400e6);
        return made;
    }

private:
    QTemporaryDir m_folder;
    FakeLinks m_links;
    FakeMemory m_memory;

public:
    FakeFinder finder;
    FakeChecks checks;
    QSettings settings{m_folder.filePath("settings.ini"), QSettings::IniFormat};
    DeviceBook book{m_links, finder, m_memory};
    DevicesPage devices{
        book, [](const QString& text) -> Result<QString> {
            if (text.contains(u' ')) {
                return Error(ErrorCode::BadValue,
                             {{"key", std::string("address")}, {"detail", std::string("it holds a space")}});
            }
            return text;
        }};
    FakeRecords records;
    DevicePage device{book, checks, &records};
    FakeDesk desk;
    PushFlow push{book, desk, &records};
    DeviceImport importer{book, [](const QString& text) -> Result<QString> { return text; }};
    BundleLibrary library{fakeLook};
    Passphrases passphrases;
    FakeWorkshop workshop;
    NewBundle newBundle{workshop, library, passphrases};
    LaptopIdentity laptop{{m_folder.filePath("anna/identity.key").toStdString(),
                           m_folder.filePath("anna/identity.crt").toStdString(),
                           m_folder.filePath("anna/root.crt").toStdString()},
                          m_folder.filePath("anna").toStdString()};
    FleetKeys fleet{passphrases, m_folder.filePath("anna")};
    FakeRoom room;
    Practice practice{book, room};
    ActivityRecorder recorder{ActivityLog(m_folder.filePath("activity.log").toStdString())};
    ActivityPage activity{recorder};
    Preferences preferences{
        settings,
        Error(ErrorCode::BadConfig, {{"path", std::string("~/.config/fieldfare/workbench.ini")},
                                     {"key", std::string("appearance/theme")},
                                     {"line", std::uint64_t{3}},
                                     {"detail", std::string("the value is not known; the default holds")}})};
    Appearance appearance{settings};
    Clipboard clipboard;
    QQmlApplicationEngine engine;
    QQuickWindow* window = nullptr;
};

} // namespace fieldfare::app
