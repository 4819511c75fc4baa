// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/unique_fd.h"

#include <filesystem>

namespace fieldfare::installer {

/// Held by whoever changes slots, journal or boot environment, for as long as that takes: one at a time on a
/// device. The kernel releases it when its holder dies.
class InstanceLock {
public:
    /// Takes the lock (flock(2) on "lock" in the state folder) without waiting. Errors: InstallRunning,
    /// DataUnavailable.
    [[nodiscard]] static Result<InstanceLock> take(const std::filesystem::path& stateFolder);

private:
    explicit InstanceLock(UniqueFd fd)
        : m_fd(std::move(fd)) {}
    UniqueFd m_fd;
};

} // namespace fieldfare::installer
