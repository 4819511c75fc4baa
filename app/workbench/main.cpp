// SPDX-License-Identifier: Apache-2.0
#include "app/client/avahi_discovery.h"
#include "app/store/device_store.h"
#include "app/text/translations.h"
#include "app/workbench/languages.h"
#include "app/workbench/live/desktop_theme.h"
#include "app/workbench/live/file_memory.h"
#include "app/workbench/live/live_check.h"
#include "app/workbench/live/live_finder.h"
#include "app/workbench/live/live_link.h"
#include "app/workbench/live/live_push.h"
#include "app/workbench/window.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSettings>

#include <csignal>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

std::optional<std::string> given(const QCommandLineParser& parser, const QString& option) {
    return parser.isSet(option) ? std::optional(parser.value(option).toStdString()) : std::nullopt;
}

IdentityPaths readCommandLine(const QCoreApplication& application) {
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
    parser.process(application);
    return IdentityPaths::resolve(given(parser, "key"), given(parser, "cert"), given(parser, "trust"));
}

QString memoryPath() {
    const std::filesystem::path folder = DeviceStore::defaultPath().parent_path();
    return QString::fromStdString((folder / "workbench-devices.json").string());
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
    Appearance appearance(settings);
    Languages languages;
    languages.use(appearance.language());
    Technician technician(readCommandLine(application));

    const auto store = DeviceStore::open(DeviceStore::defaultPath());
    FileMemory memory(memoryPath());
    LiveLinks links(technician, store ? store->get() : nullptr);
    LiveFinder finder([] { return std::make_unique<AvahiDiscovery>(); });
    LiveChecks checks(technician);
    DeviceBook book(links, finder, memory);
    DevicesPage devices(book, canonicalAddress);
    DevicePage device(book, checks);
    LivePushDesk desk(technician, store ? store->get() : nullptr);
    PushFlow push(book, desk);
    Clipboard clipboard;
    DesktopTheme desktop;
    QObject::connect(&desktop, &DesktopTheme::darkChanged, &appearance, &Appearance::setSystemIsDark);

    QQmlApplicationEngine engine;
    QObject::connect(&appearance, &Appearance::languageChanged, &engine, [&](const QString& language) {
        languages.use(language);
        engine.retranslate();
    });
    if (loadWindow(engine, {devices, device, appearance, clipboard, push, &technician}) == nullptr) {
        return EXIT_FAILURE;
    }
    desktop.start();
    book.start();
    return QGuiApplication::exec();
}
