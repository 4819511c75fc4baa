// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/fleet.h"

namespace fieldfare {

/// A copy of a fleet's authority: a folder with fieldfare-backup.json, which names every file with its size
/// and SHA-256, and those files as they lie in the fleet's folder: the encrypted keys of root and
/// authorities, their certificates, the register and the list of revoked keys. What was issued (issued/) is
/// not in it.
struct FleetBackup {
    std::filesystem::path folder;
    std::string fleet;
    Digest root; ///< Fingerprint of the root's certificate.
    UnixTime at{};
    std::vector<std::string> files; ///< By name, sorted.
    std::size_t keys = 0; ///< Of five: root and four authorities. Fewer, if some are kept elsewhere.
};

/// How many keys rule a fleet.
inline constexpr std::size_t authorityKeys = 5;

/// Makes NAME-backup-YYYYMMDD-HHMMSS (UTC) in `target`, flushes it and reads every file back from the medium
/// before the folder gets its name. A key that is not encrypted is refused: a stick is lost easily. Errors:
/// BadKey (such a key), BackupDamaged (read back differently), AlreadyExists, NotFound, Io, NoSpace.
[[nodiscard]] Result<FleetBackup> backUpFleet(const Fleet& fleet, const std::filesystem::path& target,
                                              UnixTime now);
/// Reads all of a backup and compares. Errors: BackupDamaged, Io.
[[nodiscard]] Result<FleetBackup> checkBackup(const std::filesystem::path& folder);
/// Makes the fleet's folder anew from a backup that was checked: all of it or nothing; nothing is
/// overwritten. No passphrase is needed: the keys stay as they are. Errors: those of checkBackup;
/// AlreadyExists, Io, NoSpace.
[[nodiscard]] Result<Fleet> restoreFleet(const std::filesystem::path& backup,
                                         const std::filesystem::path& folder);

} // namespace fieldfare
