// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/crypto/digest.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace fieldfare::device {

struct SlotConfig {
    std::string name;           ///< "rootfs-a"
    std::string group;          ///< "rootfs"
    std::string bootName;       ///< "a": the value of the set's boot variable
    std::filesystem::path path; ///< block device or file
};

/// One boot variable switches all groups of a set together. Version 1 of the configuration has exactly one
/// set.
struct SetConfig {
    std::string name = "system";
    std::vector<std::string> groups;
};

enum class BootedFrom {
    Mounted, ///< The slot whose device is mounted on /.
    File, ///< A file holds the boot name (a kernel command line's fieldfare.slot=, or the virtual device's).
};

/// Which boot loader starts the slots.
enum class Loader { UBoot, Grub, SystemdBoot };

/// Names of the variables that the contract of docs/BOOTLOADERS.md is written in, wherever they are kept.
struct BootVariables {
    std::string slotVariable = "slot";
    std::string
        slotVariableTwin; ///< Always gets the same value (Mender's mender_boot_part_hex); empty: none.
    std::string trialVariable = "upgrade_available";
    std::string countVariable = "bootcount";
    std::string limitVariable = "bootlimit";
    std::string rolledBackVariable = "rolled_back";
    std::string epochVariable = "fieldfare_epoch";
    std::string stateVariablePrefix = "slot_state_"; ///< + boot name: good | trial | bad
};

/// One program at a time changes what the loader reads.
struct BootLock {
    std::filesystem::path lockFile = "/run/lock/fieldfare-env.lock";
    std::chrono::milliseconds lockTimeLimit{10'000}; ///< How long another program may hold the lock.
};

struct UBootConfig : BootVariables, BootLock {
    std::filesystem::path envConfig = "/etc/fw_env.config";
    bool allowSingleCopy = false;
};

/// GRUB's names are those of BootVariables: its script is the integrator's own.
struct GrubConfig : BootLock {
    std::filesystem::path environment = "/boot/efi/fieldfare/grubenv";
    /// The state before the last change, for when `environment` is lost; empty: none.
    std::filesystem::path previous = "/boot/efi/fieldfare/grubenv.previous";
    bool allowSingleCopy = false;
};

/// What the installer writes into systemd-boot's entries; "@slot@" stands for the boot name.
struct SystemdBootConfig : BootLock {
    std::filesystem::path entries = "/boot/efi/loader/entries";
    std::string title = "@slot@";
    std::string kernel = "/fieldfare/@slot@/linux.efi"; ///< Path on the partition that the entries are on.
    std::vector<std::string> initrds;                   ///< The same.
    std::string options = "root=PARTLABEL=rootfs-@slot@ ro rootwait panic=5 oops=panic fieldfare.slot=@slot@";
    std::string trialOptions = "watchdog.open_timeout=120"; ///< Behind them, on trial.
};

struct HealthConfig {
    std::vector<std::filesystem::path> folders{"/etc/fieldfare/health.d", "/usr/lib/fieldfare/health.d"};
    std::chrono::seconds checkLimit{60};
    std::chrono::seconds deadline{300}; ///< For all checks together, retries included.
    std::chrono::seconds retryEvery{5};
    std::chrono::seconds stableFor{0};
};

struct PolicyConfig {
    bool allowReleaseWithoutAgent = false;
    bool automaticCommit = true;
    bool rebootAfterInstall = false; ///< Without being told.
    bool httpAllowed = false;        ///< Plain HTTP sources by hand (the bundle is signed all the same).
    bool technicianMaySetClock = true;
};

struct TrustConfig {
    std::filesystem::path root = "/etc/fieldfare/root.crt";
    std::size_t signatures = 1;
    std::vector<Digest> pinnedKeys;
    bool judgeReleaseKeyNow = false;
    bool trustClock = true;
};

struct NetworkConfig {
    std::string listen = "::"; ///< Address; both families on "::".
    std::uint16_t port = 8443;
    std::filesystem::path certificate = "/etc/fieldfare/device.crt";
    std::filesystem::path key = "/etc/fieldfare/device.key";
    bool announce = true; ///< DNS-SD by Avahi, silent where it does not run.
    std::size_t maxConnections = 16;
};

/// device.toml, key by key in docs/DEVICE.md. Read by agent and installer; owned by root.
struct DeviceConfig {
    std::string name; ///< For people; the host name by default.
    std::string model;
    std::string hardwareRevision;
    std::filesystem::path stateFolder = "/var/lib/fieldfare";
    std::filesystem::path socket = "/run/fieldfare/installer.sock";
    std::filesystem::path hookFolder = "/etc/fieldfare/hooks.d";
    std::chrono::seconds hookLimit{60}; ///< For each hook.
    std::vector<std::string> rebootCommand{"systemctl", "reboot"};
    std::vector<std::string> identifyCommand; ///< empty: not supported
    std::vector<std::string> logCommand{"journalctl", "--no-pager", "--output=short-iso"}; ///< + "-n", N
    std::filesystem::path watchdog; ///< e.g. /dev/watchdog; empty: none
    std::filesystem::path bootIdFile =
        "/proc/sys/kernel/random/boot_id"; ///< Its first line changes at each boot.
    BootedFrom bootedFrom = BootedFrom::Mounted;
    std::filesystem::path bootedFile = "/proc/cmdline";
    std::filesystem::path bootedMount =
        "/"; ///< Where the booted slot is mounted (below an overlay: its lower folder).
    SetConfig set;
    std::vector<SlotConfig> slots;
    Loader loader = Loader::UBoot;
    UBootConfig uboot;
    GrubConfig grub;
    SystemdBootConfig systemdBoot;
    HealthConfig health;
    PolicyConfig policy;
    TrustConfig trust;
    NetworkConfig network;

    [[nodiscard]] std::vector<const SlotConfig*> slotsOfGroup(std::string_view group) const;
};

/// Reads and validates device.toml (at most 64 KiB). Relative paths in it are relative to its folder. A key
/// that is not known, of the wrong type, or missing is named with its line. Errors: NotFound, TooLarge,
/// BadConfig{key,line,detail}.
[[nodiscard]] Result<DeviceConfig> loadDeviceConfig(const std::filesystem::path& path);
/// The same from text; `folder` is where relative paths start. Errors: TooLarge, BadConfig{key,line,detail}.
[[nodiscard]] Result<DeviceConfig> parseDeviceConfig(std::string_view text,
                                                     const std::filesystem::path& folder);

} // namespace fieldfare::device
