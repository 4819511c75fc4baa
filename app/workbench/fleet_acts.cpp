// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/fleet_acts.h"

#include "app/client/fingerprint.h"
#include "app/text/sanitize.h"
#include "core/base/file.h"
#include "core/crypto/fleet_backup.h"
#include "core/crypto/key_files.h"

#include <QCoreApplication>
#include <QDate>
#include <QTemporaryDir>

namespace fieldfare::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxRequestFileBytes = std::size_t{64} << 10;
constexpr const char* listFiles[] = {"revocations.json", "revocations.cms"};

/// The context of the words below for the translators.
class FleetActs {
    Q_DECLARE_TR_FUNCTIONS(FleetActs)
};

SecretProvider giving(const Secret& secret) {
    return [&secret](std::string_view) -> Result<Secret> { return secret.clone(); };
}

QString text(const fs::path& path) {
    return QString::fromStdString(path.string());
}

Result<> copyFile(const fs::path& from, const fs::path& to) {
    FF_TRY(const Bytes content, readFile(from, maxRevocationsBytes));
    return writeFileAtomically(to, content);
}

/// Makes a key here, has it approved, and makes it this laptop's identity.
Result<> becomeTechnician(Fleet& fleet, const NewFleet& plan, const Secret& passphrase, UnixTime now) {
    const QTemporaryDir folder;
    const fs::path made = folder.path().toStdString();
    FF_TRY(const RequestFiles files, makeKeyRequest(Role::Technician, plan.technician.toStdString(), made,
                                                    &passphrase, plan.protection));
    FF_TRY(const Bytes content, readFile(files.request, maxRequestFileBytes));
    FF_TRY(const KeyRequest request, KeyRequest::parse(asText(content)));
    IssuePlan issue;
    issue.now = now;
    FF_TRY(const KeyAnswer answer, fleet.approve(request, issue, giving(passphrase)));
    return installIdentity(answer, files.key, plan.identityFolder.toStdString(), ExistingIdentity::Keep,
                           giving(passphrase));
}

} // namespace

Result<ActDone> createFleet(const NewFleet& plan, const Secret& passphrase, UnixTime now) {
    const fs::path identity = plan.identityFolder.toStdString();
    std::error_code ignored;
    if (!plan.technician.isEmpty()) {
        FF_CHECK(checkIdentityName("name", plan.technician.toStdString()));
        if (fs::exists(identity / "identity.key", ignored)) {
            return Error(ErrorCode::AlreadyExists,
                         {{"path", identity.string()}, {"detail", "this laptop's identity"}});
        }
    }
    const fs::path folder = plan.folder.toStdString();
    FF_TRY(Fleet fleet,
           Fleet::create(folder, {.name = plan.name.toStdString(), .now = now, .protection = plan.protection},
                         passphrase));
    ActDone done;
    done.files += text(fleet.folder());
    if (plan.technician.isEmpty()) {
        done.sentence = FleetActs::tr("The fleet %1 is made.").arg(plan.name);
        return done;
    }
    FF_CHECK(becomeTechnician(fleet, plan, passphrase, now));
    IssuePlan release;
    release.role = Role::Release;
    release.name = "release-" + toRfc3339(now).substr(0, 4);
    release.now = now;
    release.protection = plan.protection;
    FF_TRY(const IssuedFiles files, fleet.issue(release, giving(passphrase), giving(passphrase)));
    done.files += text(files.key);
    done.sentence =
        FleetActs::tr("The fleet %1 is made, this laptop is its technician %2, and %3 signs its bundles.")
            .arg(plan.name, plan.technician, QString::fromStdString(release.name));
    return done;
}

Result<ActDone> issueKey(const QString& folder, const NewKey& plan, const Secret& passphrase, UnixTime now) {
    FF_TRY(Fleet fleet, Fleet::open(folder.toStdString()));
    IssuePlan issue;
    issue.role = plan.role;
    issue.name = plan.name.toStdString();
    issue.now = now;
    issue.protection = plan.protection;
    issue.outputFolder = plan.outputFolder.toStdString();
    if (plan.renews) {
        issue.reissue = IssuePlan::Reissue::Allow;
        if (plan.outputFolder.isEmpty()) { // beside what was issued before, which is not replaced
            issue.outputFolder =
                fleet.folder() / "issued" / std::string(roleName(plan.role)) / toRfc3339(now).substr(0, 10);
        }
    }
    FF_TRY(const IssuedFiles files, fleet.issue(issue, giving(passphrase), giving(passphrase)));
    return ActDone{FleetActs::tr("%1 is issued, and valid until %2.")
                       .arg(plan.name, QString::fromStdString(toRfc3339(files.issued.notAfter())).left(10)),
                   {text(files.key), text(files.certificate)}};
}

Result<KeyRequest> readRequest(const QString& path) {
    FF_TRY(const Bytes content, readFile(path.toStdString(), maxRequestFileBytes));
    return KeyRequest::parse(asText(content)).with("path", path.toStdString());
}

Result<ActDone> approveRequest(const QString& folder, const QString& path, bool renews,
                               const Secret& passphrase, UnixTime now) {
    FF_TRY(const KeyRequest request, readRequest(path));
    FF_TRY(Fleet fleet, Fleet::open(folder.toStdString()));
    IssuePlan plan;
    plan.now = now;
    plan.reissue = renews ? IssuePlan::Reissue::Allow : IssuePlan::Reissue::Refuse;
    FF_TRY(const KeyAnswer answer, fleet.approve(request, plan, giving(passphrase)));
    const fs::path out = fs::path(path.toStdString()).parent_path() / (request.name + ".answer");
    FF_CHECK(writeFileAtomically(out, asBytes(answer.toText())));
    return ActDone{
        FleetActs::tr(
            "The answer for %1 is written. Carry it back, and read the fleet's fingerprint to them.")
            .arg(sanitized(QString::fromStdString(request.name), 64)),
        {text(out)}};
}

Result<ActDone> revokeKeys(const QString& folder, const std::vector<Digest>& keys,
                           const QString& identityFolder, const Secret& passphrase, UnixTime now) {
    FF_TRY(Fleet fleet, Fleet::open(folder.toStdString()));
    FF_TRY(const RevocationList list, fleet.revoke(keys, now, giving(passphrase)));
    const fs::path mine = identityFolder.toStdString();
    const auto root = Certificate::listFromFile(mine / "root.crt");
    const bool belongs = root && !root->empty() && root->front().fingerprint() == fleet.root().fingerprint();
    ActDone done;
    for (const char* name : listFiles) {
        done.files += text(fleet.folder() / name);
        if (belongs) {
            FF_CHECK(copyFile(fleet.folder() / name, mine / name));
        }
    }
    const QString number = FleetActs::tr("List %1 of revoked keys is signed.").arg(list.number);
    done.sentence =
        number + u' ' +
        (belongs ? FleetActs::tr("This laptop's pushes carry it from now on.")
                 : FleetActs::tr("Carry it to the laptops of the fleet; their pushes bring it to devices."));
    return done;
}

Result<ActDone> exportTrust(const QString& folder, const QString& target) {
    FF_TRY(const Fleet fleet, Fleet::open(folder.toStdString()));
    const fs::path to = target.toStdString();
    ActDone done;
    FF_CHECK(copyFile(fleet.rootPath(), to / "root.crt"));
    done.files += text(to / "root.crt");
    std::error_code ignored;
    for (const char* name : listFiles) {
        if (fs::exists(fleet.folder() / name, ignored)) {
            FF_CHECK(copyFile(fleet.folder() / name, to / name));
            done.files += text(to / name);
        }
    }
    done.sentence = FleetActs::tr("What devices and laptops need to trust this fleet is in %1.").arg(target);
    return done;
}

Result<ActDone> backUpKeys(const QString& folder, const QString& target, UnixTime now) {
    FF_TRY(const Fleet fleet, Fleet::open(folder.toStdString()));
    FF_TRY(const FleetBackup backup, backUpFleet(fleet, target.toStdString(), now));
    ActDone done;
    done.files += text(backup.folder);
    done.sentence =
        backup.keys == authorityKeys
            ? FleetActs::tr("The backup is written and was read back. Take the stick out, and keep it in "
                            "another building than the fleet's folder.")
            : FleetActs::tr("The backup is written and was read back. It holds %1 of the five keys; the "
                            "others are kept elsewhere.")
                  .arg(backup.keys);
    return done;
}

Result<ActDone> restoreKeys(const QString& backup, const QString& folder) {
    FF_TRY(const Fleet fleet, restoreFleet(backup.toStdString(), folder.toStdString()));
    return ActDone{
        FleetActs::tr(
            "The fleet %1 is here again, as it was when the backup was made. What was revoked since "
            "then must be revoked again.")
            .arg(QString::fromStdString(fleet.name())),
        {text(fleet.folder())}};
}

Result<ActDone> changeFleetPassphrase(const QString& folder, const Secret& current, const Secret& fresh,
                                      const KeyProtection& protection) {
    FF_TRY(Fleet fleet, Fleet::open(folder.toStdString()));
    FF_CHECK(fleet.changePassphrase(current, fresh, protection));
    return ActDone{
        FleetActs::tr("The fleet's keys have the new passphrase. Backups made before, and keys that were "
                      "issued, keep the old one: make a new backup now."),
        {}};
}

} // namespace fieldfare::app
