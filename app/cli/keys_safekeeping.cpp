// SPDX-License-Identifier: Apache-2.0
#include "app/cli/keys_safekeeping.h"

#include "app/cli/activity_note.h"
#include "app/client/fingerprint.h"
#include "core/crypto/fleet_backup.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

void describe(CliContext& context, const FleetBackup& backup) {
    context.document({{"fleet", backup.fleet},
                      {"folder", backup.folder.string()},
                      {"rootFingerprint", backup.root.hex()},
                      {"keys", backup.keys},
                      {"files", backup.files}});
}

} // namespace

Result<ExitCode> backUpKeys(const Arguments& arguments, CliContext& context) {
    FF_TRY(const Fleet fleet, Fleet::open(arguments.positional(0)));
    FF_TRY(const FleetBackup backup, backUpFleet(fleet, arguments.positional(1), SystemClock().now()));
    noteAct(context, {.act = "fleet-backed-up", .subject = backup.fleet, .detail = backup.folder.string()});
    describe(context, backup);
    context.line(tr("The backup is in %1, and was read back.").arg(text(backup.folder)));
    context.line(tr("Fingerprint of the root: %1").arg(spokenFingerprint(backup.root)));
    if (backup.keys < authorityKeys) {
        context.note(
            tr("It holds %1 of the %2 keys; the others are kept elsewhere and need backups of their own.")
                .arg(backup.keys)
                .arg(authorityKeys));
    }
    context.note(
        tr("Its keys are opened by the passphrase that the fleet has now; keep that in another place.\n"
           "Make a new backup when a key was issued, approved or revoked: an old one does not know of it.\n"
           "Back from it: fieldfare keys restore BACKUP_DIR FLEET_DIR"));
    return ExitCode::Ok;
}

Result<ExitCode> restoreKeys(const Arguments& arguments, CliContext& context) {
    FF_TRY(const FleetBackup backup, checkBackup(arguments.positional(0)));
    if (const auto expected = arguments.value("expect")) {
        FF_TRY(const Digest wanted, fingerprintFromPerson(*expected));
        if (wanted != backup.root) {
            return Error(ErrorCode::UntrustedChain,
                         {{"subject", backup.fleet}, {"path", backup.folder.string()}});
        }
    }
    FF_TRY(const Fleet fleet, restoreFleet(arguments.positional(0), arguments.positional(1)));
    noteAct(context, {.act = "fleet-restored", .subject = fleet.name(), .detail = fleet.folder().string()});
    context.document({{"fleet", fleet.name()},
                      {"folder", fleet.folder().string()},
                      {"rootFingerprint", backup.root.hex()},
                      {"backedUpAt", toRfc3339(backup.at)},
                      {"keys", backup.keys}});
    context.line(tr("The fleet %1 is in %2, as it was on %3.")
                     .arg(QString::fromStdString(fleet.name()), text(fleet.folder()),
                          QString::fromStdString(toRfc3339(backup.at))));
    context.line(tr("Fingerprint of the root: %1").arg(spokenFingerprint(backup.root)));
    context.note(
        tr("What was issued or revoked since then is not known here: revoke again what was revoked."));
    return ExitCode::Ok;
}

Result<ExitCode> changeKeysPassphrase(const Arguments& arguments, CliContext& context) {
    FF_TRY(Fleet fleet, Fleet::open(arguments.positional(0)));
    FF_TRY(const Secret current, context.secrets().ask(fleet.folder().string()));
    const auto file = arguments.value("new-passphrase-file");
    FF_TRY(const Secret fresh,
           SecretPrompt::askReplacement(file ? std::optional<std::filesystem::path>(*file) : std::nullopt,
                                        fleet.folder().string()));
    FF_TRY(const std::size_t keys, fleet.changePassphrase(current, fresh));
    noteAct(context, {.act = "fleet-passphrase-changed", .subject = fleet.name()});
    context.document({{"fleet", fleet.name()}, {"keys", keys}});
    context.line(tr("%1 keys of the fleet %2 have the new passphrase.")
                     .arg(keys)
                     .arg(QString::fromStdString(fleet.name())));
    context.note(tr(
        "Backups and other copies keep the old one, and so do keys that were issued: make a new backup, and "
        "destroy the old ones if the old passphrase is known to somebody."));
    return ExitCode::Ok;
}

} // namespace fieldfare::app
