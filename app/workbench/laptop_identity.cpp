// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/laptop_identity.h"

#include "app/client/fingerprint.h"
#include "app/text/sanitize.h"
#include "app/workbench/key_words.h"

namespace fieldfare::app {

namespace {

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
    : KeyExchange(Role::Technician, parent)
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

KeyExchange::Taking LaptopIdentity::taking(const KeyAnswer& answer, const std::filesystem::path& key,
                                           std::shared_ptr<const Secret> passphrase) {
    return [answer, key, passphrase, folder = m_folder] {
        return installIdentity(answer, key, folder, ExistingIdentity::Replace,
                               [&](std::string_view) -> Result<Secret> { return passphrase->clone(); });
    };
}

void LaptopIdentity::taken(const KeyAnswer&, const QString&, const QString& passphrase) {
    refresh();
    Q_EMIT joined(passphrase);
}

} // namespace fieldfare::app
