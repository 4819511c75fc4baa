// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/laptop_identity.h"

#include "app/client/fingerprint.h"
#include "app/text/sanitize.h"
#include "app/workbench/key_words.h"
#include "core/base/file.h"

#include <QFileInfo>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxAnswerBytes = std::size_t{64} << 10;

std::optional<Certificate> firstOf(const std::filesystem::path& path) {
    const auto list = Certificate::listFromFile(path);
    return list && !list->empty() ? std::optional(list->front()) : std::nullopt;
}

QDateTime endOf(const Certificate& certificate) {
    return QDateTime::fromSecsSinceEpoch(certificate.notAfter().time_since_epoch().count());
}

QString text(const std::string& untrusted) {
    return sanitized(QString::fromStdString(untrusted), 64);
}

} // namespace

LaptopIdentity::LaptopIdentity(IdentityPaths paths, std::filesystem::path folder, QObject* parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_folder(std::move(folder)) {
    refresh();
}

void LaptopIdentity::refresh() {
    m_certificate = firstOf(m_paths.certificate);
    m_root = firstOf(m_paths.trust);
    Q_EMIT changed();
}

QVariant LaptopIdentity::card() const {
    if (!m_certificate) {
        return QVariant::fromValue(nullptr);
    }
    const StateWords valid = validityWords(endOf(*m_certificate), QDateTime::currentDateTime());
    return QVariantMap{{"name", text(m_certificate->commonName())},
                       {"roleTitle", roleTitle(Role::Technician)},
                       {"meaning", roleMeaning(Role::Technician)},
                       {"fingerprint", m_root ? spokenFingerprint(m_root->fingerprint()) : QString()},
                       {"kind", valid.kind},
                       {"icon", valid.icon},
                       {"valid", valid.text}};
}

QString LaptopIdentity::warning() const {
    if (!m_certificate) {
        return {};
    }
    const QDateTime end = endOf(*m_certificate);
    const StateWords valid = validityWords(end, QDateTime::currentDateTime());
    if (valid.kind == u"good") {
        return {};
    }
    return end <= QDateTime::currentDateTime()
               ? tr("Your certificate has expired: devices refuse this laptop. Ask the keeper of the fleet "
                    "for "
                    "a new one (Keys, Join a fleet).")
               : tr("Your certificate ends on %1. Ask the keeper of the fleet for a new one in time (Keys, "
                    "Join a fleet).")
                     .arg(end.date().toString(Qt::ISODate));
}

QVariant LaptopIdentity::request() const {
    if (!m_request) {
        return QVariant::fromValue(nullptr);
    }
    return QVariantMap{{"name", m_requestName},
                       {"path", QString::fromStdString(m_request->request.string())},
                       {"key", QString::fromStdString(m_request->key.string())},
                       {"fingerprint", spokenFingerprint(m_request->publicKey)}};
}

QVariant LaptopIdentity::answer() const {
    if (!m_answer) {
        return QVariant::fromValue(nullptr);
    }
    return QVariantMap{{"name", text(m_answer->name)},
                       {"roleTitle", roleTitle(m_answer->role)},
                       {"fleet", text(m_answer->fleet)},
                       {"fingerprint", spokenFingerprint(m_answer->root->fingerprint())},
                       {"needsPassphrase", m_answerNeedsPassphrase},
                       {"replaces", m_certificate.has_value()}};
}

QVariant LaptopIdentity::error() const {
    return errorOrNull(m_error);
}

void LaptopIdentity::begin() {
    m_request.reset();
    m_answer.reset();
    m_error.reset();
    Q_EMIT changed();
}

void LaptopIdentity::makeRequest(const QString& name, const QString& folder, const QString& passphrase) {
    if (m_busy) {
        return;
    }
    m_busy = true;
    m_error.reset();
    m_requestName = name.trimmed();
    Q_EMIT changed();
    auto secret = std::make_shared<Secret>(passphrase.toStdString());
    m_background.run(
        [name = m_requestName.toStdString(), folder = folder.toStdString(), secret, strength = m_protection] {
            return makeKeyRequest(Role::Technician, name, folder, secret->empty() ? nullptr : secret.get(),
                                  strength);
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

QString LaptopIdentity::keyOf(const KeyAnswer& answer, const QString& path) const {
    const QString beside =
        QFileInfo(path).path() + u'/' + QString::fromStdString(answer.name) + QStringLiteral(".key");
    const bool isHere = QFileInfo::exists(beside);
    const bool fits = QFileInfo(m_lastKey).fileName() == QFileInfo(beside).fileName();
    return !isHere && fits ? m_lastKey : beside;
}

void LaptopIdentity::readAnswer(const QString& path) {
    m_answer.reset();
    m_error.reset();
    const auto read = [&]() -> Result<> {
        FF_TRY(const Bytes content, readFile(path.toStdString(), maxAnswerBytes));
        FF_TRY(KeyAnswer answer, KeyAnswer::parse(asText(content)).with("path", path.toStdString()));
        if (answer.role != Role::Technician) {
            return Error(ErrorCode::WrongRole, {{"want", std::string(roleName(Role::Technician))},
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

void LaptopIdentity::accept(const QString& passphrase) {
    if (!m_answer || m_busy) {
        return;
    }
    m_busy = true;
    m_error.reset();
    Q_EMIT changed();
    auto secret = std::make_shared<Secret>(passphrase.toStdString());
    m_background.run(
        [answer = *m_answer, key = m_answerKey.toStdString(), folder = m_folder, secret] {
            return installIdentity(answer, key, folder, ExistingIdentity::Replace,
                                   [secret](std::string_view) -> Result<Secret> { return secret->clone(); });
        },
        [this, passphrase](const Result<>& done) {
            m_busy = false;
            if (!done) {
                m_error = done.error();
                Q_EMIT changed();
                return;
            }
            begin();
            refresh();
            Q_EMIT joined(passphrase);
        });
}

} // namespace fieldfare::app
