// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/builder.h"
#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_control.h"
#include "tests/support/test_fleet.h"
#include "tests/support/uboot_environment.h"

#include <QTemporaryDir>

namespace fieldfare::test {

inline constexpr std::size_t slotBytes = std::size_t{6} << 20;

/// Bytes that do not compress, the same for the same seed.
[[nodiscard]] Bytes noise(std::size_t size, unsigned seed);
/// An image of 4 MiB: noise, a run of zeros, text.
[[nodiscard]] Bytes imageOf(unsigned seed);
/// The same image with some blocks changed.
[[nodiscard]] Bytes changed(Bytes image, unsigned seed);

void writeBytes(const std::filesystem::path& path, ByteView content);
[[nodiscard]] Bytes readBytes(const std::filesystem::path& path);

/// What is unusual about a bundle; the defaults are those of one that every test device takes.
struct BundleRecipe {
    std::string version = "2.0";
    std::uint64_t epoch = 1;
    std::string model = "acme,gateway";
    std::vector<std::string> revisions;
    bool carriesAgent = true;
    Precondition precondition;
    std::map<std::string, Bytes> images; ///< By payload and group name.
    std::filesystem::path previous;
    bool isSigned = true;
};

/// A device without hardware for tests: two slots for each group in files, a real U-Boot environment, a state
/// folder, and the fleet that it trusts. Runs from slot a, which holds release 1.0 and is known as such.
class TestDevice {
public:
    explicit TestDevice(std::vector<std::string> groups = {"rootfs"}, const std::string& extraConfig = {});

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::filesystem::path configPath() const { return folder() / "device.toml"; }
    [[nodiscard]] std::filesystem::path socketPath() const { return folder() / "installer.sock"; }
    [[nodiscard]] std::filesystem::path statePath() const { return folder() / "state"; }
    [[nodiscard]] std::filesystem::path slotPath(const std::string& group, const std::string& bootName) const;
    [[nodiscard]] const device::DeviceConfig& config() const { return m_config; }
    [[nodiscard]] TestFleet& fleet() { return m_fleet; }
    [[nodiscard]] const EnvironmentFiles& environment() const { return *m_environment; }

    /// Builds and signs; the file is named after `name`.
    [[nodiscard]] std::filesystem::path build(const std::string& name, const BundleRecipe& recipe);
    /// The recipe of a release 2.0 for all groups.
    [[nodiscard]] BundleRecipe recipe(const std::string& version = "2.0", unsigned seed = 2) const;
    /// The image of release 1.0 in slot a.
    [[nodiscard]] const Bytes& firstImage(const std::string& group) const { return m_first.at(group); }
    [[nodiscard]] const std::filesystem::path& firstBundle() const { return m_firstBundle; }

    /// The environment as it is, by the installer's own reader.
    [[nodiscard]] installer::BootState bootState() const;
    /// What a loader does at a power-on: starts the selected slot, and counts during a trial.
    void reboot();
    /// What a loader does when a trial does not start.
    void fallBack();
    void setBooted(const std::string& bootName);
    [[nodiscard]] std::string booted() const;
    /// Everything that an update may not change: slots and both copies of the environment.
    [[nodiscard]] Bytes fingerprint() const;
    /// The start of a slot as one would have to boot it.
    [[nodiscard]] Bytes slotContent(const std::string& group, const std::string& bootName,
                                    std::size_t bytes) const;

private:
    void writeConfig(const std::vector<std::string>& groups, const std::string& extra);

    QTemporaryDir m_folder;
    TestFleet m_fleet;
    std::vector<std::string> m_groups;
    std::map<std::string, Bytes> m_first;
    std::filesystem::path m_firstBundle;
    std::unique_ptr<EnvironmentFiles> m_environment;
    device::DeviceConfig m_config;
};

/// Runs fieldfare-installer for this device to its end.
struct ProgramOutcome {
    int exitCode = -1;
    QString output;
    QString errors;
};
[[nodiscard]] ProgramOutcome runInstaller(const TestDevice& device, const QStringList& arguments);

} // namespace fieldfare::test
