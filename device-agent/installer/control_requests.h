// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/device_trust.h"
#include "device-agent/installer/device_view.h"
#include "device-agent/installer/lifecycle.h"

namespace fieldfare::installer {

/// The requests on a control connection that need no running installation: commit, roll back, identify, clock
/// and revocations. Each takes the instance lock where it changes something. One thread.
class ControlRequests {
public:
    explicit ControlRequests(Services& services)
        : m_services(services) {}

    /// Errors: those of lifecycle.h; InstallRunning.
    [[nodiscard]] Result<> commit();
    [[nodiscard]] Result<Restart> rollBack();
    [[nodiscard]] Result<InstallationStatus> cancel(const std::string& id);
    [[nodiscard]] Result<InstallationStatus> pause(const std::string& id);
    [[nodiscard]] Result<InstallationStatus> unpause(const std::string& id);
    /// The installation of the journal, if it is this one. Errors: NoInstallation.
    [[nodiscard]] Result<InstallationStatus> installation(const std::string& id);

    /// Errors: NotSupported (not configured), ToolFailed.
    [[nodiscard]] Result<> identify();
    /// Errors: NotPermitted (by policy or by the kernel), BadValue.
    [[nodiscard]] Result<> setClock(std::int64_t unixTime);
    /// Errors: those of acceptRevocations(), BadValue.
    [[nodiscard]] Result<std::uint64_t> setRevocations(const std::string& json, const std::string& cmsBase64);
    /// {"json","cms"}, or an empty object without a list.
    [[nodiscard]] Result<Json> revocations();

private:
    template <typename Work>
    auto underLock(Work work) -> decltype(work(std::declval<InstallationLog&>()));
    Services& m_services;
};

} // namespace fieldfare::installer
