// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/identity.h"
#include "app/workbench/key_exchange.h"

namespace fieldfare::app {

/// Who this laptop is, and how it joins a fleet whose keys are kept elsewhere: a request goes there, an
/// answer comes back.
class LaptopIdentity : public KeyExchange {
    Q_OBJECT
    Q_PROPERTY(QVariant card READ card NOTIFY changed)
    Q_PROPERTY(QString warning READ warning NOTIFY changed)
    Q_PROPERTY(bool given READ given CONSTANT)
    Q_PROPERTY(fieldfare::app::ReleaseKey* releaseKey READ releaseKey CONSTANT)

public:
    /// `paths`: where the identity is looked for. It is installed into `folder`.
    LaptopIdentity(IdentityPaths paths, std::filesystem::path folder, QObject* parent = nullptr);
    /// {name, roleTitle, meaning, fingerprint (of the fleet's root), kind, icon, valid}; null: none.
    [[nodiscard]] QVariant card() const;
    /// That the certificate ends soon or has ended; empty: all is well.
    [[nodiscard]] QString warning() const;
    /// True if it was named on the command line or by the environment: then none can be installed.
    [[nodiscard]] bool given() const { return m_paths.key != m_folder / "identity.key"; }
    /// The release key that this computer asks for, if it builds.
    [[nodiscard]] ReleaseKey* releaseKey() { return &m_releaseKey; }

    /// Reads the certificate again.
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void joined(const QString& passphrase);

protected:
    [[nodiscard]] bool replaces() const override { return m_certificate.has_value(); }
    [[nodiscard]] Taking taking(const KeyAnswer& answer, const std::filesystem::path& key,
                                std::shared_ptr<const Secret> passphrase) override;
    void taken(const KeyAnswer& answer, const QString& key, const QString& passphrase) override;

private:
    IdentityPaths m_paths;
    std::filesystem::path m_folder;
    std::optional<Certificate> m_certificate;
    std::optional<Certificate> m_root;
    ReleaseKey m_releaseKey;
};

} // namespace fieldfare::app
