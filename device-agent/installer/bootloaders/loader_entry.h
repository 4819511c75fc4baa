// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "device-agent/config/device_config.h"
#include "device-agent/installer/bootloaders/boot_control.h"

namespace fieldfare::installer {

/// An entry of systemd-boot (Boot Loader Specification, type 1) that the installer keeps: what is started,
/// and in a comment all that the contract of docs/BOOTLOADERS.md has to remember. It fills one sector.
struct LoaderEntry {
    std::uint64_t generation = 0; ///< Its "version": of two entries the higher one is started.
    std::string slot;             ///< Boot name; empty: there is nothing in it that systemd-boot would start.
    bool rolledBack = false;
    std::uint64_t epochFloor = 0;
    std::map<std::string, SlotState, std::less<>> slotStates;
    friend bool operator==(const LoaderEntry&, const LoaderEntry&) = default;
};

inline constexpr std::size_t entryBytes = 512;
inline constexpr std::uint64_t maxGeneration = 1'000'000'000'000'000'000;

enum class EntryKind { Regular, Trial };

/// Exactly entryBytes. Errors: BootEnvironment{path,detail} if it does not fit.
[[nodiscard]] Result<Bytes> renderEntry(const LoaderEntry& entry, EntryKind kind,
                                        const device::SystemdBootConfig& config);

/// Stricter than systemd-boot: whatever is accepted, systemd-boot orders and starts as it is understood here.
/// `path` is for errors. Errors: BootEnvironment{path,detail}.
[[nodiscard]] Result<LoaderEntry> parseEntry(ByteView content, const std::filesystem::path& path);

/// The counters in the name of an entry that systemd-boot counts: "fieldfare-trial+LEFT-DONE.conf".
struct TrialCounters {
    std::uint64_t left = 0;
    std::uint64_t done = 0;
};

/// Nothing if it is no name of a trial entry.
[[nodiscard]] std::optional<TrialCounters> parseTrialName(std::string_view name);
[[nodiscard]] std::string trialName(std::uint64_t left);

} // namespace fieldfare::installer
