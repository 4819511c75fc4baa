// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_control.h"

namespace fieldfare::installer {

/// Names and values to set, in this order.
using EnvironmentChanges = std::vector<std::pair<std::string, std::string>>;

/// A loaded environment, locked against others until it is destroyed. Errors of all calls:
/// BootEnvironment{path,detail}.
class EnvironmentSession {
public:
    virtual ~EnvironmentSession() = default;
    /// As it was when it was loaded; nothing if there is no such variable.
    [[nodiscard]] virtual std::optional<std::string> get(const std::string& name) const = 0;
    /// Sets all of them in ONE write of one copy, in the redundant form of the older one. After an error the
    /// session can only be destroyed.
    [[nodiscard]] virtual Result<> store(const EnvironmentChanges& variables) = 0;
    /// Waits until the medium has what was stored, by whomever, and loads anew from there. At most once.
    [[nodiscard]] virtual Result<> reload() = 0;
};

/// The seam between what is written into U-Boot's environment and how: libubootenv on a device, a model of it
/// in tests that cut the power. One thread.
class UBootEnvironment {
public:
    virtual ~UBootEnvironment() = default;
    /// Errors: BootEnvironment{path,detail}, Busy (the lock is held for too long).
    [[nodiscard]] virtual Result<std::unique_ptr<EnvironmentSession>> open() = 0;
    /// As BootControl::inspect().
    [[nodiscard]] virtual Result<EnvironmentCopies> inspect() = 0;
};

/// libubootenv (LGPL-2.1+) on the files or devices that `config` names. Opens nothing yet.
[[nodiscard]] std::unique_ptr<UBootEnvironment> makeLibubootenv(const device::UBootConfig& config);

} // namespace fieldfare::installer
