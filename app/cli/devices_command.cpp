// SPDX-License-Identifier: Apache-2.0
#include "app/cli/devices_command.h"

#include "app/cli/await.h"
#include "app/cli/device_actions.h"
#include "core/base/file.h"

#include <QCoreApplication>

#include <algorithm>

namespace fieldfare::app {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("Cli", source);
}

const char* const revocationsHelp = QT_TRANSLATE_NOOP(
    "Cli", "The fleet's list of withdrawn certificates; its signature is FILE with the ending .cms");

std::vector<CommandSpec> subcommandSpecs() {
    const OptionSpec wait{"wait", "SECONDS",
                          QT_TRANSLATE_NOOP("Cli", "How long to listen for announcements (3)")};
    const OptionSpec lines{"lines", "N", QT_TRANSLATE_NOOP("Cli", "The last N lines (200)")};
    const OptionSpec follow{"follow", nullptr, QT_TRANSLATE_NOOP("Cli", "Go on with new lines until Ctrl-C")};
    const OptionSpec time{"time", "UNIXTIME",
                          QT_TRANSLATE_NOOP("Cli", "Seconds since 1970 instead of this laptop's time")};
    const auto simple = [](const char* name, const char* summary, const char* example) {
        return CommandSpec{name, summary, {}, deviceOptions(), "", {example}};
    };
    std::vector<CommandSpec> specs;
    specs.push_back(
        {"list",
         QT_TRANSLATE_NOOP("Cli", "List the devices on the network and those known from before"),
         {},
         {wait},
         QT_TRANSLATE_NOOP("Cli", "Announcements are hints: who a device is, only its certificate proves."),
         {"fieldfare devices list", "fieldfare devices list --wait 10 --json"}});
    specs.push_back(simple(
        "show", QT_TRANSLATE_NOOP("Cli", "Show what a device runs, its slots and its last installation"),
        "fieldfare devices show --to 192.168.7.2"));
    specs.push_back(simple("watch", QT_TRANSLATE_NOOP("Cli", "Show what happens on a device until Ctrl-C"),
                           "fieldfare devices watch --to gateway-017"));
    specs.push_back({"logs",
                     QT_TRANSLATE_NOOP("Cli", "Print a device's log"),
                     {},
                     deviceOptions({lines, follow}),
                     "",
                     {"fieldfare devices logs --to gateway-017 --lines 50",
                      "fieldfare devices logs --to gateway-017 --follow"}});
    specs.push_back(simple("reboot", QT_TRANSLATE_NOOP("Cli", "Restart devices"),
                           "fieldfare devices reboot --to gateway-017"));
    specs.push_back(simple(
        "commit",
        QT_TRANSLATE_NOOP("Cli", "Commit the release that is on trial, without waiting for its checks"),
        "fieldfare devices commit --to gateway-017"));
    specs.push_back(simple("rollback",
                           QT_TRANSLATE_NOOP("Cli", "Go back to the release before; the device restarts"),
                           "fieldfare devices rollback --to gateway-017"));
    specs.push_back(simple(
        "identify", QT_TRANSLATE_NOOP("Cli", "Make a device show which one it is (a lamp, its screen)"),
        "fieldfare devices identify --to 192.168.7.2"));
    specs.push_back(simple("pause", QT_TRANSLATE_NOOP("Cli", "Pause the installation that is running"),
                           "fieldfare devices pause --to gateway-017"));
    specs.push_back(simple("resume", QT_TRANSLATE_NOOP("Cli", "Let a paused installation go on"),
                           "fieldfare devices resume --to gateway-017"));
    specs.push_back(simple(
        "cancel", QT_TRANSLATE_NOOP("Cli", "End the installation that is running, paused or interrupted"),
        "fieldfare devices cancel --to gateway-017"));
    specs.push_back({"set-clock",
                     QT_TRANSLATE_NOOP("Cli", "Set the clock of devices to the time of this laptop"),
                     {},
                     deviceOptions({time}),
                     "",
                     {"fieldfare devices set-clock --to gateway-017"}});
    specs.push_back({"revocations",
                     QT_TRANSLATE_NOOP(
                         "Cli", "Give devices the list of withdrawn certificates if it is newer than theirs"),
                     {{"revocations.json", revocationsHelp}},
                     deviceOptions(),
                     "",
                     {"fieldfare devices revocations revocations.json --to gateway-017"}});
    specs.push_back({"forget",
                     QT_TRANSLATE_NOOP("Cli", "Forget which device was at an address, after it was replaced"),
                     {},
                     {toOption()},
                     "",
                     {"fieldfare devices forget --to 192.168.7.2"}});
    return specs;
}

/// The installation that a steering command means. Errors: NoInstallation.
Result<std::string> currentInstallation(const DeviceStatus& status) {
    if (!status.installation || hasEnded(status.installation->state)) {
        return Error(ErrorCode::NoInstallation);
    }
    return status.installation->id;
}

DeviceAction steering(const char* verb) {
    return [verb](AgentClient& client, const DeviceStatus& status) -> Result<Json> {
        FF_TRY(const std::string id, currentInstallation(status));
        FF_TRY(const InstallationStatus after,
               await<InstallationStatus>([&](auto done) { client.steer(id, verb, done); }));
        return Json{{"installation", toJson(after)}};
    };
}

DeviceAction acting(const char* verb) {
    return [verb](AgentClient& client, const DeviceStatus&) {
        return await<Json>([&](auto done) { client.act(verb, done); });
    };
}

Result<ExitCode> setClocks(const Arguments& arguments, CliContext& context) {
    constexpr std::uint64_t lastTime = 253402300799; // year 9999
    FF_TRY(const std::uint64_t given, arguments.numberOr("time", 0, 1, lastTime));
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "clock set")),
                        [given](AgentClient& client, const DeviceStatus&) {
                            const UnixTime time =
                                given != 0 ? UnixTime(std::chrono::seconds(given)) : SystemClock().now();
                            return await<Json>([&](auto done) { client.setClock(time, done); });
                        });
}

Result<ExitCode> sendRevocations(const Arguments& arguments, CliContext& context) {
    const std::filesystem::path jsonPath = arguments.positional(0);
    FF_TRY(const Bytes json, readFile(jsonPath, std::size_t{256} << 10));
    FF_TRY(const Bytes cms,
           readFile(std::filesystem::path(jsonPath).replace_extension(".cms"), std::size_t{64} << 10));
    FF_TRY(const TrustStore trust,
           loadTrust(IdentityPaths::resolve(std::nullopt, std::nullopt, arguments.value("trust")).trust));
    FF_TRY(const RevocationList list, openRevocations(json, cms, trust));
    return onEachDevice(arguments, context,
                        text(QT_TRANSLATE_NOOP("Cli", "has list number %1")).arg(list.number),
                        [&](AgentClient& client, const DeviceStatus& status) -> Result<Json> {
                            if (status.revocationNumber >= list.number && !status.revocationsDamaged) {
                                return Json{{"number", status.revocationNumber}};
                            }
                            return await<Json>([&](auto done) {
                                client.setRevocations(std::string(asText(json)), cms, done);
                            });
                        });
}

struct Row {
    const char* name;
    Result<ExitCode> (*run)(const Arguments&, CliContext&);
};

Result<ExitCode> reboot(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "restarts")), acting("reboot"),
                        "device-restarted");
}
Result<ExitCode> commit(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "committed")), acting("commit"),
                        "device-committed");
}
Result<ExitCode> rollback(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "rolls back and restarts")),
                        acting("rollback"), "device-rolled-back");
}
Result<ExitCode> identify(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "shows itself")),
                        acting("identify"));
}
Result<ExitCode> pause(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "paused")), steering("pause"));
}
Result<ExitCode> resume(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "may go on")), steering("unpause"));
}
Result<ExitCode> cancel(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, text(QT_TRANSLATE_NOOP("Cli", "cancelled")), steering("cancel"));
}

constexpr Row rows[] = {{"list", listDevices},
                        {"show", showDevices},
                        {"watch", watchDevice},
                        {"logs", printLogs},
                        {"reboot", reboot},
                        {"commit", commit},
                        {"rollback", rollback},
                        {"identify", identify},
                        {"pause", pause},
                        {"resume", resume},
                        {"cancel", cancel},
                        {"set-clock", setClocks},
                        {"revocations", sendRevocations},
                        {"forget", forgetDevices}};

} // namespace

const CommandSpec& DevicesCommand::spec() const {
    static const CommandSpec spec{"devices",
                                  QT_TRANSLATE_NOOP("Cli", "Find devices, look at them and steer them"),
                                  {},
                                  {},
                                  "",
                                  {"fieldfare devices list", "fieldfare devices show --to 192.168.7.2"},
                                  subcommandSpecs()};
    return spec;
}

Result<ExitCode> DevicesCommand::run(const Arguments& arguments, CliContext& context) {
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& candidate) {
        return arguments.subcommand() == candidate.name;
    });
    return row->run(arguments, context);
}

} // namespace fieldfare::app
