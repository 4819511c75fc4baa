// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/process.h"

#include <filesystem>
#include <functional>

namespace fieldfare::app {

/// Where a practice lies: a fleet of its own, two releases and a virtual device. Nothing in it is shared with
/// a real fleet: its root, its keys and its model are found nowhere else.
class PracticeFolder {
public:
    explicit PracticeFolder(std::filesystem::path root)
        : m_root(std::move(root)) {}
    /// practice in $XDG_DATA_HOME/fieldfare (~/.local/share/fieldfare).
    [[nodiscard]] static PracticeFolder defaultPlace();

    [[nodiscard]] const std::filesystem::path& root() const { return m_root; }
    [[nodiscard]] std::filesystem::path technicianKey() const { return m_root / "trust" / "technician.key"; }
    [[nodiscard]] std::filesystem::path technicianCertificate() const {
        return m_root / "trust" / "technician.crt";
    }
    [[nodiscard]] std::filesystem::path fleetRoot() const { return m_root / "trust" / "root.crt"; }
    [[nodiscard]] std::filesystem::path bundles() const { return m_root / "bundles"; }
    /// What the device leaves the factory with, and what it is updated to.
    [[nodiscard]] std::filesystem::path firstBundle() const { return bundles() / "practice-os-1.0.ffb"; }
    [[nodiscard]] std::filesystem::path update() const { return bundles() / "practice-os-2.0.ffb"; }
    [[nodiscard]] std::filesystem::path device() const { return m_root / "device"; }
    /// True if all of it is there.
    [[nodiscard]] bool whole() const;
    /// True if the bundle at `path` is one of this practice: only by where it lies, its signature is checked
    /// by whoever opens it.
    [[nodiscard]] bool holdsBundle(const std::filesystem::path& path) const;

private:
    std::filesystem::path m_root;
};

/// What all practice devices are, and nothing else is.
inline constexpr const char* practiceModel = "fieldfare,practice";
inline constexpr const char* practiceDeviceName = "practice-device";
inline constexpr const char* practiceUpdateVersion = "2.0"; ///< Of PracticeFolder::update().

enum class PracticeStep { Keys, Images, Bundles, Device };

/// Makes a practice anew; what is left of an older one is removed first. Takes a few seconds, needs no root
/// and no network. The keys of its authorities and the key that signed are thrown away at the end: nobody can
/// sign or issue for it any more. `began` hears of each step and says whether to go on. Errors:
/// ToolFailed{program} (a program of the device or mkfs.ext4 is not installed, or says no), Cancelled, Busy
/// (its device runs), AlreadyExists (the folder is not a practice), Io, NoSpace.
[[nodiscard]] Result<> makePractice(const PracticeFolder& folder, ProcessRunner& runner,
                                    const std::function<bool(PracticeStep)>& began);

/// Removes all of it. A folder that was not made by makePractice() is left alone. Errors: Busy (its device
/// runs), AlreadyExists (the folder is not a practice), Io.
[[nodiscard]] Result<> removePractice(const PracticeFolder& folder);

} // namespace fieldfare::app
