// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate_builder.h"
#include "core/crypto/fleet_register.h"
#include "core/crypto/key_request.h"
#include "core/crypto/signer.h"

namespace fieldfare {

/// How a fleet is made.
struct FleetPlan {
    std::string name; ///< Stands in every certificate as the organisation; see checkIdentityName.
    UnixTime now{};
    KeyProtection protection = {};
};

/// What a certificate is wanted for.
struct IssuePlan {
    Role role = Role::Device;
    std::string name;
    UnixTime now{};
    std::chrono::days validity{0}; ///< 0: defaultValidity(role). Never past the authority's own end.
    std::filesystem::path outputFolder = {}; ///< Empty: issued/ROLE/ in the fleet's folder.
    enum class Encryption {
        ByRole,
        Always,
        Never
    } key = Encryption::ByRole; ///< By role: release and technician keys are.
    enum class Reissue {
        Refuse,
        Allow
    } reissue = Reissue::Refuse; ///< Whether the name may already be in use.
    KeyProtection protection = {};
};

struct IssuedFiles {
    std::filesystem::path key;
    std::filesystem::path certificate; ///< PEM: the certificate, then its authority's.
    Certificate issued;
};

/// Release 2 years, technician 1, device 20, depot 2.
[[nodiscard]] std::chrono::days defaultValidity(Role role);

/// The folder that holds a fleet's keys: an offline root and one authority for each role. docs/KEYS.md
/// describes its files. Works under a lock of the folder; two programs at once are safe. One object, one
/// thread.
class Fleet {
public:
    /// Makes the folder (0700) with everything in it, or nothing at all. Takes about a second: five keys are
    /// encrypted. Errors: AlreadyExists, BadValue, SigningFailed, Io.
    [[nodiscard]] static Result<Fleet> create(const std::filesystem::path& folder, const FleetPlan& plan,
                                              const Secret& passphrase);
    /// Errors: NotFound, BadJson, BadCertificate.
    [[nodiscard]] static Result<Fleet> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const Certificate& root() const { return m_root; }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] std::filesystem::path rootPath() const { return m_folder / "root.crt"; }
    /// The certificate of a role's authority. Errors: NotFound, BadCertificate.
    [[nodiscard]] Result<Certificate> authority(Role role) const;
    [[nodiscard]] Result<FleetRegister> readRegister() const;

    /// Makes a P-256 key and its certificate. `authorityPassphrase` opens the authority's key,
    /// `keyPassphrase` protects the new one if it is encrypted. Errors: AlreadyExists (file, or name in use),
    /// BadValue, WrongPassphrase, CertificateExpired (the authority), Io.
    [[nodiscard]] Result<IssuedFiles> issue(const IssuePlan& plan, const SecretProvider& authorityPassphrase,
                                            const SecretProvider& keyPassphrase);
    /// Answers a request: only its public key, role and name are used. `plan` gives now, validity and
    /// reissue; its role and name are taken from the request. Errors: as issue.
    [[nodiscard]] Result<KeyAnswer> approve(const KeyRequest& request, IssuePlan plan,
                                            const SecretProvider& authorityPassphrase);
    /// Revokes public keys (of certificates or authorities) and writes revocations.json and revocations.cms,
    /// signed by the root. With no keys, writes the current list anew under a higher number. Errors:
    /// WrongPassphrase, Io.
    [[nodiscard]] Result<RevocationList> revoke(const std::vector<Digest>& publicKeys, UnixTime now,
                                                const SecretProvider& rootPassphrase);
    /// Encrypts the keys of root and authorities that lie in the folder with another passphrase; how many
    /// they are. What was issued, and every copy of the folder, keeps the old one. If it is cut off (a
    /// crash), some keys have the new one already: the same call again finishes. Errors: WrongPassphrase
    /// (nothing was changed), NotFound (no key is here), BadKey, BadValue (`fresh` is empty), Io, NoSpace.
    [[nodiscard]] Result<std::size_t> changePassphrase(const Secret& current, const Secret& fresh,
                                                       const KeyProtection& protection = {});

private:
    Fleet(std::filesystem::path folder, std::string name, Certificate root)
        : m_folder(std::move(folder))
        , m_name(std::move(name))
        , m_root(std::move(root)) {}
    [[nodiscard]] Result<Certificate> certify(const IssuePlan& plan, const PrivateKey& key,
                                              const SecretProvider& authorityPassphrase);
    [[nodiscard]] std::filesystem::path registerPath() const { return m_folder / "issued.json"; }
    std::filesystem::path m_folder;
    std::string m_name;
    Certificate m_root;
};

} // namespace fieldfare
