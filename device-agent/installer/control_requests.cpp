// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/control_requests.h"

#include "core/base/base64.h"
#include "device-agent/config/build_time.h"
#include "device-agent/installer/device_trust.h"
#include "device-agent/installer/instance_lock.h"

#include <cerrno>
#include <ctime>

namespace fieldfare::installer {
namespace {

constexpr std::chrono::seconds identifyLimit{10};
constexpr std::int64_t latestTime = 4'102'444'800; // 2100-01-01

} // namespace

template <typename Work>
auto ControlRequests::underLock(Work work) -> decltype(work(std::declval<InstallationLog&>())) {
    FF_TRY(const InstanceLock lock, InstanceLock::take(m_services.config.stateFolder));
    FF_TRY(InstallationLog log, InstallationLog::open(m_services.state));
    FF_CHECK(reconcile(m_services, log));
    return work(log);
}

Result<> ControlRequests::commit() {
    return underLock([this](InstallationLog& log) { return commitTrial(m_services, log); });
}

Result<Restart> ControlRequests::rollBack() {
    return underLock([this](InstallationLog& log) { return installer::rollBack(m_services, log); });
}

Result<InstallationStatus> ControlRequests::cancel(const std::string& id) {
    return underLock([&](InstallationLog& log) { return cancelIdle(log, id); });
}

Result<InstallationStatus> ControlRequests::pause(const std::string& id) {
    return underLock([&](InstallationLog& log) { return pauseIdle(log, id); });
}

Result<InstallationStatus> ControlRequests::unpause(const std::string& id) {
    return underLock([&](InstallationLog& log) { return unpauseIdle(log, id); });
}

Result<InstallationStatus> ControlRequests::installation(const std::string& id) {
    FF_TRY(const InstallationLog log, InstallationLog::open(m_services.state));
    if (!log.current() || log.current()->status.id != id) {
        return Error(ErrorCode::NoInstallation, {{"id", id}});
    }
    return log.current()->status;
}

Result<> ControlRequests::identify() {
    if (m_services.config.identifyCommand.empty()) {
        return Error(ErrorCode::NotSupported, {{"detail", std::string("this device has no identify command")},
                                               {"path", std::string("identify")}});
    }
    ProcessRequest request;
    request.argv = m_services.config.identifyCommand;
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    request.timeLimit = identifyLimit;
    FF_TRY(const ProcessOutcome outcome, m_services.processes.run(request));
    if (!outcome.succeeded()) {
        return Error(ErrorCode::ToolFailed, {{"program", request.argv.front()}, {"detail", outcome.errors}});
    }
    return {};
}

Result<> ControlRequests::setClock(std::int64_t unixTime) {
    if (!m_services.config.policy.technicianMaySetClock) {
        return Error(ErrorCode::NotPermitted, {{"detail", std::string("setting the clock")}});
    }
    if (unixTime < device::buildTime().time_since_epoch().count() || unixTime > latestTime) {
        return Error(ErrorCode::BadValue,
                     {{"key", std::string("unixTime")},
                      {"detail", std::string("it is before this program was built, or after 2100")},
                      {"path", std::string("set-clock")}});
    }
    const timespec time{unixTime, 0};
    if (::clock_settime(CLOCK_REALTIME, &time) != 0) {
        return Error(ErrorCode::NotPermitted,
                     {{"detail", std::string("setting the clock (the kernel refused)")}});
    }
    return {};
}

Result<std::uint64_t> ControlRequests::setRevocations(const std::string& json, const std::string& cmsBase64) {
    FF_TRY(const Bytes cms, fromBase64(cmsBase64));
    FF_TRY(const InstanceLock lock, InstanceLock::take(m_services.config.stateFolder));
    FF_TRY(const DeviceView view, DeviceView::read(m_services));
    FF_TRY(const DeviceTrust trust, DeviceTrust::load(m_services, view.floors));
    return acceptRevocations(m_services.state, trust, {toBytes(asBytes(json)), cms});
}

Result<Json> ControlRequests::revocations() {
    FF_TRY(const RevocationFiles files, readRevocations(m_services.state));
    if (files.json.empty()) {
        return Json::object();
    }
    return Json{{"json", std::string(asText(files.json))}, {"cms", toBase64(files.cms)}};
}

} // namespace fieldfare::installer
