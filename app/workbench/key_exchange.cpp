// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/key_exchange.h"

#include "app/client/fingerprint.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/workbench/key_words.h"
#include "core/base/file.h"

#include <QFileInfo>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxAnswerBytes = std::size_t{64} << 10;

QString text(const std::string& untrusted) {
    return sanitized(QString::fromStdString(untrusted), 64);
}

} // namespace

KeyExchange::KeyExchange(Role role, QObject* parent)
    : QObject(parent)
    , m_role(role) {}

QVariant KeyExchange::request() const {
    if (!m_request) {
        return QVariant::fromValue(nullptr);
    }
    return QVariantMap{{"name", m_requestName},
                       {"path", QString::fromStdString(m_request->request.string())},
                       {"key", QString::fromStdString(m_request->key.string())},
                       {"fingerprint", spokenFingerprint(m_request->publicKey)}};
}

QVariant KeyExchange::answer() const {
    if (!m_answer) {
        return QVariant::fromValue(nullptr);
    }
    return QVariantMap{{"name", text(m_answer->name)},
                       {"roleTitle", roleTitle(m_answer->role)},
                       {"fleet", text(m_answer->fleet)},
                       {"fingerprint", spokenFingerprint(m_answer->root->fingerprint())},
                       {"needsPassphrase", m_answerNeedsPassphrase},
                       {"replaces", replaces()}};
}

QVariant KeyExchange::error() const {
    return errorOrNull(m_error);
}

void KeyExchange::begin() {
    m_request.reset();
    m_answer.reset();
    m_error.reset();
    Q_EMIT changed();
}

void KeyExchange::makeRequest(const QString& name, const QString& folder, const QString& passphrase) {
    if (m_busy) {
        return;
    }
    m_busy = true;
    m_error.reset();
    m_requestName = name.trimmed();
    Q_EMIT changed();
    auto secret = std::make_shared<Secret>(passphrase.toStdString());
    m_background.run(
        [role = m_role, name = m_requestName.toStdString(), folder = folder.toStdString(), secret,
         strength = m_protection] {
            return makeKeyRequest(role, name, folder, secret->empty() ? nullptr : secret.get(), strength);
        },
        [this](Result<RequestFiles> made) {
            m_busy = false;
            if (made) {
                m_request = std::move(*made);
                m_lastKey = QString::fromStdString(m_request->key.string());
                Q_EMIT requested(m_lastKey);
            } else {
                m_error = std::move(made).error();
            }
            Q_EMIT changed();
        });
}

QString KeyExchange::keyOf(const KeyAnswer& answer, const QString& path) const {
    const QString beside =
        QFileInfo(path).path() + u'/' + QString::fromStdString(answer.name) + QStringLiteral(".key");
    const bool isHere = QFileInfo::exists(beside);
    const bool fits = QFileInfo(m_lastKey).fileName() == QFileInfo(beside).fileName();
    return !isHere && fits ? m_lastKey : beside;
}

void KeyExchange::readAnswer(const QString& path) {
    m_answer.reset();
    m_error.reset();
    const auto read = [&]() -> Result<> {
        FF_TRY(const Bytes content, readFile(path.toStdString(), maxAnswerBytes));
        FF_TRY(KeyAnswer answer, KeyAnswer::parse(asText(content)).with("path", path.toStdString()));
        if (answer.role != m_role) {
            return Error(ErrorCode::WrongRole, {{"want", std::string(roleName(m_role))},
                                                {"have", std::string(roleName(answer.role))},
                                                {"subject", answer.name}});
        }
        m_answerKey = keyOf(answer, path);
        FF_TRY(const Bytes key, readFile(m_answerKey.toStdString(), maxAnswerBytes));
        m_answerNeedsPassphrase = asText(key).find("ENCRYPTED") != std::string_view::npos;
        m_answer = std::move(answer);
        return {};
    };
    if (const Result<> done = read(); !done) {
        m_error = done.error();
    }
    Q_EMIT changed();
}

void KeyExchange::accept(const QString& passphrase) {
    if (!m_answer || m_busy) {
        return;
    }
    m_busy = true;
    m_error.reset();
    Q_EMIT changed();
    m_background.run(taking(*m_answer, m_answerKey.toStdString(),
                            std::make_shared<const Secret>(passphrase.toStdString())),
                     [this, answer = *m_answer, key = m_answerKey, passphrase](const Result<>& done) {
                         m_busy = false;
                         if (!done) {
                             m_error = done.error();
                             Q_EMIT changed();
                             return;
                         }
                         begin();
                         taken(answer, key, passphrase);
                     });
}

KeyExchange::Taking ReleaseKey::taking(const KeyAnswer& answer, const std::filesystem::path& key,
                                       std::shared_ptr<const Secret> passphrase) {
    return [answer, key, passphrase]() -> Result<> {
        const auto secret = [&](std::string_view) -> Result<Secret> { return passphrase->clone(); };
        FF_CHECK(placeCertificate(answer, key, secret));
        return {};
    };
}

void ReleaseKey::taken(const KeyAnswer& answer, const QString& key, const QString&) {
    m_certificate =
        QString::fromStdString(std::filesystem::path(key.toStdString()).replace_extension(".crt").string());
    Q_EMIT changed();
    Q_EMIT imported(text(answer.name), text(answer.fleet), key);
}

} // namespace fieldfare::app
