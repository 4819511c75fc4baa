// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/identity.h"

#include <QObject>

namespace fieldfare::app {

/// Whose laptop this is: loads the technician's identity, and asks for the passphrase of its key if it has
/// one.
class Technician : public QObject {
    Q_OBJECT
    Q_PROPERTY(bool locked READ locked NOTIFY changed)
    Q_PROPERTY(bool lockable READ lockable NOTIFY changed)
    Q_PROPERTY(QString keyName READ keyName CONSTANT)

public:
    explicit Technician(IdentityPaths paths, QObject* parent = nullptr);

    /// True if the key waits for its passphrase.
    [[nodiscard]] bool locked() const { return m_locked; }
    /// True if the key is open and has a passphrase.
    [[nodiscard]] bool lockable() const { return m_identity && m_hasPassphrase; }
    [[nodiscard]] QString keyName() const;
    /// The identity, or why there is none: NoIdentity, BadKey, WrongPassphrase (while locked), ...
    [[nodiscard]] Result<std::shared_ptr<const Identity>> identity() const;
    /// Whom this laptop trusts, whether its key is open or not. Any thread. Errors: NotFound, BadCertificate,
    /// those of openRevocations().
    [[nodiscard]] Result<TrustStore> trust() const { return loadTrustAndRevocations(m_paths.trust); }
    /// Tries a passphrase; empty if the key is open now, else what is wrong in words.
    Q_INVOKABLE QString unlock(const QString& passphrase);
    /// Reads the files again, as they may have been put there meanwhile. Does nothing once there is an
    /// identity.
    void reload();
    /// Reads the files again although there is an identity: they were replaced.
    void renew(const QString& passphrase);
    /// Forgets a key that has a passphrase until it is entered again; connections to devices are closed. A
    /// push that runs goes on with the identity that it began with.
    void lock();

Q_SIGNALS:
    void opened();  ///< By its passphrase.
    void shut();    ///< By lock(): whatever uses the key lets go of it.
    void changed(); ///< There is another identity, or another reason why there is none.

private:
    void load(const QString& passphrase);
    IdentityPaths m_paths;
    std::shared_ptr<const Identity> m_identity;
    std::optional<Error> m_error;
    bool m_locked = false;
    bool m_hasPassphrase = false;
};

} // namespace fieldfare::app
