// SPDX-License-Identifier: Apache-2.0
#include "app/cli/virtual_device_command.h"

#include "app/text/amounts.h"
#include "app/virtual-device/factory.h"
#include "app/virtual-device/identity.h"
#include "app/virtual-device/virtual_device.h"

#include <QCoreApplication>

#include <array>
#include <cctype>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

/// "512M", "1G", "64K" or bytes. Errors: BadUsage.
Result<std::uint64_t> slotBytes(const std::string& text) {
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string unit(parsed.ptr, text.data() + text.size());
    constexpr std::array<std::pair<std::string_view, int>, 4> units{
        {{"", 0}, {"K", 10}, {"M", 20}, {"G", 30}}};
    for (const auto& [name, shift] : units) {
        constexpr std::uint64_t most = std::uint64_t{1} << 40;
        if (parsed.ec == std::errc() && unit == name && value <= (most >> shift) &&
            (value << shift) >= 65536) {
            return value << shift;
        }
    }
    return Error(ErrorCode::BadUsage,
                 {{"detail", tr("--slot-size needs a size from 64K to 1024G, such as 512M").toStdString()}});
}

/// "rootfs=IMAGE" or "IMAGE". Errors: BadUsage.
Result<std::filesystem::path> imagePath(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        return std::filesystem::path(text);
    }
    if (text.substr(0, equals) != "rootfs") {
        return Error(
            ErrorCode::BadUsage,
            {{"detail", tr("a virtual device has one slot group: --image rootfs=FILE").toStdString()}});
    }
    return std::filesystem::path(text.substr(equals + 1));
}

/// Ctrl-C and SIGTERM as an event of Qt's loop; a handler may only write to a pipe.
class StopSignals {
public:
    StopSignals() {
        if (::pipe2(s_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
            return;
        }
        m_notifier = std::make_unique<QSocketNotifier>(s_pipe[0], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, QCoreApplication::instance(),
                         [] { QCoreApplication::quit(); });
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
            std::signal(signal, [](int) {
                const char byte = 0;
                [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
            });
        }
    }
    ~StopSignals() {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
            std::signal(signal, SIG_DFL);
        }
        m_notifier.reset();
        ::close(s_pipe[0]);
        ::close(s_pipe[1]);
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    static inline std::array<int, 2> s_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

CommandSpec createSpec() {
    return {"create",
            QT_TRANSLATE_NOOP("Cli", "Make a virtual device in a folder"),
            {{"DIR", QT_TRANSLATE_NOOP("Cli", "A folder that does not exist yet or is empty"),
              PositionalSpec::Presence::Required, Completes::Folders}},
            {{"fleet", "FLEET_DIR",
              QT_TRANSLATE_NOOP("Cli", "The fleet that the device belongs to; issues its keys"),
              OptionSpec::Repeat::Once, Completes::Folders},
             {"name", "NAME", QT_TRANSLATE_NOOP("Cli", "Its name and id; the folder's name by default")},
             {"model", "MODEL",
              QT_TRANSLATE_NOOP("Cli", "What bundles must be compatible with; acme,gateway by default")},
             {"bundle", "X.ffb", QT_TRANSLATE_NOOP("Cli", "The release that it leaves the factory with"),
              OptionSpec::Repeat::Once, Completes::Files},
             {"image", "rootfs=IMAGE", QT_TRANSLATE_NOOP("Cli", "Or a bare image, of which nothing is known"),
              OptionSpec::Repeat::Once, Completes::Files},
             {"slot-size", "SIZE", QT_TRANSLATE_NOOP("Cli", "Of each of the two slots, such as 512M")}},
            QT_TRANSLATE_NOOP(
                "Cli", "The device has two slots and a data folder in files, a redundant U-Boot environment, "
                       "and the configuration device.toml, which may be edited."),
            {"fieldfare virtual-device create gw-1 --fleet fleet --bundle gateway-1.0.ffb"}};
}

CommandSpec runSpec() {
    return {"run",
            QT_TRANSLATE_NOOP("Cli", "Switch a virtual device on and show its console"),
            {{"DIR", QT_TRANSLATE_NOOP("Cli", "The device's folder"), PositionalSpec::Presence::Required,
              Completes::Folders}},
            {{"listen", "ADDRESS", QT_TRANSLATE_NOOP("Cli", "Where its agent listens; 127.0.0.1 by default")},
             {"port", "PORT",
              QT_TRANSLATE_NOOP("Cli", "0, the default: the one of the last time, or any that is free")},
             {"announce", nullptr,
              QT_TRANSLATE_NOOP("Cli", "Make it known on the network (needs avahi-daemon)")}},
            QT_TRANSLATE_NOOP(
                "Cli", "Ctrl-C switches it off; killing this program is a power cut, after which it can be "
                       "switched on again."),
            {"fieldfare virtual-device run gw-1"}};
}

} // namespace

const CommandSpec& VirtualDeviceCommand::spec() const {
    static const CommandSpec spec = [] {
        CommandSpec whole{"virtual-device",
                          QT_TRANSLATE_NOOP("Cli", "Practise on a device without hardware")};
        whole.subcommands = {createSpec(), runSpec()};
        return whole;
    }();
    return spec;
}

Result<ExitCode> VirtualDeviceCommand::run(const Arguments& arguments, CliContext& context) {
    return arguments.subcommand() == "create" ? create(arguments, context) : powerOn(arguments, context);
}

Result<ExitCode> VirtualDeviceCommand::create(const Arguments& arguments, CliContext& context) {
    const auto usage = [](const char* text) {
        return Error(ErrorCode::BadUsage, {{"detail", tr(text).toStdString()}});
    };
    if (!arguments.has("fleet")) {
        return usage(QT_TRANSLATE_NOOP("Cli", "--fleet is missing: the fleet issues the device's keys"));
    }
    if (arguments.has("bundle") && arguments.has("image")) {
        return usage(QT_TRANSLATE_NOOP("Cli", "give either --bundle or --image"));
    }
    const std::filesystem::path fleet = arguments.valueOr("fleet", "");
    FF_TRY(const DeviceFolder where, DeviceFolder::at(arguments.positional(0)));
    FactoryOrder order;
    order.name = arguments.valueOr("name", where.root().filename().string());
    order.model = arguments.valueOr("model", order.model);
    order.bundle = arguments.valueOr("bundle", "");
    if (arguments.has("slot-size")) {
        FF_TRY(order.slotBytes, slotBytes(arguments.valueOr("slot-size", "")));
    }
    if (arguments.has("image")) {
        FF_TRY(order.image, imagePath(arguments.valueOr("image", "")));
    }
    order.fleetRoot = fleet / "root.crt";
    order.issueIdentity = [&](const std::string& name, const std::filesystem::path& folder) {
        return issueDeviceIdentity(fleet, name, folder, context.secrets().provider());
    };
    order.say = [&](const std::string& text) { context.note(QString::fromStdString(text)); };
    FF_TRY(const DeviceFolder folder, buildVirtualDevice(where.root(), order));
    context.line(
        tr("The virtual device %1 is ready: fieldfare virtual-device run %2")
            .arg(QString::fromStdString(order.name), QString::fromStdString(arguments.positional(0))));
    context.document(Json{{"name", order.name}, {"model", order.model}, {"folder", folder.root().string()}});
    return ExitCode::Ok;
}

Result<ExitCode> VirtualDeviceCommand::powerOn(const Arguments& arguments, CliContext& context) {
    FF_TRY(const DeviceFolder folder, DeviceFolder::at(arguments.positional(0)));
    std::error_code failed;
    if (!std::filesystem::exists(folder.config(), failed)) {
        return Error(ErrorCode::NotFound, {{"path", folder.config().string()}});
    }
    RunAddress address;
    address.listen = arguments.valueOr("listen", address.listen);
    address.announce = arguments.has("announce");
    FF_TRY(const std::uint64_t port, arguments.numberOr("port", 0, 0, 65535));
    address.port = static_cast<std::uint16_t>(port);

    std::filesystem::create_directories(folder.run(), failed);
    Console console(
        folder.consoleLog(), [&](const QString& line) { context.line(line); },
        [&](const Json& event) { context.documentLine(event); });
    VirtualDevice device(folder, address, console);
    std::optional<Error> died;
    QObject::connect(&device, &VirtualDevice::dead, &device, [&](const Error& error) {
        died = error;
        QCoreApplication::quit();
    });
    const StopSignals stop;
    FF_CHECK(device.powerOn());
    QCoreApplication::exec();
    device.powerOff();
    if (died) {
        return *died;
    }
    return ExitCode::Ok;
}

} // namespace fieldfare::app
