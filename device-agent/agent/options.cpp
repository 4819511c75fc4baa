// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/options.h"

namespace fieldfare::agent {

const char* const helpText =
    R"(fieldfare-agent: the device's end of the network. Needs no privileges; fieldfare-installer does the work.

  --config FILE    configuration (default: /etc/fieldfare/device.toml)
  --check-config   read configuration, certificates and key, say what is wrong, and end
  --version        print the version and end
  --help           print this and end

It runs in the foreground, logs to stderr, and ends on SIGTERM. With network.port = 0 it takes any free port and logs it.
A listening TCP socket passed by the service manager (LISTEN_FDS) is used instead of opening one.
Exit status: 0 after SIGTERM or if all is well, 1 if something failed, 2 if the command line was not understood.
)";

Result<Options> parseOptions(std::span<char* const> arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--config" && i + 1 < arguments.size()) {
            options.config = arguments[++i];
        } else if (argument.starts_with("--config=")) {
            options.config = argument.substr(std::string_view("--config=").size());
        } else if (argument == "--check-config") {
            options.action = Action::CheckConfig;
        } else if (argument == "--help" || argument == "-h") {
            options.action = Action::ShowHelp;
        } else if (argument == "--version") {
            options.action = Action::ShowVersion;
        } else {
            return Error(ErrorCode::BadUsage, {{"detail", std::string(argument)}});
        }
    }
    return options;
}

} // namespace fieldfare::agent
