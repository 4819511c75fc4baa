// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/instance_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>

namespace fieldfare::installer {

Result<InstanceLock> InstanceLock::take(const std::filesystem::path& stateFolder) {
    const std::filesystem::path path = stateFolder / "lock";
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd && errno == EROFS) { // commit must work all the same: lock what is there
        fd.reset(::open(stateFolder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    if (!fd) {
        return Error(ErrorCode::DataUnavailable, {{"path", path.string()}});
    }
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        return Error(ErrorCode::InstallRunning, {{"id", std::string()}});
    }
    return InstanceLock(std::move(fd));
}

} // namespace fieldfare::installer
