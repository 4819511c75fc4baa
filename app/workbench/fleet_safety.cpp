// SPDX-License-Identifier: Apache-2.0
// How a fleet's authority is not lost: backup, restoring, another passphrase.
#include "app/workbench/fleet_keys.h"

#include "app/client/fingerprint.h"
#include "app/text/sanitize.h"

#include <QDateTime>

namespace fieldfare::app {

QVariant FleetKeys::backup() const {
    if (!m_backup) {
        return QVariant::fromValue(nullptr);
    }
    const QDateTime at = QDateTime::fromSecsSinceEpoch(m_backup->at.time_since_epoch().count());
    return QVariantMap{{"path", QString::fromStdString(m_backup->folder.string())},
                       {"fleet", sanitized(m_backup->fleet, 64)},
                       {"at", at.toString(QStringLiteral("yyyy-MM-dd HH:mm"))},
                       {"fingerprint", spokenFingerprint(m_backup->root)},
                       {"keys", static_cast<int>(m_backup->keys)}};
}

void FleetKeys::backUpTo(const QString& folder) {
    if (!m_busy.isEmpty() || !m_fleet) {
        return;
    }
    dismiss();
    m_pendingFolder = m_folder;
    m_pending = [fleet = m_folder, folder](const Secret&) {
        return backUpKeys(fleet, folder, SystemClock().now());
    };
    m_after = [this] { Q_EMIT acted("fleet-backed-up", name()); };
    m_pendingWhat = tr("Writing the backup, and reading it back\u2026");
    run(m_pendingWhat, Secret()); // the keys stay encrypted
}

void FleetKeys::readBackup(const QString& folder) {
    m_backup.reset();
    auto checked = checkBackup(folder.toStdString());
    if (!checked) {
        fail(std::move(checked).error());
        return;
    }
    m_error.reset();
    m_backup = std::move(*checked);
    Q_EMIT changed();
}

void FleetKeys::dropBackup() {
    m_backup.reset();
    dismiss();
}

void FleetKeys::restore(const QString& folder) {
    if (!m_busy.isEmpty() || !m_backup) {
        return;
    }
    dismiss();
    m_pendingFolder = folder;
    m_pending = [backup = QString::fromStdString(m_backup->folder.string()), folder](const Secret&) {
        return restoreKeys(backup, folder);
    };
    m_after = [this, folder] {
        const std::optional<ActDone> made = m_done;
        m_backup.reset();
        openFolder(folder);
        m_done = made;
        Q_EMIT changed();
        Q_EMIT restored();
        Q_EMIT acted("fleet-restored", name());
    };
    m_pendingWhat = tr("Restoring the fleet's folder\u2026");
    run(m_pendingWhat, Secret());
}

void FleetKeys::changePassphrase(const QString& current, const QString& fresh) {
    if (!m_busy.isEmpty() || !m_fleet) {
        return;
    }
    dismiss();
    m_passphraseProblem.clear();
    m_pendingFolder = m_folder;
    const auto replacement = std::make_shared<const Secret>(fresh.toStdString());
    m_pending = [fleet = m_folder, replacement, protection = m_protection](const Secret& given) {
        return changeFleetPassphrase(fleet, given, *replacement, protection);
    };
    m_after = [this, replacement] {
        m_passphrases.keep(m_pendingFolder, replacement->clone()); // in place of the old one
        Q_EMIT passphraseChanged();
        Q_EMIT acted("fleet-passphrase-changed", name());
    };
    m_pendingWhat = tr("Encrypting the keys with the new passphrase\u2026");
    run(m_pendingWhat, Secret(current.toStdString()));
}

} // namespace fieldfare::app
