// SPDX-License-Identifier: Apache-2.0
#include "core/base/service_notify.h"
#include "device-agent/installer/cli.h"
#include "device-agent/installer/device_trust.h"
#include "device-agent/installer/device_view.h"
#include "device-agent/installer/lifecycle.h"
#include "device-agent/installer/server.h"
#include "device-agent/installer/system_services.h"

#include <cstdio>
#include <fcntl.h>

namespace fieldfare::installer {
namespace {

constexpr int firstPassedSocket = 3; // SD_LISTEN_FDS_START

Result<UniqueFd> listeningSocket(const Arguments& arguments) {
    if (!arguments.listen.empty()) {
        return listenAt(arguments.listen);
    }
    if (takeListenSockets() < 1) {
        return Error(ErrorCode::BadUsage,
                     {{"detail", std::string("no socket was passed: use --listen PATH")}});
    }
    ::fcntl(firstPassedSocket, F_SETFD, FD_CLOEXEC);
    return UniqueFd(firstPassedSocket);
}

/// For the log: from now on nothing is installed.
void tellRevocationsFault(Services& services) {
    const auto view = DeviceView::read(services);
    const auto trust =
        view.ok() ? DeviceTrust::load(services, view->floors) : Result<DeviceTrust>(view.error());
    if (trust.ok() && trust->revocationsFault()) {
        std::fprintf(stderr, "fieldfare-installer: %s\n", describeLine(*trust->revocationsFault()).c_str());
    }
}

} // namespace

Result<ExitCode> serveCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    FF_TRY(const UniqueFd socket, listeningSocket(arguments));
    FF_TRY(const auto system, SystemServices::open(config));
    if (auto lock = InstanceLock::take(config.stateFolder);
        lock.ok()) { // else somebody is at work, and will tell
        if (auto log = InstallationLog::open(system->services().state); log.ok()) {
            (void)reconcile(system->services(),
                            *log); // a broken boot environment must not keep the status away
        }
    }
    tellRevocationsFault(system->services());
    ServerOptions options;
    options.idleExit = arguments.listen.empty() ? arguments.idleExit : std::chrono::seconds(0);
    options.goOn = [] { return signalledControl().wish() == Wish::GoOn; };
    const OpenServices open = [&config]() -> Result<std::unique_ptr<OpenedServices>> {
        FF_TRY(auto opened, SystemServices::open(config));
        return std::unique_ptr<OpenedServices>(std::move(opened));
    };
    Server server(system->services(), open, std::move(options));
    FF_CHECK(server.run(socket.get()));
    return ExitCode::Done;
}

} // namespace fieldfare::installer
