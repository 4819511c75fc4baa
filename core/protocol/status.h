// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/bundle/layout.h"

namespace fieldfare {

/// What a device says of itself: made by the installer, completed by the agent, shown by every front end.
/// The JSON form (toJson / fromJson in this folder) is that of the LAN API (docs/PROTOCOL.md) and of the
/// installer's socket. When read from the network every string is capped and stays untrusted text: control
/// characters are not removed here, whoever shows a text does that. Members that are not known are ignored,
/// since a newer device may send them; members without a value are left out.

enum class SlotState { Empty, Good, Trial, Bad };

struct ReleaseId {
    std::string name;
    std::string version;
    std::uint64_t epoch = 0;
    friend bool operator==(const ReleaseId&, const ReleaseId&) = default;
};

struct SlotStatus {
    std::string name;     ///< "rootfs-a"
    std::string group;    ///< "rootfs"
    std::string bootName; ///< "a"
    bool booted = false;
    SlotState state = SlotState::Empty;
    std::optional<ReleaseId> release; ///< What we know to be in it.
    std::uint64_t sizeBytes = 0;
};

/// Where an installation stands. Rows of the state table: device-agent/installer/installation_state.h.
enum class InstallationState {
    Checking,    ///< Head received, being verified; nothing touched.
    Receiving,   ///< Target destroyed, frames are being written.
    Paused,      ///< By a person; goes on with resume.
    Interrupted, ///< The source went away or a process died; goes on when the same bundle is offered again.
    Verifying,   ///< Reading back.
    Installed,   ///< Switched in the environment; waits for the reboot.
    Trial,       ///< Booted, not yet committed.
    Committed,
    RolledBack, ///< Health check or a person.
    FellBack,   ///< The boot loader.
    Failed,
    Cancelled,
};

struct HealthResult {
    std::string name;
    bool passed = false;
    std::string message; ///< At most 512 bytes of the check's output.
};

struct InstallationStatus {
    std::string id;             ///< Hex of the first 16 bytes of the manifest's digest: same bundle, same id.
    std::string manifestDigest; ///< Hex.
    ReleaseId release;
    InstallationState state = InstallationState::Checking;
    std::uint64_t imageBytes = 0;    ///< Of all payloads.
    std::uint64_t durableBytes = 0;  ///< Of those, written and flushed: what progress counts.
    std::uint64_t neededBytes = 0;   ///< What has to travel, in all, as planned so far.
    std::uint64_t receivedBytes = 0; ///< What travelled.
    std::optional<Error> error;      ///< Why it failed or went back.
    std::vector<HealthResult> health;
    std::string target; ///< boot name of the slot set that is written
};

struct ClockStatus {
    std::int64_t unixTime = 0;
    bool trusted = false;
    std::int64_t floor = 0;
};

struct DeviceStatus {
    int apiVersion = 1;
    std::string id; ///< The device certificate's common name.
    std::string name;
    std::string model;
    std::string hardwareRevision;
    std::string softwareVersion; ///< Of agent and installer.
    std::string bootId;          ///< Changes at each boot.
    std::uint64_t uptimeSeconds = 0;
    ReleaseId release; ///< Booted.
    std::uint64_t epochFloor = 0;
    bool onTrial = false;
    bool switchPending = false;
    bool rolledBack = false; ///< The last installation did not stay.
    std::vector<SlotStatus> slots;
    std::optional<InstallationStatus> installation; ///< The current one, or how the last one ended.
    std::uint64_t revocationNumber = 0;             ///< The highest list that the device knew.
    bool revocationsDamaged = false; ///< That list is not there, or not whole: nothing is installed.
    ClockStatus clock;
};

inline constexpr std::size_t maxNeededRanges = 32768;
/// No body of a PUT is larger, whatever a device grants.
inline constexpr std::uint64_t largestPutBytes = std::uint64_t{16} << 20;

/// What a sender has to deliver: runs of the bundle file, as one stream. Position p of the stream is byte p
/// of their concatenation. The list may grow at its end (a block that the device thought it had failed its
/// hash), never change.
struct NeededRanges {
    /// At most maxNeededRanges: a device that needs more joins neighbours and takes the bytes between them as
    /// well.
    std::vector<ByteRange> ranges;
    std::uint64_t totalBytes = 0;
    std::uint64_t position = 0; ///< Next byte of the stream that the device takes: send from here.
    std::uint64_t maxPutBytes =
        0;                 ///< Largest body of the next PUT; its answer says how large the one after is.
    bool complete = false; ///< Nothing more is needed: all was read back and the slot is whole.
};

[[nodiscard]] Json toJson(const DeviceStatus& status);
[[nodiscard]] Json toJson(const InstallationStatus& status);
[[nodiscard]] Json toJson(const NeededRanges& ranges);
[[nodiscard]] Json
toJson(const Error& error); ///< {"code": slug, "params": {...}}; the text is for front ends.
/// Reading. Errors: MissingKey, BadValue (also for a text that is too long), Overflow.
[[nodiscard]] Result<DeviceStatus> deviceStatusFromJson(const Json& json);
[[nodiscard]] Result<InstallationStatus> installationStatusFromJson(const Json& json);
[[nodiscard]] Result<NeededRanges> neededRangesFromJson(const Json& json);
/// An unknown slug (from a newer peer) becomes RemoteError with the slug as `detail`; what is no error at all
/// becomes BadMessage. Texts are cut at 1024 bytes, parameters beyond 16 are dropped.
[[nodiscard]] Error errorFromJson(const Json& json);

[[nodiscard]] std::string_view toString(InstallationState state); ///< "receiving", ...
[[nodiscard]] std::string_view toString(SlotState state);
[[nodiscard]] std::optional<InstallationState> installationStateFromName(std::string_view name);
[[nodiscard]] std::optional<SlotState> slotStateFromName(std::string_view name);
/// True if nothing more will happen to the installation by itself: Committed, RolledBack, FellBack, Failed,
/// Cancelled.
[[nodiscard]] bool hasEnded(InstallationState state);

} // namespace fieldfare
