// SPDX-License-Identifier: Apache-2.0
#include "app/client/identity.h"

#include "core/base/file.h"

#include <QFile>
#include <QStandardPaths>

#include <cstdlib>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxKeyBytes = std::size_t{64} << 10;
/// 2026-01-01: no program of this version was made earlier, so no earlier clock is right.
constexpr UnixTime notBeforeThisVersion{std::chrono::seconds(1767225600)};
constexpr auto believableSpan = std::chrono::hours(24 * 365 * 20);

std::filesystem::path choose(const std::optional<std::string>& given, const char* variable,
                             const char* fileName) {
    if (given) {
        return *given;
    }
    if (const char* fromEnvironment = std::getenv(variable);
        fromEnvironment != nullptr && *fromEnvironment != '\0') {
        return fromEnvironment;
    }
    return identityFolder() / fileName;
}

QSslKey readKey(const QByteArray& pem, const QByteArray& passphrase) {
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull()) {
            return key;
        }
    }
    return {};
}

/// Core judges the key (kind, size, passphrase, that it fits the certificate); Qt then reads the same file
/// for TLS.
struct OpenedKey {
    QSslKey tls;
    std::unique_ptr<Signer> signer;
};
Result<OpenedKey> openKey(const IdentityPaths& paths, const SecretProvider& ask) {
    Secret secret;
    const SecretProvider remember = [&](std::string_view what) -> Result<Secret> {
        FF_TRY(secret, ask(what));
        return secret.clone();
    };
    auto signer = openFileSigner(paths.key, paths.certificate, remember);
    if (!signer) {
        return signer.error() == ErrorCode::NotFound
                   ? Error(ErrorCode::NoIdentity, {{"path", paths.key.string()}})
                   : std::move(signer).error();
    }
    FF_TRY(Bytes content, readFile(paths.key, maxKeyBytes));
    QByteArray passphrase(secret.reveal().data(), static_cast<qsizetype>(secret.reveal().size()));
    QSslKey key = readKey(
        QByteArray(reinterpret_cast<const char*>(content.data()), static_cast<qsizetype>(content.size())),
        passphrase);
    passphrase.fill('\0');
    ::explicit_bzero(content.data(), content.size());
    if (key.isNull()) {
        return Error(ErrorCode::BadKey,
                     {{"path", paths.key.string()}, {"detail", std::string("TLS cannot use it")}});
    }
    return OpenedKey{std::move(key), std::move(signer).value()};
}

/// The list beside `root`, or nothing. One that does not verify is an error: going on without it would let in
/// whom the fleet has withdrawn.
Result<std::optional<SignedRevocations>> readRevocationsBeside(const std::filesystem::path& root,
                                                               TrustStore& trust) {
    const std::filesystem::path path = std::filesystem::path(root).replace_filename("revocations.json");
    const auto json = readFile(path, maxRevocationsBytes);
    if (!json && json.error() == ErrorCode::NotFound) {
        return std::optional<SignedRevocations>();
    }
    if (!json) {
        return json.error();
    }
    FF_TRY(Bytes cms, readFile(std::filesystem::path(path).replace_extension(".cms"), maxRevocationsBytes));
    auto list = openRevocations(*json, cms, trust);
    if (!list) {
        return std::move(list).error().with("path", path.string());
    }
    SignedRevocations found{list->number, std::string(asText(*json)), std::move(cms)};
    trust.setRevocations(std::move(*list));
    return std::optional<SignedRevocations>(std::move(found));
}

} // namespace

std::filesystem::path identityFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return std::filesystem::path(QFile::encodeName(folder).toStdString()) / "fieldfare";
}

IdentityPaths IdentityPaths::resolve(const std::optional<std::string>& key,
                                     const std::optional<std::string>& certificate,
                                     const std::optional<std::string>& trust) {
    return {choose(key, "FIELDFARE_KEY", "identity.key"),
            choose(certificate, "FIELDFARE_CERT", "identity.crt"),
            choose(trust, "FIELDFARE_TRUST", "root.crt")};
}

Result<TrustStore> loadTrust(const std::filesystem::path& roots) {
    return TrustStore::fromPemFile(roots).with("path", roots.string());
}

Result<TrustStore> loadTrustAndRevocations(const std::filesystem::path& roots) {
    FF_TRY(TrustStore trust, loadTrust(roots));
    FF_TRY(const auto list, readRevocationsBeside(roots, trust)); // puts them into `trust`
    (void)list;
    return trust;
}

Result<std::shared_ptr<const Identity>> Identity::load(const IdentityPaths& paths,
                                                       const SecretProvider& passphrase) {
    FF_TRY(TrustStore trust, loadTrust(paths.trust));
    FF_TRY(auto revocations, readRevocationsBeside(paths.trust, trust));
    auto certificates = Certificate::listFromFile(paths.certificate);
    if (!certificates) {
        return certificates.error() == ErrorCode::NotFound
                   ? Error(ErrorCode::NoIdentity, {{"path", paths.certificate.string()}})
                   : std::move(certificates).error();
    }
    if (certificates->empty()) {
        return Error(ErrorCode::BadCertificate,
                     {{"path", paths.certificate.string()}, {"detail", std::string("it holds none")}});
    }
    FF_TRY(OpenedKey key, openKey(paths, passphrase));
    std::shared_ptr<Identity> identity(new Identity(std::move(*certificates), std::move(trust)));
    identity->m_key = key.tls;
    identity->m_pen = std::make_shared<Pen>();
    identity->m_pen->signer = std::move(key.signer);
    identity->m_revocations = std::move(revocations);
    for (const Certificate& certificate : identity->m_certificates) {
        identity->m_chain += QSslCertificate(QByteArray::fromStdString(certificate.pem()), QSsl::Pem);
    }
    return std::shared_ptr<const Identity>(std::move(identity));
}

Result<Bytes> Identity::sign(ByteView content, UnixTime now) const {
    const std::lock_guard lock(m_pen->mutex);
    return m_pen->signer->sign(content, now);
}

std::shared_ptr<const Identity> Identity::withRevocations(RevocationList list) const {
    std::shared_ptr<Identity> copy(new Identity(*this));
    copy->m_trust.setRevocations(std::move(list));
    return copy;
}

TimePolicy laptopTimePolicy(const Clock& clock) {
    TimePolicy policy{notBeforeThisVersion, std::nullopt};
    const UnixTime now = clock.now();
    if (now >= notBeforeThisVersion && now < notBeforeThisVersion + believableSpan) {
        policy.now = now;
    }
    return policy;
}

} // namespace fieldfare::app
