// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"
#include "device-agent/installer/installation_state.h"

#include <compare>

namespace fieldfare::installer {

/// A frame of a payload whose content is still missing although frames behind it are written.
struct FrameRef {
    std::size_t payload = 0;
    std::size_t frame = 0;
    friend auto operator<=>(const FrameRef&, const FrameRef&) = default;
};

/// How far an installation is durable: all frames before `next` but those in `holes`.
struct Checkpoint {
    FrameRef next;
    std::vector<FrameRef> holes;
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Limits a checkpoint, and with it a journal record. Beyond it the checkpoint stays where it is.
inline constexpr std::size_t maxHoles = 512;

/// Everything the journal knows of the current installation, or of the last one. One journal record holds all
/// of it, so the last record that can be read is the truth. The installers of two releases share the journal:
/// members that this one does not know are a newer one's, and are passed over.
struct InstallationRecord {
    InstallationStatus status;
    std::string headName;            ///< The bundle's head in the state folder.
    std::vector<std::string> groups; ///< Of the set, whose target slots are written.
    bool reboot = false;             ///< Reboot when it is installed.
    std::string by;                  ///< Who asked for it; untrusted text.
    Checkpoint checkpoint;
    std::optional<Error> leaving; ///< Why the switch is being taken back; written before the environment is.

    /// Goes where the table says. Errors: NotSupported (the event cannot happen in this state).
    [[nodiscard]] Result<> apply(InstallationEvent event);
};

/// Hex of the first 16 bytes of a manifest's digest: same bundle, same id.
[[nodiscard]] std::string installationId(const Digest& manifestDigest);

[[nodiscard]] Json toJson(const InstallationRecord& record);
/// Errors: BadJournal.
[[nodiscard]] Result<InstallationRecord> recordFromJson(const Json& json);

} // namespace fieldfare::installer
