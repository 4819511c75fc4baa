// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::app {

/// What a shell offers to complete for a value.
enum class Completes { Nothing, Files, Folders };

/// A long option, spelled without its dashes. Texts are English sources marked with QT_TRANSLATE_NOOP("Cli",
/// ...).
struct OptionSpec {
    const char* name;
    const char* valueName =
        nullptr; ///< nullptr: a flag. Otherwise as shown in the help: "FILE", "HOST[:PORT]".
    const char* help = "";
    enum class Repeat { Once, Many } repeat = Repeat::Once;
    Completes completes = Completes::Nothing;
};

struct PositionalSpec {
    const char* name; ///< As shown in the help: "X.ffb".
    const char* help = "";
    enum class Presence { Required, Optional, AnyNumber, OneOrMore } presence = Presence::Required;
    Completes completes = Completes::Files;
};

/// A command or subcommand: all that help, parser and completion need to know. One with subcommands takes no
/// arguments of its own.
struct CommandSpec {
    const char* name;
    const char* summary = ""; ///< One line, a verb first, no full stop.
    std::vector<PositionalSpec> positionals = {};
    std::vector<OptionSpec> options = {};
    const char* details = "";               ///< Paragraphs after the usage; may be empty.
    std::vector<const char*> examples = {}; ///< Whole command lines; not translated.
    std::vector<CommandSpec> subcommands = {};
};

/// The options that every command takes: --json, --quiet, --help, --version, --passphrase-file.
[[nodiscard]] const std::vector<OptionSpec>& commonOptions();

} // namespace fieldfare::app
