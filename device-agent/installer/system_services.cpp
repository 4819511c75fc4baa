// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/system_services.h"

#include "core/base/file.h"
#include "device-agent/installer/bootloaders/loader.h"

#include <sys/stat.h>
#include <system_error>

namespace fieldfare::installer {
namespace {

namespace fs = std::filesystem;

/// True if a loop device reads or writes the file.
bool usedByLoopDevice(const fs::path& file) {
    std::error_code fault;
    const fs::path wanted = fs::canonical(file, fault);
    if (fault) {
        return false;
    }
    for (const auto& entry : fs::directory_iterator("/sys/block", fault)) {
        const auto backing = readFile(entry.path() / "loop" / "backing_file", 4096);
        if (!backing.ok()) {
            continue;
        }
        std::string path(asText(*backing));
        while (!path.empty() && path.back() == '\n') {
            path.pop_back();
        }
        if (fs::path(path) == wanted) {
            return true;
        }
    }
    return false;
}

/// True if both paths lead to one device or file, whatever its names: links, two nodes of one device.
bool isSamePlace(const fs::path& one, const fs::path& other) {
    struct stat a {};
    struct stat b {};
    if (::stat(one.c_str(), &a) != 0 || ::stat(other.c_str(), &b) != 0) {
        return false;
    }
    if (S_ISBLK(a.st_mode) && S_ISBLK(b.st_mode)) {
        return a.st_rdev == b.st_rdev;
    }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace

Result<std::unique_ptr<BlockDevice>> SystemSlots::openTarget(const device::SlotConfig& slot) {
    for (const device::SlotConfig& other : m_config.slots) {
        if (other.name != slot.name && isSamePlace(slot.path, other.path)) {
            return Error(ErrorCode::SlotBusy,
                         {{"slot", slot.name}, {"detail", "it is also slot " + other.name}});
        }
    }
    std::error_code fault;
    if (fs::is_regular_file(slot.path, fault) && usedByLoopDevice(slot.path)) {
        return Error(ErrorCode::SlotBusy, {{"slot", slot.name}});
    }
    return openBlockDevice(slot.path).with("slot", slot.name);
}

Result<std::shared_ptr<ByteSource>> SystemSlots::openBooted(const device::SlotConfig& slot) {
    FF_TRY(auto source, openByteSource(slot.path));
    return std::shared_ptr<ByteSource>(std::move(source));
}

Result<std::unique_ptr<SystemServices>> SystemServices::open(const device::DeviceConfig& config) {
    FF_TRY(auto state, openStateFolder(config.stateFolder));
    return std::unique_ptr<SystemServices>(new SystemServices(config, std::move(state)));
}

SystemServices::SystemServices(const device::DeviceConfig& config, std::unique_ptr<StateStore> state)
    : m_state(std::move(state))
    , m_booted(makeBootedSlot(config))
    , m_boot(makeBootControl(config, *m_booted))
    , m_slots(config)
    , m_services{config, *m_state, *m_boot, *m_booted, m_slots, m_processes, m_clock} {}

} // namespace fieldfare::installer
