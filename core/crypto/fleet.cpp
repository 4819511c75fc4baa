// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/fleet.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/crypto/key_files.h"
#include "core/crypto/key_signer.h"

#include <algorithm>

namespace fieldfare {

namespace {

using Encryption = IssuePlan::Encryption;

constexpr std::uint64_t fleetFormat = 1;
constexpr std::size_t maxFleetFileBytes = std::size_t{64} << 10;
/// Clocks of laptops differ, and plain openssl does look at notBefore.
constexpr std::chrono::hours backdating{1};

std::filesystem::path authorityKeyPath(const std::filesystem::path& folder, Role role) {
    return folder / (std::string(roleName(role)) + "-authority.key");
}

std::filesystem::path authorityCertificatePath(const std::filesystem::path& folder, Role role) {
    return folder / (std::string(roleName(role)) + "-authority.crt");
}

Result<Certificate> firstCertificate(const std::filesystem::path& path) {
    FF_TRY(std::vector<Certificate> list, Certificate::listFromFile(path));
    return std::move(list.front());
}

bool isEncrypted(const IssuePlan& plan) {
    return plan.key == Encryption::ByRole ? plan.role == Role::Release || plan.role == Role::Technician
                                          : plan.key == Encryption::Always;
}

Result<std::string> readFleetName(const std::filesystem::path& path) {
    FF_TRY(const Bytes text, readFile(path, maxFleetFileBytes));
    FF_TRY(const Json json, parseJson(asText(text), {.maxBytes = maxFleetFileBytes, .maxDepth = 2}));
    JsonReader reader(json, "fleet");
    if (reader.number("format", 0xffffffff) != fleetFormat) {
        reader.fail("format", "only format 1 is known");
    }
    std::string name = reader.text("name", 64);
    FF_CHECK(reader.finish());
    FF_CHECK(checkIdentityName("name", name));
    return name;
}

} // namespace

std::chrono::days defaultValidity(Role role) {
    switch (role) {
    case Role::Release:
    case Role::Depot:
        return std::chrono::days{2 * 365};
    case Role::Technician:
        return std::chrono::days{365};
    case Role::Device:
        return std::chrono::days{20 * 365};
    }
    return std::chrono::days{365};
}

Result<Fleet> Fleet::open(const std::filesystem::path& folder) {
    FF_TRY(std::string name,
           readFleetName(folder / "fleet.json").with("path", (folder / "fleet.json").string()));
    FF_TRY(Certificate root, firstCertificate(folder / "root.crt"));
    return Fleet(folder, std::move(name), std::move(root));
}

Result<Certificate> Fleet::authority(Role role) const {
    return firstCertificate(authorityCertificatePath(m_folder, role));
}

Result<FleetRegister> Fleet::readRegister() const {
    return FleetRegister::read(registerPath());
}

/// Under the folder's lock: the certificate is in the register before anyone can hold it.
Result<Certificate> Fleet::certify(const IssuePlan& plan, const PrivateKey& key,
                                   const SecretProvider& authorityPassphrase) {
    FF_TRY(FleetRegister issued, readRegister());
    if (plan.reissue == IssuePlan::Reissue::Refuse && issued.isInUse(plan.role, plan.name, plan.now)) {
        return Error(ErrorCode::AlreadyExists, {{"path", registerPath().string()},
                                                {"detail", std::string(roleName(plan.role)) + "/" +
                                                               plan.name + " has a valid certificate"}});
    }
    FF_TRY(const Certificate issuer, authority(plan.role));
    if (issuer.notAfter() <= plan.now) {
        return Error(ErrorCode::CertificateExpired,
                     {{"subject", issuer.commonName()}, {"date", toRfc3339(issuer.notAfter())}});
    }
    FF_TRY(const PrivateKey issuerKey,
           openPrivateKey(authorityKeyPath(m_folder, plan.role), authorityPassphrase));
    const std::chrono::days validity = plan.validity.count() > 0 ? plan.validity : defaultValidity(plan.role);
    const CertificateSpec spec{.commonName = plan.name,
                               .organization = m_name,
                               .notBefore = plan.now - backdating,
                               .notAfter = std::min(plan.now + validity, issuer.notAfter()),
                               .extendedKeyUsage = roleKeyUsage(plan.role)};
    FF_TRY(Certificate certificate, issueCertificate(spec, key, issuer, issuerKey));
    issued.certificates.push_back({plan.role, plan.name, certificate.serialHex(), certificate.fingerprint(),
                                   certificate.publicKeyDigest(), plan.now, certificate.notAfter()});
    FF_CHECK(issued.write(registerPath()));
    return certificate;
}

Result<IssuedFiles> Fleet::issue(const IssuePlan& plan, const SecretProvider& authorityPassphrase,
                                 const SecretProvider& keyPassphrase) {
    FF_CHECK(checkIdentityName("name", plan.name));
    const std::filesystem::path output =
        plan.outputFolder.empty() ? m_folder / "issued" / roleName(plan.role) : plan.outputFolder;
    const std::filesystem::path keyPath = output / (plan.name + ".key");
    const std::filesystem::path certificatePath = output / (plan.name + ".crt");
    FF_TRY(const FolderLock lock, FolderLock::take(m_folder));
    FF_CHECK(createPrivateFolders(output));
    std::error_code ignored;
    if (std::filesystem::exists(certificatePath, ignored)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", certificatePath.string()}, {"detail", "a file of this name exists"}});
    }
    FF_TRY(const PrivateKey key, PrivateKey::generate(KeyKind::EcP256));
    Secret pem;
    if (isEncrypted(plan)) {
        FF_TRY(const Secret passphrase, keyPassphrase(keyPath.filename().string()));
        FF_TRY(pem, key.toPem(passphrase, plan.protection));
    } else {
        FF_TRY(pem, key.toPem());
    }
    // The key goes first: it must not be overwritten, and is worthless without the certificate.
    FF_CHECK(createFile(keyPath, asBytes(pem.reveal()), 0600));
    Result<Certificate> certificate = certify(plan, key, authorityPassphrase);
    Result<Certificate> issuer = authority(plan.role);
    if (!certificate.ok() || !issuer.ok()) {
        std::filesystem::remove(keyPath, ignored);
        return certificate.ok() ? std::move(issuer).error() : std::move(certificate).error();
    }
    FF_CHECK(createFile(certificatePath, asBytes(certificate->pem() + issuer->pem()), 0644));
    return IssuedFiles{keyPath, certificatePath, std::move(certificate).value()};
}

Result<KeyAnswer> Fleet::approve(const KeyRequest& request, IssuePlan plan,
                                 const SecretProvider& authorityPassphrase) {
    FF_CHECK(checkIdentityName("name", request.name));
    plan.role = request.role;
    plan.name = request.name;
    FF_TRY(const PrivateKey key, publicKeyOf(request));
    FF_TRY(const FolderLock lock, FolderLock::take(m_folder));
    FF_TRY(const Certificate issuer, authority(request.role));
    FF_TRY(Certificate certificate, certify(plan, key, authorityPassphrase));
    return KeyAnswer{request.role, request.name, m_name, {std::move(certificate), issuer}, m_root};
}

Result<RevocationList> Fleet::revoke(const std::vector<Digest>& publicKeys, UnixTime now,
                                     const SecretProvider& rootPassphrase) {
    if (std::find(publicKeys.begin(), publicKeys.end(), m_root.publicKeyDigest()) != publicKeys.end()) {
        return Error(ErrorCode::BadValue,
                     {{"key", "certificate"}, {"detail", "a fleet cannot revoke its own root"}});
    }
    FF_TRY(const FolderLock lock, FolderLock::take(m_folder));
    FF_TRY(FleetRegister issued, readRegister());
    FF_TRY(const std::unique_ptr<Signer> root,
           openFileSigner(m_folder / "root.key", rootPath(), rootPassphrase));
    RevocationList& list = issued.revocations;
    list.publicKeys.insert(list.publicKeys.end(), publicKeys.begin(), publicKeys.end());
    std::sort(list.publicKeys.begin(), list.publicKeys.end());
    list.publicKeys.erase(std::unique(list.publicKeys.begin(), list.publicKeys.end()), list.publicKeys.end());
    ++list.number;
    const Bytes json = revocationsJson(list);
    if (json.size() > maxRevocationsBytes) { // No device would read it.
        return Error(ErrorCode::TooLarge, {{"have", json.size()}, {"limit", maxRevocationsBytes}});
    }
    FF_TRY(const Bytes cms, root->sign(json, now));
    // The register is the truth: if the power fails between these, the next call writes the other two from
    // it.
    FF_CHECK(issued.write(registerPath()));
    FF_CHECK(writeFileAtomically(m_folder / "revocations.json", json, 0600));
    FF_CHECK(writeFileAtomically(m_folder / "revocations.cms", cms, 0600));
    return list;
}

} // namespace fieldfare
