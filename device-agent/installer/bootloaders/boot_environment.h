// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/bootloaders/boot_control.h"

#include <filesystem>
#include <memory>

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
    /// Waits until the medium has what is there, whoever wrote it.
    [[nodiscard]] virtual Result<> settle() = 0;
    /// Sets all of them at once, in an environment that is settled: a power cut leaves the variables before
    /// or those after. After an error the session can only be destroyed.
    [[nodiscard]] virtual Result<> store(const EnvironmentChanges& variables) = 0;
    /// Settles, and loads anew from the medium. At most once.
    [[nodiscard]] virtual Result<> reload() = 0;
};

/// The seam between what is written into a boot loader's variables and where they lie: U-Boot's environment
/// through libubootenv, GRUB's environment block, a model of either in tests that cut the power. One thread.
class BootEnvironment {
public:
    virtual ~BootEnvironment() = default;
    /// Errors: BootEnvironment{path,detail}, Busy (the lock is held for too long).
    [[nodiscard]] virtual Result<std::unique_ptr<EnvironmentSession>> open() = 0;
    /// If no copy is whole, though each can be read, and the loader cannot make one: all of them anew, with
    /// nothing but `variables`. Else nothing.
    [[nodiscard]] virtual Result<> restoreIfLost(const EnvironmentChanges& variables) {
        (void)variables;
        return {};
    }
    /// As BootControl::inspect().
    [[nodiscard]] virtual Result<EnvironmentCopies> inspect() = 0;
};

[[nodiscard]] inline Error environmentError(const std::filesystem::path& path, std::string detail) {
    return Error(ErrorCode::BootEnvironment, {{"path", path.string()}, {"detail", std::move(detail)}});
}

} // namespace fieldfare::installer
