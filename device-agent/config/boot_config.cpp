// SPDX-License-Identifier: Apache-2.0
#include "device-agent/config/boot_config.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace fieldfare::device {

namespace {

using Folder = std::filesystem::path;

/// Names as other updaters use them, where their meaning is the same.
bool applyPreset(std::string_view preset, UBootConfig& uboot) {
    if (preset == "fieldfare") {
        return true;
    }
    if (preset == "mender") {
        uboot.slotVariable = "mender_boot_part";
        uboot.slotVariableTwin = "mender_boot_part_hex";
        return true;
    }
    return false;
}

void readVariables(const toml::table* table, UBootConfig& uboot, const Folder& folder, ConfigFault& fault) {
    ConfigReader reader(table, "boot.u-boot.variables", folder, fault);
    std::set<std::string> used;
    const auto variable = [&](const char* key, std::string& value) {
        reader.text(key, value);
        if (!isName(value, 64)) {
            reader.fail(key, "must be a name of letters, digits and . _ -");
        } else if (!used.insert(value).second) {
            reader.fail(key, "another key has the same variable " + value);
        }
    };
    variable("slot", uboot.slotVariable);
    if (reader.has("slot-twin") || !uboot.slotVariableTwin.empty()) {
        variable("slot-twin", uboot.slotVariableTwin);
    }
    variable("trial", uboot.trialVariable);
    variable("count", uboot.countVariable);
    variable("limit", uboot.limitVariable);
    variable("rolled-back", uboot.rolledBackVariable);
    variable("epoch", uboot.epochVariable);
    variable("state-prefix", uboot.stateVariablePrefix);
}

void readUBoot(const toml::table* table, UBootConfig& uboot, const Folder& folder, ConfigFault& fault) {
    ConfigReader reader(table, "boot.u-boot", folder, fault);
    reader.path("env-config", uboot.envConfig);
    reader.path("lock-file", uboot.lockFile);
    std::string preset = "fieldfare";
    reader.text("preset", preset);
    if (!applyPreset(preset, uboot)) {
        reader.fail("preset", "must be \"fieldfare\" or \"mender\"");
    }
    readVariables(reader.table("variables"), uboot, folder, fault);
    reader.boolean("allow-single-copy", uboot.allowSingleCopy);
    if (uboot.lockFile.empty()) {
        reader.fail("lock-file", "must not be empty");
    }
}

void readGrub(const toml::table* table, GrubConfig& grub, const Folder& folder, ConfigFault& fault) {
    ConfigReader reader(table, "boot.grub", folder, fault);
    reader.path("environment", grub.environment);
    reader.path("previous", grub.previous);
    reader.path("lock-file", grub.lockFile);
    reader.boolean("allow-single-copy", grub.allowSingleCopy);
    if (grub.environment.empty()) {
        reader.fail("environment", "must not be empty");
    }
    if (grub.environment == grub.previous) {
        reader.fail("previous", "must be another file than \"environment\"");
    }
    if (grub.lockFile.empty()) {
        reader.fail("lock-file", "must not be empty");
    }
}

void readSystemdBoot(const toml::table* table, SystemdBootConfig& boot, const Folder& folder,
                     ConfigFault& fault) {
    ConfigReader reader(table, "boot.systemd-boot", folder, fault);
    reader.path("entries", boot.entries);
    reader.path("lock-file", boot.lockFile);
    reader.text("title", boot.title);
    reader.text("linux", boot.kernel);
    reader.texts("initrd", boot.initrds);
    reader.text("options", boot.options);
    reader.text("trial-options", boot.trialOptions);
    if (boot.entries.empty()) {
        reader.fail("entries", "must not be empty");
    }
    if (boot.lockFile.empty()) {
        reader.fail("lock-file", "must not be empty");
    }
    const auto isPath = [](const std::string& text) { return text.starts_with('/'); };
    if (!isPath(boot.kernel)) {
        reader.fail("linux", "must be a path that begins with / (on the partition of the entries)");
    }
    if (!std::all_of(boot.initrds.begin(), boot.initrds.end(), isPath)) {
        reader.fail("initrd", "must be paths that begin with / (on the partition of the entries)");
    }
    if (boot.options.find("@slot@") == std::string::npos) {
        reader.fail("options", "must hold @slot@, or both slots would start the same system");
    }
}

/// The tables of all loaders are read, whichever is used, so that a slip in one is found.
void readLoaders(ConfigReader& reader, DeviceConfig& config, const Folder& folder, ConfigFault& fault) {
    constexpr std::array loaders{std::pair{"u-boot", Loader::UBoot}, std::pair{"grub", Loader::Grub},
                                 std::pair{"systemd-boot", Loader::SystemdBoot}};
    std::string name = loaders.front().first;
    reader.text("loader", name);
    const auto known =
        std::find_if(loaders.begin(), loaders.end(), [&](const auto& row) { return row.first == name; });
    if (known == loaders.end()) {
        reader.fail("loader", "must be \"u-boot\", \"grub\" or \"systemd-boot\"");
    } else {
        config.loader = known->second;
    }
    readUBoot(reader.table("u-boot"), config.uboot, folder, fault);
    readGrub(reader.table("grub"), config.grub, folder, fault);
    readSystemdBoot(reader.table("systemd-boot"), config.systemdBoot, folder, fault);
}

} // namespace

void readBoot(const toml::table* table, DeviceConfig& config, const Folder& folder, ConfigFault& fault) {
    ConfigReader reader(table, "boot", folder, fault);
    std::string booted = "mounted";
    reader.text("booted", booted);
    if (booted == "file") {
        config.bootedFrom = BootedFrom::File;
    } else if (booted != "mounted") {
        reader.fail("booted", "must be \"mounted\" or \"file\"");
    }
    reader.path("booted-mount", config.bootedMount);
    reader.path("booted-file", config.bootedFile);
    readLoaders(reader, config, folder, fault);
}

namespace {

bool isPartitionNumber(const std::string& name) {
    return name.size() == 1 && name[0] >= '1' && name[0] <= '9';
}

/// Names of variables in GRUB's script, which the boot name is a part of.
bool isGrubWord(const std::string& name) {
    return std::all_of(name.begin(), name.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

} // namespace

void checkBootNames(const DeviceConfig& config, const toml::table& root, ConfigFault& fault) {
    const bool usesMender =
        config.loader == Loader::UBoot && config.uboot.slotVariableTwin == "mender_boot_part_hex";
    for (const SlotConfig& slot : config.slots) {
        if (usesMender && !isPartitionNumber(slot.bootName)) {
            fault.set("slot.boot-name",
                      "with Mender's variables a boot name is a partition number from 1 to 9",
                      root.get("slot"));
        } else if (config.loader == Loader::Grub && !isGrubWord(slot.bootName)) {
            fault.set("slot.boot-name", "with GRUB a boot name has letters, digits and _ only",
                      root.get("slot"));
        }
    }
}

} // namespace fieldfare::device
