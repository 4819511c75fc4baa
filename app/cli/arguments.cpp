// SPDX-License-Identifier: Apache-2.0
#include "app/cli/arguments.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <numeric>

namespace fieldfare::app {

namespace {

Error usageError(const QString& detail) {
    return Error(ErrorCode::BadUsage, {{"detail", detail.toStdString()}});
}

QString text(const char* source) {
    return QCoreApplication::translate("Cli", source);
}

QString withSuggestion(const QString& detail, const std::string& suggestion) {
    if (suggestion.empty()) {
        return detail;
    }
    return detail + u' ' +
           text(QT_TRANSLATE_NOOP("Cli", "(did you mean %1?)")).arg(QString::fromStdString(suggestion));
}

std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

const std::vector<OptionSpec>& commonOptions() {
    static const std::vector<OptionSpec> options = {
        {"json", nullptr, QT_TRANSLATE_NOOP("Cli", "Print one JSON document instead of text, errors too")},
        {"quiet", nullptr, QT_TRANSLATE_NOOP("Cli", "Print results and errors only, no progress")},
        {"passphrase-file", "FILE",
         QT_TRANSLATE_NOOP("Cli",
                           "Read the passphrase from the first line of FILE (or set FIELDFARE_PASSPHRASE)"),
         OptionSpec::Repeat::Once, Completes::Files},
        {"help", nullptr, QT_TRANSLATE_NOOP("Cli", "Show this help")},
        {"version", nullptr, QT_TRANSLATE_NOOP("Cli", "Show the version")},
    };
    return options;
}

std::string nearMiss(std::string_view word, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t bestDistance = word.size() <= 3 ? 2 : word.size() <= 6 ? 3 : 4; // fewer edits than this
    if (word.size() > 64) {
        return best;
    }
    for (const std::string& candidate : candidates) {
        const bool isStart = word.size() >= 3 && candidate.starts_with(word);
        const std::size_t distance = isStart ? 1 : editDistance(word, candidate);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

bool Arguments::has(std::string_view option) const {
    return std::any_of(m_options.begin(), m_options.end(),
                       [&](const Given& given) { return given.name == option; });
}

std::optional<std::string> Arguments::value(std::string_view option) const {
    const std::vector<std::string> all = values(option);
    return all.empty() ? std::nullopt : std::optional(all.back());
}

std::string Arguments::valueOr(std::string_view option, std::string fallback) const {
    return value(option).value_or(std::move(fallback));
}

std::vector<std::string> Arguments::values(std::string_view option) const {
    std::vector<std::string> found;
    for (const Given& given : m_options) {
        if (given.name == option) {
            found.push_back(given.value);
        }
    }
    return found;
}

Result<std::uint64_t> Arguments::numberOr(std::string_view option, std::uint64_t fallback, std::uint64_t min,
                                          std::uint64_t max) const {
    const std::optional<std::string> given = value(option);
    if (!given) {
        return fallback;
    }
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(given->data(), given->data() + given->size(), number);
    if (code != std::errc() || end != given->data() + given->size() || number < min || number > max) {
        return usageError(
            text(QT_TRANSLATE_NOOP("Cli", "--%1 takes a whole number from %2 to %3, not \"%4\""))
                .arg(QString::fromUtf8(option.data(), static_cast<qsizetype>(option.size())))
                .arg(min)
                .arg(max)
                .arg(QString::fromStdString(*given)));
    }
    return number;
}

std::string Arguments::positional(std::size_t index) const {
    return index < m_positionals.size() ? m_positionals[index] : std::string();
}

class ArgumentParser {
public:
    ArgumentParser(const CommandSpec& root, std::span<const std::string> words)
        : m_words(words) {
        m_arguments.m_spec = &root;
    }

    Result<Arguments> parse() {
        bool onlyPositionals = false;
        while (m_at < m_words.size()) {
            const std::string& word = m_words[m_at++];
            if (!onlyPositionals && word == "--") {
                onlyPositionals = true;
            } else if (!onlyPositionals && word.size() > 1 && word[0] == '-') {
                FF_CHECK(readOption(word));
            } else if (!m_arguments.spec().subcommands.empty()) {
                FF_CHECK(readCommandWord(word));
            } else {
                m_arguments.m_positionals.push_back(word);
            }
        }
        if (!m_arguments.has("help") && !m_arguments.has("version")) {
            FF_CHECK(checkCompleteness());
        }
        return std::move(m_arguments);
    }

private:
    Result<> readCommandWord(const std::string& word) {
        std::vector<std::string> names;
        for (const CommandSpec& sub : m_arguments.spec().subcommands) {
            if (word == sub.name) {
                m_arguments.m_path.push_back(word);
                m_arguments.m_spec = &sub;
                return {};
            }
            names.emplace_back(sub.name);
        }
        return usageError(withSuggestion(
            text(QT_TRANSLATE_NOOP("Cli", "there is no command \"%1\"")).arg(QString::fromStdString(word)),
            nearMiss(word, names)));
    }

    Result<> readOption(const std::string& word) {
        const std::size_t equals = word.find('=');
        std::string name = word.substr(0, equals);
        name = name == "-h"             ? "help"
               : name == "-q"           ? "quiet"
               : name.starts_with("--") ? name.substr(2)
                                        : name;
        const OptionSpec* spec = findOption(name);
        if (spec == nullptr) {
            return unknownOption(word.substr(0, equals), name);
        }
        const bool inlineValue = equals != word.npos;
        if (spec->valueName == nullptr && inlineValue) {
            return usageError(
                text(QT_TRANSLATE_NOOP("Cli", "--%1 takes no value")).arg(QString::fromStdString(name)));
        }
        if (spec->repeat == OptionSpec::Repeat::Once && m_arguments.has(name)) {
            return usageError(
                text(QT_TRANSLATE_NOOP("Cli", "--%1 was given twice")).arg(QString::fromStdString(name)));
        }
        std::string value;
        if (inlineValue) {
            value = word.substr(equals + 1);
        } else if (spec->valueName != nullptr) {
            // A value that begins with -- is written as --name=--value: far more often the value was
            // forgotten.
            if (m_at == m_words.size() || m_words[m_at].starts_with("--")) {
                return usageError(text(QT_TRANSLATE_NOOP("Cli", "--%1 needs a value (%2)"))
                                      .arg(QString::fromStdString(name), QLatin1String(spec->valueName)));
            }
            value = m_words[m_at++];
        }
        m_arguments.m_options.push_back({std::move(name), std::move(value)});
        return {};
    }

    const OptionSpec* findOption(std::string_view name) const {
        for (const auto* options : {&m_arguments.spec().options, &commonOptions()}) {
            for (const OptionSpec& option : *options) {
                if (name == option.name) {
                    return &option;
                }
            }
        }
        return nullptr;
    }

    Error unknownOption(const std::string& word, const std::string& name) const {
        std::vector<std::string> names;
        for (const auto* options : {&m_arguments.spec().options, &commonOptions()}) {
            for (const OptionSpec& option : *options) {
                names.emplace_back(option.name);
            }
        }
        const std::string meant = nearMiss(name, names);
        return usageError(withSuggestion(
            text(QT_TRANSLATE_NOOP("Cli", "there is no option %1 here")).arg(QString::fromStdString(word)),
            meant.empty() ? meant : "--" + meant));
    }

    Result<> checkCompleteness() const {
        const CommandSpec& spec = m_arguments.spec();
        if (!spec.subcommands.empty()) {
            return usageError(m_arguments.path().empty()
                                  ? text(QT_TRANSLATE_NOOP("Cli", "a command is missing"))
                                  : text(QT_TRANSLATE_NOOP("Cli", "after \"%1\" a command is missing"))
                                        .arg(QString::fromStdString(m_arguments.path().back())));
        }
        using Presence = PositionalSpec::Presence;
        std::size_t least = 0;
        bool noLimit = false;
        for (const PositionalSpec& positional : spec.positionals) {
            const bool needed =
                positional.presence == Presence::Required || positional.presence == Presence::OneOrMore;
            if (needed && m_arguments.positionals().size() <= least) {
                return usageError(
                    text(QT_TRANSLATE_NOOP("Cli", "%1 is missing")).arg(QLatin1String(positional.name)));
            }
            least += needed ? 1 : 0;
            noLimit = noLimit || positional.presence == Presence::AnyNumber ||
                      positional.presence == Presence::OneOrMore;
        }
        if (!noLimit && m_arguments.positionals().size() > spec.positionals.size()) {
            return usageError(
                text(QT_TRANSLATE_NOOP("Cli", "\"%1\" is one argument too many"))
                    .arg(QString::fromStdString(m_arguments.positionals()[spec.positionals.size()])));
        }
        return {};
    }

    std::span<const std::string> m_words;
    std::size_t m_at = 0;
    Arguments m_arguments;
};

Result<Arguments> parseArguments(const CommandSpec& root, std::span<const std::string> words) {
    return ArgumentParser(root, words).parse();
}

} // namespace fieldfare::app
