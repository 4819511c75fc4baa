// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <array>
#include <filesystem>
#include <vector>

namespace fieldfare::app {

/// Where everything of a virtual device lies. The folder can be moved while the device is off.
class DeviceFolder {
public:
    /// `root` becomes absolute. Errors: BadValue if it is too long for the Unix sockets in it.
    [[nodiscard]] static Result<DeviceFolder> at(const std::filesystem::path& root);

    [[nodiscard]] const std::filesystem::path& root() const { return m_root; }
    /// What a person may edit.
    [[nodiscard]] std::filesystem::path config() const { return m_root / "device.toml"; }
    /// What agent and installer read: config() with the addresses of this run.
    [[nodiscard]] std::filesystem::path runningConfig() const { return m_root / "running.toml"; }
    [[nodiscard]] std::filesystem::path slot(const std::string& bootName) const {
        return m_root / "slots" / ("rootfs-" + bootName + ".img");
    }
    [[nodiscard]] std::filesystem::path data() const { return m_root / "data"; }
    [[nodiscard]] std::filesystem::path trust() const { return m_root / "trust"; }
    [[nodiscard]] std::filesystem::path health() const { return m_root / "health.d"; }
    [[nodiscard]] std::array<std::filesystem::path, 2> environment() const {
        return {m_root / "env" / "uboot.env", m_root / "env" / "uboot-redundant.env"};
    }
    /// fw_env.config(5) for libubootenv; holds absolute paths and is written anew at each power-on.
    [[nodiscard]] std::filesystem::path environmentConfig() const { return m_root / "env" / "fw_env.config"; }

    /// What lives only while the power is on.
    [[nodiscard]] std::filesystem::path run() const { return m_root / "run"; }
    [[nodiscard]] std::filesystem::path bootedSlot() const { return run() / "booted-slot"; }
    [[nodiscard]] std::filesystem::path bootId() const { return run() / "boot-id"; }
    [[nodiscard]] std::filesystem::path address() const { return run() / "address"; }
    [[nodiscard]] std::filesystem::path lock() const { return run() / "lock"; }
    [[nodiscard]] std::filesystem::path consoleLog() const { return run() / "console.log"; }
    [[nodiscard]] std::filesystem::path rebootRequest() const { return run() / "reboot"; }
    [[nodiscard]] std::filesystem::path identifyRequest() const { return run() / "identify"; }

    /// Writes environmentConfig() for where the folder lies now. Errors: Io.
    [[nodiscard]] Result<> writeEnvironmentConfig() const;

private:
    explicit DeviceFolder(std::filesystem::path root)
        : m_root(std::move(root)) {}
    std::filesystem::path m_root;
};

/// A virtual device has these two.
[[nodiscard]] const std::vector<std::string>& virtualBootNames();

} // namespace fieldfare::app
