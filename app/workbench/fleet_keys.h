// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/background.h"
#include "app/workbench/fleet_acts.h"
#include "app/workbench/passphrases.h"
#include "core/crypto/fleet_backup.h"

#include <QUrl>
#include <QVariantList>

namespace fieldfare::app {

/// The keys of a fleet that this laptop keeps: what was issued to whom, what ends soon, and what a keeper
/// does with them. An act that needs the fleet's passphrase asks for it unless it is kept.
class FleetKeys : public QObject {
    Q_OBJECT
    Q_PROPERTY(bool open READ open NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString folder READ folder NOTIFY changed)
    Q_PROPERTY(QString fingerprint READ fingerprint NOTIFY changed)
    Q_PROPERTY(QVariantList roles READ roles NOTIFY changed)
    Q_PROPERTY(QVariantList certificates READ certificates NOTIFY changed)
    Q_PROPERTY(QString role READ role WRITE setRole NOTIFY changed)
    Q_PROPERTY(QString expiring READ expiring NOTIFY changed)
    Q_PROPERTY(QString busy READ busy NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)
    Q_PROPERTY(QString done READ done NOTIFY changed)
    Q_PROPERTY(QStringList doneFiles READ doneFiles NOTIFY changed)
    Q_PROPERTY(QString passphraseProblem READ passphraseProblem NOTIFY changed)
    Q_PROPERTY(QVariant request READ request NOTIFY changed)
    Q_PROPERTY(QVariant backup READ backup NOTIFY changed)

public:
    /// `identityFolder`: where this laptop's identity lies or would lie. `passphrases` must outlive it.
    FleetKeys(Passphrases& passphrases, QString identityFolder, QObject* parent = nullptr);
    /// How new keys are encrypted: tests want it quick.
    void setProtection(const KeyProtection& protection) { m_protection = protection; }

    [[nodiscard]] bool open() const { return m_fleet.has_value(); }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString fingerprint() const; ///< Of the root, for reading aloud.
    /// {key, title, meaning, count} of each role; the first is "" for all.
    [[nodiscard]] QVariantList roles() const;
    /// {key, role, roleTitle, name, serial, issued, kind, icon, stateText, live} of those of the chosen role.
    [[nodiscard]] QVariantList certificates() const;
    [[nodiscard]] QString role() const { return m_role; }
    void setRole(const QString& role); ///< Empty: all.
    /// How many certificates end soon; empty: none.
    [[nodiscard]] QString expiring() const;
    [[nodiscard]] QString busy() const { return m_busy; } ///< What is being done; empty: nothing.
    [[nodiscard]] QVariant error() const;
    [[nodiscard]] QString done() const { return m_done ? m_done->sentence : QString(); }
    [[nodiscard]] QStringList doneFiles() const { return m_done ? m_done->files : QStringList(); }
    [[nodiscard]] QString passphraseProblem() const { return m_passphraseProblem; }
    /// {name, roleTitle, meaning, fingerprint, path} of the request that waits for approval; null: none.
    [[nodiscard]] QVariant request() const;

    /// {path, fleet, at, fingerprint, keys} of the backup that was read; null: none.
    [[nodiscard]] QVariant backup() const;

    /// Reads a fleet's folder.
    Q_INVOKABLE void openFolder(const QString& folder);
    Q_INVOKABLE void openUrl(const QUrl& folder) { openFolder(folder.toLocalFile()); }
    Q_INVOKABLE void close();
    Q_INVOKABLE void create(const QString& folder, const QString& name, const QString& technician,
                            const QString& passphrase);
    /// `role` by its name: "release", "technician", "device", "depot".
    Q_INVOKABLE void issue(const QString& role, const QString& name, const QString& outputFolder);
    /// A new key and certificate for the same name.
    Q_INVOKABLE void renew(const QString& role, const QString& name);
    /// `key` as in certificates().
    Q_INVOKABLE void revoke(const QString& key);
    Q_INVOKABLE void exportTo(const QUrl& folder);
    /// Writes a backup of the authority into `folder`, as a folder of its own, and reads it back.
    Q_INVOKABLE void backUpTo(const QString& folder);
    /// Reads all of a backup and compares it with its checksums.
    Q_INVOKABLE void readBackup(const QString& folder);
    /// Makes the fleet's folder anew from the backup that was read, and opens it.
    Q_INVOKABLE void restore(const QString& folder);
    Q_INVOKABLE void dropBackup();
    Q_INVOKABLE void changePassphrase(const QString& current, const QString& fresh);
    Q_INVOKABLE void readRequest(const QString& path);
    Q_INVOKABLE void dropRequest();
    /// The person compared the fingerprint. `renews`: the name may have a certificate already.
    Q_INVOKABLE void approve(bool renews);
    /// What the fleet's passphrase is, after passphraseWanted().
    Q_INVOKABLE void givePassphrase(const QString& passphrase);
    Q_INVOKABLE void dismiss(); ///< Forgets error and result.

Q_SIGNALS:
    void changed();
    void passphraseWanted();
    void folderChanged(const QString& folder);
    void created();                                    ///< A fleet, by create().
    void restored();                                   ///< A fleet, by restore().
    void passphraseChanged();                          ///< By changePassphrase().
    void approved();                                   ///< The request that was waiting.
    void issued();                                     ///< A key, by issue().
    void identityInstalled(const QString& passphrase); ///< This laptop became a technician.
    void revoked();                                    ///< This laptop's list may be another one.
    /// For the record of what was done: a slug of the activity log, and the name of the key or fleet.
    void acted(const char* act, const QString& subject);

private:
    using Act = std::function<Result<ActDone>(const Secret& passphrase)>;
    void act(const QString& what, Act work, std::function<void()> then);
    void run(const QString& what, Secret passphrase);
    void finish(const Result<ActDone>& result, Secret passphrase);
    void reload();
    void fail(Error error);

    Passphrases& m_passphrases;
    QString m_identityFolder;
    KeyProtection m_protection;
    QString m_folder;
    std::optional<Fleet> m_fleet;
    FleetRegister m_register;
    QString m_role;
    QString m_busy;
    std::optional<Error> m_error;
    std::optional<ActDone> m_done;
    QString m_passphraseProblem;
    QString m_requestPath;
    std::optional<KeyRequest> m_request;
    std::optional<FleetBackup> m_backup;
    QString m_pendingWhat;
    QString m_pendingFolder;       ///< Whose passphrase it is.
    Act m_pending;                 ///< Waits for the passphrase, or runs.
    std::function<void()> m_after; ///< Once it is done.
    Background m_background;
};

} // namespace fieldfare::app
