// SPDX-License-Identifier: Apache-2.0
#include "app/cli/completion_command.h"

#include "app/cli/command_table.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

/// One case of the script: after the words `path` these words may follow, and these options take a file or
/// folder.
struct CompletionCase {
    std::string path;
    std::string words;
    std::string fileOptions;
    std::string folderOptions;
    std::string valueOptions;
    bool takesFiles = false;
};

void addOption(CompletionCase& entry, const OptionSpec& option) {
    const std::string word = std::string(" --") + option.name;
    entry.words += word;
    if (option.valueName == nullptr) {
        return;
    }
    entry.valueOptions += word;
    if (option.completes == Completes::Files) {
        entry.fileOptions += word;
    } else if (option.completes == Completes::Folders) {
        entry.folderOptions += word;
    }
}

/// Commands nest at most three words deep by construction, so the walk is bounded by the table, not by input.
void collect(const CommandSpec& spec, const std::string& path, std::vector<CompletionCase>& cases) {
    CompletionCase entry{path, {}, {}, {}, {}, false};
    for (const CommandSpec& sub : spec.subcommands) {
        entry.words += std::string(" ") + sub.name;
        collect(sub, path.empty() ? sub.name : path + " " + sub.name, cases);
    }
    for (const PositionalSpec& positional : spec.positionals) {
        entry.takesFiles = entry.takesFiles || positional.completes != Completes::Nothing;
    }
    for (const auto* options : {&spec.options, &commonOptions()}) {
        for (const OptionSpec& option : *options) {
            addOption(entry, option);
        }
    }
    cases.push_back(std::move(entry));
}

constexpr const char* scriptHead = R"(# SPDX-License-Identifier: Apache-2.0
# bash completion for fieldfare; made by: fieldfare completion bash
_fieldfare() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    local path="" words="" files="" folders="" values="" takes_files="" i word skip=""
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ -n $skip ]]; then skip=""; continue; fi
        if [[ $word == -* ]]; then
            _fieldfare_case "$path"
            [[ " $values " == *" $word "* ]] && skip=1
            continue
        fi
        _fieldfare_case "${path:+$path }$word" && path="${path:+$path }$word"
    done
    _fieldfare_case "$path"
    if [[ " $files " == *" $prev "* ]]; then
        COMPREPLY=($(compgen -f -- "$cur"))
    elif [[ " $folders " == *" $prev "* ]]; then
        COMPREPLY=($(compgen -d -- "$cur"))
    elif [[ " $values " == *" $prev "* ]]; then
        COMPREPLY=()
    else
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        [[ -n $takes_files && $cur != -* ]] && COMPREPLY+=($(compgen -f -- "$cur"))
    fi
}
_fieldfare_case() {
    case "$1" in
)";

constexpr const char* scriptTail = R"(    *) return 1 ;;
    esac
}
complete -o filenames -F _fieldfare fieldfare
)";

} // namespace

std::string bashCompletion(const CommandSpec& root) {
    std::vector<CompletionCase> cases;
    collect(root, {}, cases);
    std::string script = scriptHead;
    for (const CompletionCase& entry : cases) {
        script += "    \"" + entry.path + "\") words=\"" + entry.words + "\" files=\"" + entry.fileOptions +
                  "\" folders=\"" + entry.folderOptions + "\" values=\"" + entry.valueOptions +
                  "\" takes_files=\"" + (entry.takesFiles ? "1" : "") + "\" ;;\n";
    }
    return script + scriptTail;
}

const CommandSpec& CompletionCommand::spec() const {
    static const CommandSpec spec{
        "completion",
        QT_TRANSLATE_NOOP("Cli", "Print a script for the shell that completes commands and options"),
        {{"SHELL", QT_TRANSLATE_NOOP("Cli", "The shell; only bash so far"),
          PositionalSpec::Presence::Required, Completes::Nothing}},
        {},
        "",
        {"source <(fieldfare completion bash)",
         "fieldfare completion bash > ~/.local/share/bash-completion/completions/fieldfare"}};
    return spec;
}

Result<ExitCode> CompletionCommand::run(const Arguments& arguments, CliContext& context) {
    if (arguments.positional(0) != "bash") {
        return Error(
            ErrorCode::BadUsage,
            {{"detail",
              QCoreApplication::translate("Cli", "there is a completion for bash only").toStdString()}});
    }
    const std::string script = bashCompletion(programSpec(allCommands()));
    context.line(QString::fromStdString(script));
    context.document(Json{{"script", script}});
    return ExitCode::Ok;
}

} // namespace fieldfare::app
