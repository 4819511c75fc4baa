// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/agent.h"
#include "device-agent/agent/log.h"
#include "device-agent/agent/options.h"

#include <csignal>
#include <cstdio>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

using namespace fieldfare;
using namespace fieldfare::agent;

/// The agent is small and lives for years: memory that a busy moment needed goes back to the system.
void keepMemorySmall() {
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_TRIM_THRESHOLD, 64 << 10);
    ::mallopt(M_TOP_PAD, 16 << 10);
    ::mallopt(M_MMAP_THRESHOLD, 128 << 10);
}

/// No core file with the device's key, no new privileges through programs with the set-user-id bit.
void dropWhatIsNotNeeded() {
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none);
    (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)std::signal(SIGPIPE, SIG_IGN);
}

int fail(const Error& error) {
    logError("fieldfare-agent", error);
    return error.code() == ErrorCode::BadUsage ? 2 : 1;
}

int start(const Options& options) {
    const SystemClock clock;
    auto config = device::loadDeviceConfig(options.config);
    if (!config.ok()) {
        return fail(config.error());
    }
    auto identity = loadIdentity(*config, clock);
    if (!identity.ok()) {
        return fail(identity.error());
    }
    if (options.action == Action::CheckConfig) {
        std::printf("%s: ok, device %s\n", options.config.c_str(), identity->id().c_str());
        return 0;
    }
    const auto ended = runAgent(*config, std::move(identity).value());
    return ended.ok() ? 0 : fail(ended.error());
}

} // namespace

int main(int count, char** arguments) {
    keepMemorySmall();
    dropWhatIsNotNeeded();
    const auto options = parseOptions(std::span(arguments, static_cast<std::size_t>(count)).subspan(1));
    if (!options.ok()) {
        return fail(options.error());
    }
    if (options->action == Action::ShowHelp) {
        std::fputs(helpText, stdout);
        return 0;
    }
    if (options->action == Action::ShowVersion) {
        std::printf("fieldfare-agent %s\n", FIELDFARE_VERSION);
        return 0;
    }
    return start(*options);
}
