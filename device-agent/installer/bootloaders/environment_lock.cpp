// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/environment_lock.h"

#include "device-agent/installer/bootloaders/boot_environment.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>

namespace fieldfare::installer {

Result<UniqueFd> lockEnvironment(const device::BootLock& lock) {
    UniqueFd fd(::open(lock.lockFile.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600));
    if (!fd) {
        return environmentError(lock.lockFile,
                                std::string("the lock file cannot be opened: ") + ::strerrordesc_np(errno));
    }
    const auto deadline = std::chrono::steady_clock::now() + lock.lockTimeLimit;
    while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return environmentError(lock.lockFile,
                                    std::string("it cannot be locked: ") + ::strerrordesc_np(errno));
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return Error(ErrorCode::Busy,
                         {{"path", lock.lockFile.string()}, {"detail", "the boot environment is locked"}});
        }
        ::poll(nullptr, 0, 5);
    }
    return fd;
}

} // namespace fieldfare::installer
