// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/cli_arguments.h"

#include <algorithm>
#include <charconv>

namespace fieldfare::installer {
namespace {

struct Command {
    const char* name;
    const char* operand; ///< How its operand is called; empty: takes none.
    const char* options; ///< Beside the common ones.
    const char* help;
};

constexpr std::array commands = {
    Command{"install", "FILE_OR_URL", "--allow-older --reboot --ca",
            "Installs a bundle into the other slot and switches to it, on trial. The same command goes on "
            "after an\n"
            "interruption. URL: http or https, from a server with range requests.\n"
            "  --allow-older   also an older version of the same epoch\n"
            "  --reboot        reboot when it is installed\n"
            "  --ca FILE       trust these authorities (PEM) for https instead of the system's\n"},
    Command{"status", "", "", "Shows what runs, what is installed, and how the last installation ended.\n"},
    Command{"commit", "", "", "Keeps the release that is on trial.\n"},
    Command{
        "rollback", "", "",
        "Goes back to the other slot: from a trial, from a switch that waits for its reboot, or from a "
        "committed\n"
        "release if the one before is good and not below the epoch floor. Reboots where that is needed.\n"},
    Command{"cancel", "ID", "", "Gives up an interrupted or paused installation.\n"},
    Command{"adopt", "FILE", "",
            "For provisioning: checks that the booted slot holds exactly the release in this bundle and "
            "keeps its\n"
            "name, epoch and index, as if it had been installed.\n"},
    Command{"check-config", "", "",
            "Checks device.toml, the slots and the boot environment. Also: --check-config.\n"},
    Command{"boot", "", "",
            "Run once at each boot: makes journal, boot environment and epoch floor agree.\n"},
    Command{
        "trial", "", "",
        "Run at each boot: if the release is on trial, runs the health checks and commits or goes back.\n"},
    Command{"serve", "", "--listen --idle-exit",
            "Serves the agent on a Unix socket: the one that systemd passes, or\n"
            "  --listen PATH   one at PATH\n"
            "  --idle-exit N   end after N seconds without a client, when systemd passed the socket (60; 0: "
            "never)\n"},
};

const Command* find(const std::string& name) {
    const auto found =
        std::find_if(commands.begin(), commands.end(), [&](const Command& c) { return name == c.name; });
    return found == commands.end() ? nullptr : &*found;
}

Error usage(std::string detail) {
    return Error(ErrorCode::BadUsage, {{"detail", std::move(detail)}});
}

/// Reads options and operands; `next` gives the value of an option.
class Parser {
public:
    explicit Parser(const std::vector<std::string>& words)
        : m_words(words) {}
    Result<Arguments> run() {
        for (; m_at < m_words.size(); ++m_at) {
            const std::string& word = m_words[m_at];
            FF_CHECK(word.starts_with("--") ? option(word) : operand(word));
        }
        return finish();
    }

private:
    Result<std::string> value() {
        if (m_at + 1 >= m_words.size()) {
            return usage(m_words[m_at] + " needs a value");
        }
        return m_words[++m_at];
    }
    Result<> option(const std::string& word) {
        m_options.push_back(word);
        if (word == "--help") {
            m_result.help = true;
        } else if (word == "--version") {
            m_result.version = true;
        } else if (word == "--json") {
            m_result.json = true;
        } else if (word == "--check-config") {
            return operand("check-config");
        } else if (word == "--allow-older") {
            m_result.older = OlderVersions::Allow;
        } else if (word == "--reboot") {
            m_result.after = AfterInstall::Reboot;
        } else {
            return optionWithValue(word);
        }
        return {};
    }
    Result<> optionWithValue(const std::string& word) {
        if (word != "--config" && word != "--ca" && word != "--listen" && word != "--idle-exit") {
            return usage("the option " + word + " is not known");
        }
        FF_TRY(const std::string text, value());
        if (word == "--config") {
            m_result.config = text;
        } else if (word == "--ca") {
            m_result.caFile = text;
        } else if (word == "--listen") {
            m_result.listen = text;
        } else {
            unsigned seconds = 0;
            const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
            if (fault != std::errc() || end != text.data() + text.size()) {
                return usage("--idle-exit needs a number of seconds");
            }
            m_result.idleExit = std::chrono::seconds(seconds);
        }
        return {};
    }
    Result<> operand(const std::string& word) {
        if (m_result.command.empty()) {
            m_result.command = word;
            return {};
        }
        if (!m_result.operand.empty()) {
            return usage("there is one operand too many: " + word);
        }
        m_result.operand = word;
        return {};
    }
    Result<Arguments> finish() {
        if (m_result.help || m_result.version) {
            return m_result;
        }
        const Command* command = find(m_result.command);
        if (command == nullptr) {
            return usage(m_result.command.empty() ? "a command is missing"
                                                  : "the command " + m_result.command + " is not known");
        }
        const bool wantsOperand = command->operand[0] != '\0';
        if (wantsOperand == m_result.operand.empty()) {
            return usage(wantsOperand ? m_result.command + " needs " + command->operand
                                      : m_result.command + " takes no operand");
        }
        for (const std::string& word : m_options) {
            const bool common = word == "--config" || word == "--json" || word == "--check-config";
            if (!common && std::string_view(command->options).find(word) == std::string_view::npos) {
                return usage(word + " is not for " + m_result.command);
            }
        }
        return m_result;
    }

    const std::vector<std::string>& m_words;
    std::size_t m_at = 0;
    std::vector<std::string> m_options;
    Arguments m_result;
};

} // namespace

Result<Arguments> parseArguments(const std::vector<std::string>& words) {
    return Parser(words).run();
}

std::string helpFor(const std::string& name) {
    const Command* command = find(name);
    std::string text = "Usage: fieldfare-installer [--config device.toml] ";
    if (command != nullptr) {
        text += std::string(command->name) +
                (command->operand[0] ? std::string(" ") + command->operand : "") + " [OPTION...]\n\n" +
                command->help;
    } else {
        text += "COMMAND [OPTION...]\n\nWrites updates into the slots of this device and switches between "
                "them.\n\n";
        for (const Command& c : commands) {
            std::string head =
                std::string("  ") + c.name + (c.operand[0] ? std::string(" ") + c.operand : "");
            head.resize(std::max<std::size_t>(head.size() + 2, 24), ' ');
            const std::string_view help(c.help);
            text += head + std::string(help.substr(0, help.find_first_of(".\n"))) + "\n";
        }
    }
    text += "\nCommon options:\n"
            "  --config FILE   the device's configuration (/etc/fieldfare/device.toml)\n"
            "  --json          one JSON object on stdout\n"
            "  --help, --version\n"
            "\nExit codes:\n"
            "  0 done   1 failed   2 wrong usage   3 the bundle or request was refused, nothing was touched\n"
            "  4 interrupted: the same command goes on   5 the configuration is not valid\n"
            "  6 the release on trial went back: a restart was asked for\n";
    return text;
}

} // namespace fieldfare::installer
