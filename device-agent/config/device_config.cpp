// SPDX-License-Identifier: Apache-2.0
#include "device-agent/config/device_config.h"

#include "core/base/file.h"
#include "device-agent/config/boot_config.h"
#include "device-agent/config/config_reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <unistd.h>

namespace fieldfare::device {

namespace {

using Need = ConfigReader::Need;

constexpr std::size_t maxConfigBytes = std::size_t{64} << 10;
constexpr std::size_t maxSlots = 32;
constexpr std::size_t maxNesting = 8;
constexpr std::uint64_t oneDaySeconds = 86'400;

std::string hostName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0' ? name.data() : "device";
}

/// What reads the whole file: the file's folder, and the first fault.
struct Parsing {
    std::filesystem::path folder;
    ConfigFault fault;
};

void readDevice(const toml::table* table, DeviceConfig& config, Parsing& parsing) {
    ConfigReader reader(table, "device", parsing.folder, parsing.fault);
    reader.text("name", config.name);
    reader.text("model", config.model, Need::Required);
    reader.text("hardware-revision", config.hardwareRevision);
    reader.path("state-folder", config.stateFolder);
    reader.path("socket", config.socket);
    reader.path("hooks", config.hookFolder);
    reader.seconds("hook-limit", config.hookLimit, 1, 3600);
    reader.texts("reboot-command", config.rebootCommand);
    reader.texts("identify-command", config.identifyCommand);
    reader.texts("log-command", config.logCommand);
    reader.path("watchdog", config.watchdog);
    reader.path("boot-id-file", config.bootIdFile);
    if (config.rebootCommand.empty() || config.rebootCommand.front().empty()) {
        reader.fail("reboot-command", "must name a program: without it nothing can be installed");
    }
    if (config.socket.string().size() > 107) {
        reader.fail("socket", "the path is longer than 107 bytes, the most that a Unix socket can have");
    }
}

void readSlot(const toml::table* table, DeviceConfig& config, Parsing& parsing) {
    ConfigReader reader(table, "slot", parsing.folder, parsing.fault);
    SlotConfig slot;
    reader.text("name", slot.name, Need::Required);
    reader.text("group", slot.group, Need::Required);
    reader.text("boot-name", slot.bootName, Need::Required);
    reader.path("path", slot.path, Need::Required);
    for (const auto& [key, value] :
         {std::pair{"name", &slot.name}, {"group", &slot.group}, {"boot-name", &slot.bootName}}) {
        if (!isName(*value, 32)) {
            reader.fail(key, "must be a name of at most 32 letters, digits and . _ -");
        }
    }
    for (const SlotConfig& other : config.slots) {
        if (other.name == slot.name) {
            reader.fail("name", "another slot has the same name");
        }
        if (other.path == slot.path) {
            reader.fail("path", "the slot " + other.name + " has the same path");
        }
        if (other.group == slot.group && other.bootName == slot.bootName) {
            reader.fail("boot-name", "the slot " + other.name + " of this group has the same boot name");
        }
    }
    config.slots.push_back(std::move(slot));
}

std::set<std::string> bootNamesOfGroup(const DeviceConfig& config, std::string_view group) {
    std::set<std::string> names;
    for (const SlotConfig* slot : config.slotsOfGroup(group)) {
        names.insert(slot->bootName);
    }
    return names;
}

void readSet(const toml::table* table, const toml::table& root, DeviceConfig& config, Parsing& parsing) {
    ConfigReader reader(table, "set", parsing.folder, parsing.fault);
    reader.text("name", config.set.name);
    reader.texts("groups", config.set.groups);
    if (!reader.has("groups")) {
        for (const SlotConfig& slot : config.slots) { // all of them, in the order of the file
            if (std::find(config.set.groups.begin(), config.set.groups.end(), slot.group) ==
                config.set.groups.end()) {
                config.set.groups.push_back(slot.group);
            }
        }
    }
    const toml::node* at = table != nullptr ? static_cast<const toml::node*>(table) : root.get("slot");
    if (config.set.groups.empty()) {
        parsing.fault.set("slot", "at least one group with two slots is needed, written as [[slot]]", at);
        return;
    }
    const std::set<std::string> wanted = bootNamesOfGroup(config, config.set.groups.front());
    for (const std::string& group : config.set.groups) {
        const std::set<std::string> have = bootNamesOfGroup(config, group);
        if (have.size() < 2) {
            parsing.fault.set(
                "set.groups",
                "the group " + group + " needs at least two slots: one runs while another is written", at);
        } else if (have != wanted) {
            parsing.fault.set(
                "set.groups",
                "the groups of the set need slots with the same boot names; " + group + " differs", at);
        }
    }
}

void readHealth(const toml::table* table, HealthConfig& health, Parsing& parsing) {
    ConfigReader reader(table, "health", parsing.folder, parsing.fault);
    reader.paths("folders", health.folders);
    reader.seconds("check-limit", health.checkLimit, 1, 3600);
    reader.seconds("deadline", health.deadline, 1, oneDaySeconds);
    reader.seconds("retry-every", health.retryEvery, 1, 3600);
    reader.seconds("stable-for", health.stableFor, 0, oneDaySeconds);
    if (health.stableFor >= health.deadline) {
        reader.fail("stable-for", "must be shorter than the deadline");
    }
}

void readPolicy(const toml::table* table, PolicyConfig& policy, Parsing& parsing) {
    ConfigReader reader(table, "policy", parsing.folder, parsing.fault);
    reader.boolean("allow-release-without-agent", policy.allowReleaseWithoutAgent);
    reader.boolean("automatic-commit", policy.automaticCommit);
    reader.boolean("reboot-after-install", policy.rebootAfterInstall);
    reader.boolean("http-allowed", policy.httpAllowed);
    reader.boolean("technician-may-set-clock", policy.technicianMaySetClock);
}

void readTrust(const toml::table* table, TrustConfig& trust, Parsing& parsing) {
    ConfigReader reader(table, "trust", parsing.folder, parsing.fault);
    reader.path("root", trust.root);
    reader.number("signatures", trust.signatures, 1, 16);
    std::vector<std::string> pinned;
    reader.texts("pinned-keys", pinned);
    for (const std::string& text : pinned) {
        const Result<Digest> digest = digestFromHex(text);
        if (!digest.ok()) {
            reader.fail("pinned-keys", "must be SHA-256 digests of public keys, 64 hexadecimal digits each");
            break;
        }
        if (std::find(trust.pinnedKeys.begin(), trust.pinnedKeys.end(), *digest) != trust.pinnedKeys.end()) {
            reader.fail("pinned-keys", "the same key stands there twice");
        }
        trust.pinnedKeys.push_back(*digest);
    }
    if (!trust.pinnedKeys.empty() && trust.signatures > trust.pinnedKeys.size()) {
        reader.fail("signatures",
                    "more signatures are demanded than keys are pinned: nothing could be installed");
    }
    reader.boolean("judge-release-key-now", trust.judgeReleaseKeyNow);
    reader.boolean("trust-clock", trust.trustClock);
    if (trust.root.empty()) {
        reader.fail("root", "must not be empty");
    }
}

void readNetwork(const toml::table* table, NetworkConfig& network, Parsing& parsing) {
    ConfigReader reader(table, "network", parsing.folder, parsing.fault);
    reader.text("listen", network.listen);
    reader.number("port", network.port, 0, 65535);
    reader.path("certificate", network.certificate);
    reader.path("key", network.key);
    reader.boolean("announce", network.announce);
    reader.number("max-connections", network.maxConnections, 1, 256);
    if (network.listen.empty() || network.listen.size() > 64) {
        reader.fail("listen", "must be an IP address");
    }
}

void readAll(const toml::table& root, DeviceConfig& config, Parsing& parsing) {
    ConfigReader reader(&root, "", parsing.folder, parsing.fault);
    const toml::table* device = reader.table("device");
    if (device == nullptr) {
        reader.fail("device", "the table [device] is missing");
    }
    readDevice(device, config, parsing);
    readBoot(reader.table("boot"), config, parsing.folder, parsing.fault);
    for (const toml::table* slot : reader.tables("slot", maxSlots)) {
        readSlot(slot, config, parsing);
    }
    readSet(reader.table("set"), root, config, parsing);
    checkBootNames(config, root, parsing.fault);
    readHealth(reader.table("health"), config.health, parsing);
    readPolicy(reader.table("policy"), config.policy, parsing);
    readTrust(reader.table("trust"), config.trust, parsing);
    readNetwork(reader.table("network"), config.network, parsing);
}

/// The parser of toml++ calls itself for each level; a file of brackets must not reach its depth.
bool nestsTooDeep(std::string_view text) {
    std::size_t depth = 0;
    for (const char c : text) {
        depth += c == '[' || c == '{' ? 1 : 0;
        depth = c == '\n' ? 0 : depth;
        if (depth > maxNesting * 8) {
            return true;
        }
    }
    return false;
}

Result<toml::table> parseToml(std::string_view text) {
    const auto bad = [](std::string detail, std::uint64_t line) {
        return Error(ErrorCode::BadConfig, {{"key", "-"}, {"line", line}, {"detail", std::move(detail)}});
    };
    if (nestsTooDeep(text)) {
        return bad("a line holds too many brackets", 1);
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return bad(std::string(error.description()), error.source().begin.line);
    } catch (const std::exception& error) {
        return bad(error.what(), 1);
    }
}

} // namespace

std::vector<const SlotConfig*> DeviceConfig::slotsOfGroup(std::string_view group) const {
    std::vector<const SlotConfig*> found;
    for (const SlotConfig& slot : slots) {
        if (slot.group == group) {
            found.push_back(&slot);
        }
    }
    return found;
}

Result<DeviceConfig> parseDeviceConfig(std::string_view text, const std::filesystem::path& folder) {
    if (text.size() > maxConfigBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"have", std::uint64_t{text.size()}}, {"limit", std::uint64_t{maxConfigBytes}}});
    }
    FF_TRY(const toml::table root, parseToml(text));
    DeviceConfig config;
    config.name = hostName();
    Parsing parsing{folder, {}};
    readAll(root, config, parsing);
    if (parsing.fault.error) {
        return *parsing.fault.error;
    }
    return config;
}

Result<DeviceConfig> loadDeviceConfig(const std::filesystem::path& path) {
    FF_TRY(const Bytes content, readFile(path, maxConfigBytes));
    std::error_code failed;
    const std::filesystem::path absolute = std::filesystem::absolute(path, failed);
    if (failed) {
        return ioError("find", path.string(), failed.value());
    }
    return parseDeviceConfig(asText(content), absolute.parent_path()).with("path", path.string());
}

} // namespace fieldfare::device
