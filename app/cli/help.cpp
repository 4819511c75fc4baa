// SPDX-License-Identifier: Apache-2.0
#include "app/cli/help.h"

#include "app/cli/terminal_text.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

constexpr int leftColumns = 30;

QString translated(const char* source) {
    return *source == '\0' ? QString() : QCoreApplication::translate("Cli", source);
}

QString entry(const QString& left, const QString& right) {
    const QString indented = QStringLiteral("  ") + left;
    if (columnsOf(indented) + 2 > leftColumns) {
        return indented + u'\n' + QString(leftColumns, u' ') + right + u'\n';
    }
    return padded(indented, leftColumns) + right + u'\n';
}

QString optionEntry(const OptionSpec& option) {
    QString left = QStringLiteral("--") + QLatin1String(option.name);
    if (option.valueName != nullptr) {
        left += u' ' + QLatin1String(option.valueName);
    }
    QString right = translated(option.help);
    if (option.repeat == OptionSpec::Repeat::Many) {
        right += u' ' + QCoreApplication::translate("Cli", "(may be given more than once)");
    }
    return entry(left, right);
}

QString section(const QString& title, const QString& body) {
    return body.isEmpty() ? QString() : u'\n' + title + u'\n' + body;
}

} // namespace

QString usageLine(const CommandSpec& spec, const std::vector<std::string>& path) {
    QString line = QStringLiteral("fieldfare");
    for (const std::string& word : path) {
        line += u' ' + QString::fromStdString(word);
    }
    if (!spec.subcommands.empty()) {
        return line + u' ' + QCoreApplication::translate("Cli", "COMMAND [options]");
    }
    using Presence = PositionalSpec::Presence;
    for (const PositionalSpec& positional : spec.positionals) {
        const QString name = QLatin1String(positional.name);
        switch (positional.presence) {
        case Presence::Required:
            line += u' ' + name;
            break;
        case Presence::Optional:
            line += QStringLiteral(" [%1]").arg(name);
            break;
        case Presence::AnyNumber:
            line += QStringLiteral(" [%1 ...]").arg(name);
            break;
        case Presence::OneOrMore:
            line += QStringLiteral(" %1 [%1 ...]").arg(name);
            break;
        }
    }
    return line + u' ' + QCoreApplication::translate("Cli", "[options]");
}

QString helpText(const CommandSpec& spec, const std::vector<std::string>& path) {
    QString text = QCoreApplication::translate("Cli", "Usage: %1").arg(usageLine(spec, path)) +
                   QStringLiteral("\n\n") + translated(spec.summary) + QStringLiteral(".\n");
    if (const QString details = translated(spec.details); !details.isEmpty()) {
        text += u'\n' + details + u'\n';
    }
    QString commands;
    for (const CommandSpec& sub : spec.subcommands) {
        commands += entry(QLatin1String(sub.name), translated(sub.summary));
    }
    QString arguments;
    for (const PositionalSpec& positional : spec.positionals) {
        arguments += entry(QLatin1String(positional.name), translated(positional.help));
    }
    QString options;
    for (const OptionSpec& option : spec.options) {
        options += optionEntry(option);
    }
    QString common;
    for (const OptionSpec& option : commonOptions()) {
        common += optionEntry(option);
    }
    QString examples;
    for (const char* example : spec.examples) {
        examples += QStringLiteral("  ") + QString::fromUtf8(example) + u'\n';
    }
    text += section(QCoreApplication::translate("Cli", "Commands:"), commands);
    text += section(QCoreApplication::translate("Cli", "Arguments:"), arguments);
    text += section(QCoreApplication::translate("Cli", "Options:"), options);
    text += section(QCoreApplication::translate("Cli", "Options of every command:"), common);
    text += section(QCoreApplication::translate("Cli", "Examples:"), examples);
    return text;
}

} // namespace fieldfare::app
