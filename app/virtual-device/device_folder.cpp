// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/device_folder.h"

#include "app/virtual-device/uboot_environment.h"
#include "core/base/file.h"

namespace fieldfare::app {

namespace {
/// 107 bytes is the most that a Unix socket's path can have; the longest name below the folder takes the
/// rest.
constexpr std::size_t maxRootBytes = 107 - sizeof("/run/notify-installer");
} // namespace

Result<DeviceFolder> DeviceFolder::at(const std::filesystem::path& root) {
    std::error_code failed;
    std::filesystem::path absolute = std::filesystem::absolute(root, failed).lexically_normal();
    if (failed) {
        return ioError("find", root.string(), failed.value());
    }
    if (!absolute.has_filename()) {
        absolute = absolute.parent_path();
    }
    if (absolute.string().size() > maxRootBytes) {
        return Error(ErrorCode::BadValue,
                     {{"key", "DIR"},
                      {"path", absolute.string()},
                      {"detail", "the path is longer than " + std::to_string(maxRootBytes) + " bytes"}});
    }
    return DeviceFolder(absolute);
}

Result<> DeviceFolder::writeEnvironmentConfig() const {
    std::string text =
        "# Where libubootenv finds the two copies of the boot environment: file, offset, size.\n";
    for (const std::filesystem::path& file : environment()) {
        text += file.string() + " 0x0 0x4000\n";
    }
    static_assert(environmentBytes == 0x4000);
    return writeFileAtomically(environmentConfig(), asBytes(text));
}

const std::vector<std::string>& virtualBootNames() {
    static const std::vector<std::string> names{"a", "b"};
    return names;
}

} // namespace fieldfare::app
