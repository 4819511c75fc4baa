// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command_spec.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>

namespace fieldfare::app {

/// A command line after it was checked against the specs: every option is known, every required argument is
/// there.
class Arguments {
public:
    /// The subcommand that was chosen ("issue"), or empty. With two levels ("keys issue release") see path().
    [[nodiscard]] std::string_view subcommand() const {
        return m_path.size() > 1 ? m_path[1] : std::string_view();
    }
    /// All command words: {"keys", "issue"}.
    [[nodiscard]] const std::vector<std::string>& path() const { return m_path; }
    /// The spec that the words lead to.
    [[nodiscard]] const CommandSpec& spec() const { return *m_spec; }

    [[nodiscard]] bool has(std::string_view option) const;
    /// The value of an option, the last if it came more than once.
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
    [[nodiscard]] std::string valueOr(std::string_view option, std::string fallback) const;
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
    /// A whole number from `min` to `max`. Errors: BadUsage.
    [[nodiscard]] Result<std::uint64_t> numberOr(std::string_view option, std::uint64_t fallback,
                                                 std::uint64_t min, std::uint64_t max) const;
    [[nodiscard]] const std::vector<std::string>& positionals() const { return m_positionals; }
    /// The positional `index`; the parser made sure that required ones are there. Empty if it is not.
    [[nodiscard]] std::string positional(std::size_t index) const;

private:
    friend class ArgumentParser;
    struct Given {
        std::string name;
        std::string value;
    };
    std::vector<std::string> m_path;
    const CommandSpec* m_spec = nullptr;
    std::vector<Given> m_options;
    std::vector<std::string> m_positionals;
};

/// Reads a command line (without the program's name). `root` has every command as a subcommand and must
/// outlive the result.
/// --help and --version end the checks: what is missing then does not matter.
/// Errors: BadUsage, whose detail names the word at fault and, if one is near, what was probably meant.
[[nodiscard]] Result<Arguments> parseArguments(const CommandSpec& root, std::span<const std::string> words);

/// The candidate that `word` was probably meant to be, or empty: at most two edits, and fewer for short
/// words.
[[nodiscard]] std::string nearMiss(std::string_view word, const std::vector<std::string>& candidates);

} // namespace fieldfare::app
