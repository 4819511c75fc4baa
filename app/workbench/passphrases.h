// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <map>
#include <optional>

namespace fieldfare::app {

/// Passphrases of keys, kept in memory for some minutes after they were entered, or until *Lock now*.
class Passphrases : public QObject {
    Q_OBJECT
    Q_PROPERTY(int minutes READ minutes WRITE setMinutes NOTIFY changed)
    Q_PROPERTY(bool any READ any NOTIFY changed)

public:
    explicit Passphrases(QObject* parent = nullptr);

    /// How long they are kept; 0: not at all. Shortening it holds at once.
    [[nodiscard]] int minutes() const { return m_minutes; }
    void setMinutes(int minutes); ///< 0 to 120
    [[nodiscard]] bool any() const { return !m_kept.empty(); }
    /// `key` names what the passphrase opens: a path or a token's URI.
    void keep(const QString& key, Secret passphrase);
    [[nodiscard]] std::optional<Secret> recall(const QString& key) const;
    void forget(const QString& key);
    Q_INVOKABLE void lockNow();

Q_SIGNALS:
    void changed();
    void locked(); ///< By the person.
    void minutesChanged(int minutes);

private:
    struct Kept {
        Secret passphrase;
        std::chrono::steady_clock::time_point since;
    };
    void dropOld();
    std::map<QString, Kept> m_kept;
    QTimer m_timer;
    int m_minutes = 10;
};

} // namespace fieldfare::app
