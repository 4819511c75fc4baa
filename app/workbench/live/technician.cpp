// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/technician.h"

#include "app/text/error_text.h"

#include <QFileInfo>

namespace fieldfare::app {

Technician::Technician(IdentityPaths paths, QObject* parent)
    : QObject(parent)
    , m_paths(std::move(paths)) {
    load(qEnvironmentVariable("FIELDFARE_PASSPHRASE"));
}

QString Technician::keyName() const {
    return QFileInfo(QString::fromStdString(m_paths.key.string())).fileName();
}

Result<std::shared_ptr<const Identity>> Technician::identity() const {
    if (m_identity) {
        return m_identity;
    }
    return m_error.value_or(Error(ErrorCode::NoIdentity));
}

QString Technician::unlock(const QString& passphrase) {
    load(passphrase);
    if (m_identity) {
        Q_EMIT opened();
    }
    return m_identity ? QString() : errorMessage(*m_error).happened;
}

void Technician::reload() {
    if (!m_identity && !m_locked) {
        load(qEnvironmentVariable("FIELDFARE_PASSPHRASE"));
    }
}

void Technician::renew(const QString& passphrase) {
    m_identity.reset();
    m_locked = false;
    load(passphrase);
}

void Technician::lock() {
    if (lockable()) {
        m_identity.reset();
        m_error = Error(ErrorCode::WrongPassphrase, {{"path", m_paths.key.string()}});
        m_locked = true;
        Q_EMIT shut();
        Q_EMIT changed();
    }
}

void Technician::load(const QString& passphrase) {
    const auto codeBefore = m_error ? std::optional(m_error->code()) : std::nullopt;
    const auto before = std::tuple(m_identity, m_locked, codeBefore);
    bool asked = false;
    const SecretProvider provider = [&](std::string_view) -> Result<Secret> {
        asked = true;
        if (passphrase.isEmpty()) {
            return Error(ErrorCode::WrongPassphrase, {{"path", m_paths.key.string()}});
        }
        return Secret(passphrase.toStdString());
    };
    auto loaded = Identity::load(m_paths, provider);
    m_error.reset();
    if (loaded) {
        m_identity = *loaded;
    } else {
        m_error = loaded.error();
    }
    m_locked = asked && !m_identity;
    m_hasPassphrase = asked;
    const auto code = m_error ? std::optional(m_error->code()) : std::nullopt;
    if (before != std::tuple(m_identity, m_locked, code)) {
        Q_EMIT changed();
    }
}

} // namespace fieldfare::app
