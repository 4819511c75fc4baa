// SPDX-License-Identifier: Apache-2.0
#include "app/client/avahi_discovery.h"
#include "app/store/device_store.h"
#include "app/store/old_device_file.h"
#include "app/store/push_store.h"
#include "app/text/translations.h"
#include "app/workbench/activity_wiring.h"
#include "app/workbench/languages.h"
#include "app/workbench/live/desktop_theme.h"
#include "app/workbench/live/live_check.h"
#include "app/workbench/live/live_desktop.h"
#include "app/workbench/live/live_finder.h"
#include "app/workbench/live/live_link.h"
#include "app/workbench/live/live_practice.h"
#include "app/workbench/live/live_push.h"
#include "app/workbench/live/live_workshop.h"
#include "app/workbench/live/single_instance.h"
#include "app/workbench/no_memory.h"
#include "app/workbench/report_pdf.h"
#include "app/workbench/window.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSettings>
#include <QStandardPaths>

#ifdef FIELDFARE_WINDOW_PROBE
#include "app/workbench/probe.h"
#endif

#include <csignal>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

std::optional<std::string> given(const QCommandLineParser& parser, const QString& option) {
    return parser.isSet(option) ? std::optional(parser.value(option).toStdString()) : std::nullopt;
}

/// What the program was started with.
struct Start {
    IdentityPaths identity;
    bool named =
        false; ///< The identity is named: this is another laptop, so to speak, with a window of its own.
    QStringList files;
};

Start readCommandLine(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "Workbench", "Updates for devices in the field: the technician's window."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {"key", QCoreApplication::translate("Workbench", "The technician's private key."), "FILE"});
    parser.addOption(
        {"cert", QCoreApplication::translate("Workbench", "The technician's certificate."), "FILE"});
    parser.addOption(
        {"trust", QCoreApplication::translate("Workbench", "The root certificate of the fleet."), "FILE"});
    parser.addPositionalArgument(
        "bundle", QCoreApplication::translate("Workbench", "The bundle (.ffb) to show."), "[X.ffb]");
    parser.process(application);
    Start start;
    start.identity =
        IdentityPaths::resolve(given(parser, "key"), given(parser, "cert"), given(parser, "trust"));
    start.named = parser.isSet("key") || parser.isSet("cert") || parser.isSet("trust");
    for (const QString& file : parser.positionalArguments()) {
        const QUrl url(file); // desktops give paths, and some give addresses
        start.files += QFileInfo(url.isLocalFile() ? url.toLocalFile() : file).absoluteFilePath();
    }
    return start;
}

/// The laptop's memory, if it can be opened.
struct Memory {
    Result<> state;
    std::unique_ptr<DeviceStore> devices;
    std::unique_ptr<PushStore> pushes;
    NoMemory none;

    Memory() {
        const auto path = Database::defaultPath();
        const auto database = Database::open(path);
        if (!database) {
            state = database.error();
            return;
        }
        devices = std::make_unique<DeviceStore>(*database);
        pushes = std::make_unique<PushStore>(*database);
        const auto old = path.parent_path() / "workbench-devices.json";
        state = takeOverDeviceFile(QString::fromStdString(old.string()), *devices);
    }
    DeviceMemory& ofDevices() { return devices ? static_cast<DeviceMemory&>(*devices) : none; }
};

QString defaultBundleFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Fieldfare");
}

Result<QString> canonicalAddress(const QString& text) {
    FF_TRY(const DeviceAddress address, DeviceAddress::parse(text));
    return address.toString();
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    prepareQuick();
    QGuiApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fieldfare"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FIELDFARE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Fieldfare"));
    QGuiApplication::setDesktopFileName(QStringLiteral("fieldfare-workbench"));

    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("fieldfare"),
                       QStringLiteral("workbench"));
    Preferences preferences(settings, checkSettings(settings.fileName()));
    Appearance appearance(settings);
    Languages languages;
    languages.use(appearance.language());
    const Start start = readCommandLine(application);
    const IdentityPaths identityPaths = start.identity;
    SingleInstance instance(start.named ? QString() : SingleInstance::defaultPath());
    if (instance.start(start.files) == SingleInstance::Role::HandedOver) {
        return EXIT_SUCCESS;
    }
    Technician technician(identityPaths);

    Memory memory;
    LivePractice room(PracticeFolder::defaultPlace());
    LiveLinks links(technician, memory.devices.get());
    LiveFinder finder([] { return std::make_unique<AvahiDiscovery>(); });
    finder.setOn(preferences.discovery());
    QObject::connect(&preferences, &Preferences::discoveryChanged, &finder, &LiveFinder::setOn);
    LiveChecks checks(technician);
    DeviceBook book(links, finder, memory.ofDevices());
    book.noteMemory(memory.state);
    Practice practice(book, room);
    DevicesPage devices(book, canonicalAddress);
    DeviceImport importer(book, canonicalAddress);
    DevicePage device(book, checks, memory.pushes.get());
    LivePushDesk desk(technician, memory.devices.get(), &room);
    PushFlow push(book, desk, memory.pushes.get());
    push.setPdfWriter(writePdf);
    BundleLibrary library([&technician](const QString& path) {
        const Result<TrustStore> trust = technician.trust();
        return lookIntoBundle(path, trust ? &*trust : nullptr, laptopTimePolicy(SystemClock()));
    });
    QObject::connect(&technician, &Technician::changed, &library, &BundleLibrary::judgeAnew);
    QObject::connect(&library, &BundleLibrary::folderChanged,
                     [&](const QString& folder) { settings.setValue("bundles/folder", folder); });
    Passphrases passphrases;
    passphrases.setMinutes(settings.value("security/passphraseMinutes", passphrases.minutes()).toInt());
    QObject::connect(&passphrases, &Passphrases::minutesChanged,
                     [&](int minutes) { settings.setValue("security/passphraseMinutes", minutes); });
    QObject::connect(&passphrases, &Passphrases::locked, &technician, &Technician::lock);
    LaptopIdentity laptop(identityPaths, identityFolder());
    laptop.rememberKey(settings.value("keys/requestKey").toString());
    QObject::connect(&laptop, &LaptopIdentity::requested,
                     [&](const QString& key) { settings.setValue("keys/requestKey", key); });
    laptop.releaseKey()->rememberKey(settings.value("keys/releaseRequestKey").toString());
    QObject::connect(laptop.releaseKey(), &ReleaseKey::requested,
                     [&](const QString& key) { settings.setValue("keys/releaseRequestKey", key); });
    FleetKeys fleet(passphrases, QString::fromStdString(identityFolder().string()));
    QObject::connect(&fleet, &FleetKeys::folderChanged,
                     [&](const QString& folder) { settings.setValue("keys/fleet", folder); });
    const auto takeIdentity = [&](const QString& passphrase) {
        laptop.refresh();
        technician.renew(passphrase);
    };
    QObject::connect(&fleet, &FleetKeys::identityInstalled, &technician, takeIdentity);
    QObject::connect(&laptop, &LaptopIdentity::joined, &technician, takeIdentity);
    QObject::connect(&fleet, &FleetKeys::revoked, &technician, [&] {
        // The list beside the root is another one. A key made with the fleet has the fleet's passphrase.
        const Secret kept = passphrases.recall(fleet.folder()).value_or(Secret());
        technician.renew(
            QString::fromUtf8(kept.reveal().data(), static_cast<qsizetype>(kept.reveal().size())));
    });
    QObject::connect(&technician, &Technician::changed, &book, [&] {
        if (technician.identity()) {
            book.retryAll();
        }
    });
    LiveWorkshop workshop([&technician] { return technician.trust(); });
    NewBundle newBundle(workshop, library, passphrases);
    QObject::connect(laptop.releaseKey(), &ReleaseKey::imported, &newBundle,
                     [&](const QString&, const QString&, const QString& key) { newBundle.setKey(key); });
    Clipboard clipboard;
    DesktopTheme desktop;
    QObject::connect(&desktop, &DesktopTheme::darkChanged, &appearance, &Appearance::setSystemIsDark);

    ActivityRecorder recorder{ActivityLog(ActivityLog::defaultPath())};
    ActivityPage activity(recorder);
    activity.setSigner([&technician](ByteView content) -> Result<Bytes> {
        FF_TRY(const auto identity, technician.identity());
        return identity->sign(content, SystemClock().now());
    });
    activity.setUnlocker([&technician](const QString& passphrase) { return technician.unlock(passphrase); });
    recordActs({push, device, newBundle, fleet, laptop, passphrases, practice}, recorder);
    QObject::connect(&technician, &Technician::opened, &recorder,
                     [&] { recorder.note({.act = "key-opened", .subject = technician.keyName()}); });

    LiveDesktop liveDesktop(QDBusConnection::sessionBus(), QDBusConnection::systemBus());
    const JobWatch watch(push, newBundle, liveDesktop,
                         [] { return QGuiApplication::applicationState() == Qt::ApplicationActive; });

    const WindowModels models{devices,  device,   appearance, clipboard,   push,
                              importer, library,  newBundle,  passphrases, fleet,
                              laptop,   practice, activity,   preferences, &technician};
    QQmlApplicationEngine engine;
    QObject::connect(&appearance, &Appearance::languageChanged, &engine, [&](const QString& language) {
        languages.use(language);
        retranslate(engine, models, book);
    });
    QQuickWindow* window = loadWindow(engine, models);
    if (window == nullptr) {
        return EXIT_FAILURE;
    }
#ifdef FIELDFARE_WINDOW_PROBE
    Probe probe(*window);
    probe.start();
#endif
    desktop.start();
    book.start();
    if (const QString kept = settings.value("keys/fleet").toString(); QFileInfo(kept).isDir()) {
        fleet.openFolder(kept); // it is on a stick: often it is not there
    }
    library.setFolder(settings.value("bundles/folder", defaultBundleFolder()).toString());
    push.lookForInterrupted();
    const auto show = [&](const QStringList& files) {
        for (const QString& file : files) {
            window->setProperty("page", "bundles");
            library.open(file);
        }
        window->raise();
        window->requestActivate();
    };
    QObject::connect(&instance, &SingleInstance::opened, window, show);
    if (!start.files.isEmpty()) {
        show(start.files);
    }
    return QGuiApplication::exec();
}
