// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/device_texts.h"

#include "core/base/file.h"

#include <sstream>
#include <toml++/toml.h>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxConfigBytes = std::size_t{64} << 10;

toml::table deviceTable(const DeviceFolder& folder, const std::string& name, const std::string& model) {
    return toml::table{
        {"name", name},
        {"model", model},
        {"hardware-revision", "virtual"},
        {"state-folder", "data"},
        {"socket", "run/installer.sock"},
        {"hooks", "hooks.d"},
        {"boot-id-file", "run/boot-id"},
        {"reboot-command", toml::array{"touch", folder.rebootRequest().string()}},
        {"identify-command", toml::array{"touch", folder.identifyRequest().string()}},
        {"log-command", toml::array{"tail", folder.consoleLog().string()}},
    };
}

toml::array slotTables() {
    toml::array slots;
    for (const std::string& name : virtualBootNames()) {
        slots.push_back(toml::table{{"name", "rootfs-" + name},
                                    {"group", "rootfs"},
                                    {"boot-name", name},
                                    {"path", "slots/rootfs-" + name + ".img"}});
    }
    return slots;
}

std::string textOf(const toml::table& table) {
    std::ostringstream out;
    out << table << '\n';
    return out.str();
}

} // namespace

std::string deviceToml(const DeviceFolder& folder, const std::string& name, const std::string& model) {
    const toml::table boot{
        {"loader", "u-boot"},
        {"booted", "file"},
        {"booted-file", "run/booted-slot"},
        {"u-boot", toml::table{{"env-config", "env/fw_env.config"}, {"lock-file", "run/env.lock"}}},
    };
    const toml::table network{{"listen", "127.0.0.1"},
                              {"port", 8443},
                              {"certificate", "trust/device.crt"},
                              {"key", "trust/device.key"},
                              {"announce", false}};
    const toml::table health{
        {"folders", toml::array{"health.d"}}, {"check-limit", 30}, {"deadline", 5}, {"retry-every", 1}};
    return "# A virtual device; every key is explained in docs/DEVICE.md.\n" +
           textOf(toml::table{{"device", deviceTable(folder, name, model)},
                              {"boot", boot},
                              {"slot", slotTables()},
                              {"health", health},
                              {"trust", toml::table{{"root", "trust/root.crt"}}},
                              {"network", network}});
}

Result<std::string> runningToml(const DeviceFolder& folder, const RunAddress& address) {
    FF_TRY(const Bytes text, readFile(folder.config(), maxConfigBytes));
    try {
        toml::table config = toml::parse(asText(text));
        const auto part = [&config](const char* name) -> toml::table& {
            if (!config[name].is_table()) {
                config.insert_or_assign(name, toml::table{});
            }
            return *config[name].as_table();
        };
        toml::table& network = part("network");
        network.insert_or_assign("listen", address.listen);
        network.insert_or_assign("port", std::int64_t{address.port});
        network.insert_or_assign("announce", address.announce);
        toml::table& device = part("device");
        device.insert_or_assign("reboot-command", toml::array{"touch", folder.rebootRequest().string()});
        device.insert_or_assign("identify-command", toml::array{"touch", folder.identifyRequest().string()});
        device.insert_or_assign("log-command", toml::array{"tail", folder.consoleLog().string()});
        return "# Made from device.toml at each start; edit that one.\n" + textOf(config);
    } catch (const toml::parse_error& error) {
        return Error(ErrorCode::BadConfig, {{"path", folder.config().string()},
                                            {"key", "-"},
                                            {"line", std::uint64_t{error.source().begin.line}},
                                            {"detail", std::string(error.description())}});
    } catch (const std::exception& error) {
        return Error(ErrorCode::BadConfig, {{"path", folder.config().string()},
                                            {"key", "-"},
                                            {"line", std::uint64_t{0}},
                                            {"detail", std::string(error.what())}});
    }
}

std::string_view selftestProgram() {
    return R"sh(#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Health check of a virtual device: runs the self-test of the release that is really booted, taken out of its image.
# No self-test in the image: healthy. Without a kernel of its own the device runs it here, so it must be a script.
set -u
PATH=/usr/sbin:/usr/bin:/sbin:/bin
device=$(cd "$(dirname "$0")/.." && pwd) || exit 1
slot=$(cat "$device/run/booted-slot") || exit 1
image=$device/slots/rootfs-$slot.img
path=usr/libexec/acme/selftest
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

magic() { od -An -tx1 -j "$1" -N "$2" "$image" | tr -d ' \n'; }
if [ "$(magic 1080 2)" = 53ef ]; then
    command -v debugfs >/dev/null || { echo "debugfs (package e2fsprogs) is missing"; exit 1; }
    debugfs -R "dump /$path $work/selftest" "$image" >/dev/null 2>&1
elif [ "$(magic 0 4)" = 68737173 ]; then
    command -v unsquashfs >/dev/null || { echo "unsquashfs (package squashfs-tools) is missing"; exit 1; }
    unsquashfs -cat "$image" "$path" >"$work/selftest" 2>/dev/null || rm -f "$work/selftest"
elif [ "$(magic 1024 4)" = e2e1f5e0 ]; then
    command -v fsck.erofs >/dev/null || { echo "fsck.erofs (package erofs-utils) is missing"; exit 1; }
    fsck.erofs --extract="$work/tree" "$image" >/dev/null 2>&1
    [ -f "$work/tree/$path" ] && mv "$work/tree/$path" "$work/selftest"
else
    echo "slot $slot holds no file system"
    exit 1
fi
if [ ! -s "$work/selftest" ]; then
    echo "the image has no self-test"
    exit 0
fi
timeout 20 sh "$work/selftest"
)sh";
}

} // namespace fieldfare::app
