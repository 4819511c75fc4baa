// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/fleet.h"

#include <QString>
#include <QStringList>

namespace fieldfare::app {

/// What a keeper of a fleet's keys does, as `fieldfare keys` does it. These may run on any thread; encrypted
/// keys take a moment to open.

/// What came of it.
struct ActDone {
    QString sentence;
    QStringList files; ///< To be carried to somebody, or kept.
};

/// A new fleet, and if wanted this laptop as its first technician with a first release key.
struct NewFleet {
    QString folder;
    QString name;
    QString technician;     ///< Empty: the fleet alone.
    QString identityFolder; ///< Where this laptop's identity goes.
    KeyProtection protection = {};
};
/// All new keys get the passphrase. Errors: those of Fleet::create; AlreadyExists if this laptop has an
/// identity already (nothing is made then); those of Fleet::issue and installIdentity.
[[nodiscard]] Result<ActDone> createFleet(const NewFleet& plan, const Secret& passphrase, UnixTime now);

/// What is to be issued.
struct NewKey {
    Role role = Role::Device;
    QString name;
    QString outputFolder; ///< Empty: in the fleet's folder.
    bool renews = false;  ///< The name has a certificate already.
    KeyProtection protection = {};
};
/// A release or technician key gets the fleet's passphrase; that of a device or depot is plain, since nobody
/// is there to type. Errors: those of Fleet::open and Fleet::issue.
[[nodiscard]] Result<ActDone> issueKey(const QString& fleet, const NewKey& plan, const Secret& passphrase,
                                       UnixTime now);

/// Reads NAME.request. Errors: NotFound, TooLarge, those of KeyRequest::parse (with `path`).
[[nodiscard]] Result<KeyRequest> readRequest(const QString& path);
/// Answers it with NAME.answer beside it. Errors: those of Fleet::approve; Io.
[[nodiscard]] Result<ActDone> approveRequest(const QString& fleet, const QString& path, bool renews,
                                             const Secret& passphrase, UnixTime now);
/// Signs a new list of revoked keys. If this laptop (`identityFolder`) belongs to the fleet it gets the list
/// too, and its pushes carry it. Errors: those of Fleet::revoke; Io.
[[nodiscard]] Result<ActDone> revokeKeys(const QString& fleet, const std::vector<Digest>& keys,
                                         const QString& identityFolder, const Secret& passphrase,
                                         UnixTime now);
/// Copies what devices and laptops need: root.crt, and the list of revoked keys if there is one. Errors:
/// those of Fleet::open; Io.
[[nodiscard]] Result<ActDone> exportTrust(const QString& fleet, const QString& folder);

/// A backup of the authority in a folder of its own in `target`; see core/crypto/fleet_backup.h. Errors:
/// those of Fleet::open and backUpFleet.
[[nodiscard]] Result<ActDone> backUpKeys(const QString& fleet, const QString& target, UnixTime now);
/// The fleet's folder anew. Errors: those of restoreFleet.
[[nodiscard]] Result<ActDone> restoreKeys(const QString& backup, const QString& folder);
/// Errors: those of Fleet::open and changePassphrase.
[[nodiscard]] Result<ActDone> changeFleetPassphrase(const QString& fleet, const Secret& current,
                                                    const Secret& fresh, const KeyProtection& protection);

} // namespace fieldfare::app
