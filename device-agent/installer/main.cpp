// SPDX-License-Identifier: Apache-2.0
// fieldfare-installer: writes slots and the boot environment. Root on a device, without network.
#include "device-agent/installer/cli.h"

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace fieldfare::installer {

InstallationControl& signalledControl() {
    static InstallationControl control;
    return control;
}

void showError(const Error& error, bool json) {
    if (json) {
        std::printf(
            "%s\n",
            Json{{"error", toJson(error)}}.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    } else {
        std::fprintf(stderr, "fieldfare-installer: %s\n", describeLine(error).c_str());
    }
}

namespace {

void onSignal(int) {
    signalledControl().want(Wish::Interrupt);
}

void catchSignals() {
    struct sigaction action {};
    action.sa_handler = onSignal; // without SA_RESTART: a read that waits comes back
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

using CommandFunction = Result<ExitCode> (*)(const device::DeviceConfig&, const Arguments&);

struct CommandRow {
    std::string_view name;
    CommandFunction run;
};

constexpr std::array table = {
    CommandRow{"install", installCommand},
    CommandRow{"status", statusCommand},
    CommandRow{"commit", commitCommand},
    CommandRow{"rollback", rollbackCommand},
    CommandRow{"cancel", cancelCommand},
    CommandRow{"adopt", adoptCommand},
    CommandRow{"check-config", checkConfigCommand},
    CommandRow{"boot", bootCommand},
    CommandRow{"trial", trialCommand},
    CommandRow{"serve", serveCommand},
};

ExitCode run(const Arguments& arguments) {
    const auto config = device::loadDeviceConfig(arguments.config);
    if (!config.ok()) {
        showError(config.error(), arguments.json);
        return ExitCode::BadConfig;
    }
    for (const CommandRow& row : table) {
        if (row.name == arguments.command) {
            const auto code = row.run(*config, arguments);
            if (code.ok()) {
                return *code;
            }
            showError(code.error(), arguments.json);
            return arguments.command == "check-config" ? ExitCode::BadConfig : ExitCode::Failed;
        }
    }
    return ExitCode::Usage;
}

} // namespace
} // namespace fieldfare::installer

int main(int argc, char** argv) {
    using namespace fieldfare::installer;
    const auto arguments = parseArguments(std::vector<std::string>(argv + 1, argv + argc));
    if (!arguments.ok()) {
        showError(arguments.error(), false);
        return static_cast<int>(ExitCode::Usage);
    }
    if (arguments->version) {
        std::puts("fieldfare-installer " FIELDFARE_VERSION);
        return 0;
    }
    if (arguments->help) {
        std::fputs(helpFor(arguments->command).c_str(), stdout);
        return 0;
    }
    catchSignals();
    return static_cast<int>(run(*arguments));
}
