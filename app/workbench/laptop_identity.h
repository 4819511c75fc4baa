// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/identity.h"
#include "app/workbench/background.h"
#include "core/crypto/key_request.h"

#include <QUrl>
#include <QVariant>

namespace fieldfare::app {

/// Who this laptop is, and how it joins a fleet whose keys are kept elsewhere: a request goes there, an
/// answer comes back.
class LaptopIdentity : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariant card READ card NOTIFY changed)
    Q_PROPERTY(QString warning READ warning NOTIFY changed)
    Q_PROPERTY(bool given READ given CONSTANT)
    Q_PROPERTY(QVariant request READ request NOTIFY changed)
    Q_PROPERTY(QVariant answer READ answer NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)

public:
    /// `paths`: where the identity is looked for. It is installed into `folder`.
    LaptopIdentity(IdentityPaths paths, std::filesystem::path folder, QObject* parent = nullptr);
    /// How a new key is encrypted: tests want it quick.
    void setProtection(const KeyProtection& protection) { m_protection = protection; }

    /// {name, roleTitle, meaning, fingerprint (of the fleet's root), kind, icon, valid}; null: none.
    [[nodiscard]] QVariant card() const;
    /// That the certificate ends soon or has ended; empty: all is well.
    [[nodiscard]] QString warning() const;
    /// True if it was named on the command line or by the environment: then none can be installed.
    [[nodiscard]] bool given() const { return m_paths.key != m_folder / "identity.key"; }
    /// {name, path, key, fingerprint} of the request that was made; null: none.
    [[nodiscard]] QVariant request() const;
    /// {name, roleTitle, fleet, fingerprint (of the root), needsPassphrase, replaces}; null: none is read.
    [[nodiscard]] QVariant answer() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QVariant error() const;

    /// Reads the certificate again.
    Q_INVOKABLE void refresh();
    /// Makes a technician's key and a request in `folder`. The key stays there.
    Q_INVOKABLE void makeRequest(const QString& name, const QString& folder, const QString& passphrase);
    /// Reads NAME.answer; NAME.key lies beside it, or where the request was made.
    Q_INVOKABLE void readAnswer(const QString& path);
    /// The person compared the root's fingerprint: this laptop becomes what the answer says.
    Q_INVOKABLE void accept(const QString& passphrase);
    /// Where the key of the last request lies, which may have been made long ago.
    void rememberKey(const QString& key) { m_lastKey = key; }
    Q_INVOKABLE void begin(); ///< Forgets request, answer and error.

Q_SIGNALS:
    void changed();
    void requested(const QString& key);
    void joined(const QString& passphrase);

private:
    [[nodiscard]] QString keyOf(const KeyAnswer& answer, const QString& path) const;
    IdentityPaths m_paths;
    std::filesystem::path m_folder;
    KeyProtection m_protection;
    std::optional<Certificate> m_certificate;
    std::optional<Certificate> m_root;
    std::optional<RequestFiles> m_request;
    QString m_requestName;
    QString m_lastKey;
    std::optional<KeyAnswer> m_answer;
    QString m_answerKey;
    bool m_answerNeedsPassphrase = false;
    bool m_busy = false;
    std::optional<Error> m_error;
    Background m_background;
};

} // namespace fieldfare::app
