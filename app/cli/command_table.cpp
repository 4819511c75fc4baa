// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_table.h"

#include "app/cli/activity_command.h"
#include "app/cli/bundle_command.h"
#include "app/cli/completion_command.h"
#include "app/cli/devices_command.h"
#include "app/cli/help.h"
#include "app/cli/keys_command.h"
#include "app/cli/push_command.h"
#include "app/cli/virtual_device_command.h"

#include <QCoreApplication>

#include <algorithm>

namespace fieldfare::app {

CommandList allCommands() {
    CommandList commands;
    // keys, bundle, devices, push, activity, virtual-device: one line each, in this order.
    commands.push_back(std::make_unique<KeysCommand>());
    commands.push_back(std::make_unique<BundleCommand>());
    commands.push_back(std::make_unique<DevicesCommand>());
    commands.push_back(std::make_unique<PushCommand>());
    commands.push_back(std::make_unique<ActivityCommand>());
    commands.push_back(std::make_unique<VirtualDeviceCommand>());
    commands.push_back(std::make_unique<CompletionCommand>());
    return commands;
}

CommandSpec programSpec(const CommandList& commands) {
    CommandSpec root{
        "fieldfare",
        QT_TRANSLATE_NOOP("Cli", "Builds, signs and carries software updates to devices in the field")};
    root.examples = {
        "fieldfare bundle build recipe.toml --out gateway-2.0.ffb --key release.key --cert release.crt",
        "fieldfare devices list",
        "fieldfare push gateway-2.0.ffb --to 192.168.7.2 --reboot --wait-committed"};
    for (const auto& command : commands) {
        root.subcommands.push_back(command->spec());
    }
    return root;
}

namespace {

Command* commandNamed(const CommandList& commands, std::string_view name) {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const auto& command) { return name == command->spec().name; });
    return found == commands.end() ? nullptr : found->get();
}

CliContext contextFor(const Arguments& arguments) {
    std::optional<std::filesystem::path> passphraseFile;
    if (const auto path = arguments.value("passphrase-file")) {
        passphraseFile = *path;
    }
    return {arguments.has("json") ? OutputMode::Json : OutputMode::Text,
            arguments.has("quiet") ? Chattiness::Quiet : Chattiness::Normal, SecretPrompt(passphraseFile)};
}

} // namespace

int runProgram(const CommandList& commands, std::span<const std::string> words) {
    const CommandSpec root = programSpec(commands);
    const auto parsed = parseArguments(root, words);
    if (!parsed) {
        const bool json = std::find(words.begin(), words.end(), "--json") != words.end();
        CliContext(json ? OutputMode::Json : OutputMode::Text, Chattiness::Normal, SecretPrompt())
            .error(parsed.error());
        return static_cast<int>(ExitCode::Usage);
    }
    CliContext context = contextFor(*parsed);
    if (parsed->has("version")) {
        const std::string version = QCoreApplication::applicationVersion().toStdString();
        context.line(QStringLiteral("fieldfare ") + QString::fromStdString(version));
        context.document(Json{{"program", "fieldfare"}, {"version", version}});
        return 0;
    }
    if (parsed->has("help")) {
        const QString help = helpText(parsed->spec(), parsed->path());
        context.json() ? context.document(Json{{"help", help.toStdString()}}) : context.line(help.trimmed());
        return 0;
    }
    Command* command = commandNamed(commands, parsed->path().front());
    const Result<ExitCode> outcome = command->run(*parsed, context);
    if (!outcome) {
        context.error(outcome.error());
        return static_cast<int>(exitCodeOf(outcome.error().code()));
    }
    return static_cast<int>(*outcome);
}

} // namespace fieldfare::app
