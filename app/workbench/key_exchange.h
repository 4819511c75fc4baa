// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/background.h"
#include "core/crypto/key_request.h"

#include <QUrl>
#include <QVariant>

namespace fieldfare::app {

/// How this computer comes by a key of a fleet whose authority is kept elsewhere: the key is made here, a
/// request goes to the keeper, an answer comes back. What is done with the answer depends on the role.
class KeyExchange : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariant request READ request NOTIFY changed)
    Q_PROPERTY(QVariant answer READ answer NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)

public:
    explicit KeyExchange(Role role, QObject* parent = nullptr);
    /// How a new key is encrypted: tests want it quick.
    void setProtection(const KeyProtection& protection) { m_protection = protection; }

    /// {name, path, key, fingerprint} of the request that was made; null: none.
    [[nodiscard]] QVariant request() const;
    /// {name, roleTitle, fleet, fingerprint (of the root), needsPassphrase, replaces}; null: none is read.
    [[nodiscard]] QVariant answer() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QVariant error() const;

    /// Makes a key and a request in `folder`. The key stays there.
    Q_INVOKABLE void makeRequest(const QString& name, const QString& folder, const QString& passphrase);
    /// Reads NAME.answer; NAME.key lies beside it, or where the request was made.
    Q_INVOKABLE void readAnswer(const QString& path);
    /// The person compared the root's fingerprint.
    Q_INVOKABLE void accept(const QString& passphrase);
    /// Where the key of the last request lies, which may have been made long ago.
    void rememberKey(const QString& key) { m_lastKey = key; }
    Q_INVOKABLE void begin(); ///< Forgets request, answer and error.

Q_SIGNALS:
    void changed();
    void requested(const QString& key);

protected:
    /// Whether taking an answer would replace something.
    [[nodiscard]] virtual bool replaces() const { return false; }
    /// Takes an answer; on a thread of its own, so it may use nothing but what it is given and what never
    /// changes.
    using Taking = std::function<Result<>()>;
    [[nodiscard]] virtual Taking taking(const KeyAnswer& answer, const std::filesystem::path& key,
                                        std::shared_ptr<const Secret> passphrase) = 0;
    virtual void taken(const KeyAnswer& answer, const QString& key, const QString& passphrase) = 0;

private:
    [[nodiscard]] QString keyOf(const KeyAnswer& answer, const QString& path) const;
    Role m_role;
    KeyProtection m_protection;
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

/// A release key for a computer that builds: once it is answered, its certificate lies beside it, and New
/// bundle takes it.
class ReleaseKey final : public KeyExchange {
    Q_OBJECT
    Q_PROPERTY(QString certificate READ certificate NOTIFY changed)

public:
    explicit ReleaseKey(QObject* parent = nullptr)
        : KeyExchange(Role::Release, parent) {}
    /// Path of the certificate that the last answer gave; empty: none.
    [[nodiscard]] QString certificate() const { return m_certificate; }

Q_SIGNALS:
    /// `name` has a certificate now, beside the file `key`.
    void imported(const QString& name, const QString& fleet, const QString& key);

protected:
    [[nodiscard]] Taking taking(const KeyAnswer& answer, const std::filesystem::path& key,
                                std::shared_ptr<const Secret> passphrase) override;
    void taken(const KeyAnswer& answer, const QString& key, const QString& passphrase) override;

private:
    QString m_certificate;
};

} // namespace fieldfare::app
