// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/signer.h"
#include "core/crypto/trust_store.h"

#include <QSslCertificate>
#include <QSslKey>

#include <memory>
#include <mutex>
#include <optional>

namespace fieldfare::app {

/// Where this laptop's identity lives: $XDG_CONFIG_HOME/fieldfare, or ~/.config/fieldfare.
[[nodiscard]] std::filesystem::path identityFolder();

/// Where the technician's identity lies. What is not given comes from FIELDFARE_KEY, FIELDFARE_CERT,
/// FIELDFARE_TRUST, and else from identity.key, identity.crt and root.crt in $XDG_CONFIG_HOME/fieldfare
/// (~/.config/fieldfare).
struct IdentityPaths {
    std::filesystem::path key;
    std::filesystem::path certificate;
    std::filesystem::path trust;

    [[nodiscard]] static IdentityPaths resolve(const std::optional<std::string>& key,
                                               const std::optional<std::string>& certificate,
                                               const std::optional<std::string>& trust);
};

/// The fleet's list of withdrawn certificates as it travels to devices.
struct SignedRevocations {
    std::uint64_t number = 0;
    std::string json; ///< The exact text that was signed.
    Bytes cms;
};

/// Who this laptop is to a device, and whom it trusts. Immutable; shared by all connections.
class Identity {
public:
    /// Loads and checks that key and certificate belong together; asks for the passphrase of an encrypted key
    /// once. Takes the fleet's list of withdrawn certificates too, if revocations.json and revocations.cms
    /// lie beside the trusted root. Errors: NoIdentity{path} if key or certificate is missing, BadKey,
    /// BadCertificate, KeyMismatch, WrongPassphrase, NotFound{path} for the trusted root, those of
    /// openRevocations() for a list that is there and not good.
    [[nodiscard]] static Result<std::shared_ptr<const Identity>> load(const IdentityPaths& paths,
                                                                      const SecretProvider& passphrase);

    [[nodiscard]] const QSslKey& key() const { return m_key; }
    [[nodiscard]] const QList<QSslCertificate>& chain() const { return m_chain; }
    [[nodiscard]] const Certificate& certificate() const { return m_certificates.front(); }
    [[nodiscard]] const TrustStore& trust() const { return m_trust; }
    /// The list that was found beside the trusted root.
    [[nodiscard]] const std::optional<SignedRevocations>& revocations() const { return m_revocations; }
    /// A detached CMS over `content` with the technician's key. Any thread. Errors: SigningFailed.
    [[nodiscard]] Result<Bytes> sign(ByteView content, UnixTime now) const;
    /// Adds what is revoked; before the identity is shared. The caller checked the list's signature.
    [[nodiscard]] std::shared_ptr<const Identity> withRevocations(RevocationList list) const;

private:
    struct Pen {
        std::mutex mutex; ///< A Signer is for one thread at a time.
        std::unique_ptr<Signer> signer;
    };
    Identity(std::vector<Certificate> certificates, TrustStore trust)
        : m_certificates(std::move(certificates))
        , m_trust(std::move(trust)) {}
    QSslKey m_key;
    std::shared_ptr<Pen> m_pen;
    QList<QSslCertificate> m_chain;
    std::vector<Certificate> m_certificates;
    TrustStore m_trust;
    std::optional<SignedRevocations> m_revocations;
};

/// The trusted roots alone, for work that needs no device. Errors: NotFound, BadCertificate.
[[nodiscard]] Result<TrustStore> loadTrust(const std::filesystem::path& roots);
/// The same with what the list of withdrawn certificates beside them takes out. Errors: those of
/// openRevocations() too.
[[nodiscard]] Result<TrustStore> loadTrustAndRevocations(const std::filesystem::path& roots);
/// Against which time a laptop judges certificates: its clock, if it is synchronised or at least not before
/// this program was made.
[[nodiscard]] TimePolicy laptopTimePolicy(const Clock& clock);

} // namespace fieldfare::app
