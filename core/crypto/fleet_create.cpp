// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/crypto/draft_folder.h"
#include "core/crypto/fleet.h"
#include "core/crypto/key_files.h"

namespace fieldfare {

namespace {

constexpr std::chrono::days rootValidity{30 * 365};
constexpr std::chrono::days authorityValidity{25 * 365};

Result<> writePair(const std::filesystem::path& folder, const std::string& name, const PrivateKey& key,
                   const Certificate& certificate, const Secret& passphrase,
                   const KeyProtection& protection) {
    FF_TRY(const Secret pem, key.toPem(passphrase, protection));
    FF_CHECK(createFile(folder / (name + ".key"), asBytes(pem.reveal()), 0600));
    return createFile(folder / (name + ".crt"), asBytes(certificate.pem()), 0600);
}

CertificateSpec authoritySpec(const FleetPlan& plan, const std::string& name, int pathLength,
                              std::chrono::days validity) {
    return {.commonName = name,
            .organization = plan.name,
            .notBefore = plan.now - std::chrono::hours{1},
            .notAfter = plan.now + validity,
            .caPathLength = pathLength};
}

Result<> writeFleet(const std::filesystem::path& folder, const FleetPlan& plan, const Secret& passphrase) {
    FF_TRY(const PrivateKey rootKey, PrivateKey::generate(KeyKind::EcP384));
    FF_TRY(const Certificate root, selfSign(authoritySpec(plan, "root", 1, rootValidity), rootKey));
    FF_CHECK(writePair(folder, "root", rootKey, root, passphrase, plan.protection));
    for (const Role role : allRoles) {
        const std::string name = std::string(roleName(role)) + "-authority";
        FF_TRY(const PrivateKey key, PrivateKey::generate(KeyKind::EcP256));
        CertificateSpec spec = authoritySpec(plan, name, 0, authorityValidity);
        spec.extendedKeyUsage = roleKeyUsage(role);
        FF_TRY(const Certificate certificate, issueCertificate(spec, key, root, rootKey));
        FF_CHECK(writePair(folder, name, key, certificate, passphrase, plan.protection));
    }
    FF_CHECK(FleetRegister{}.write(folder / "issued.json"));
    const Json json = {{"format", 1}, {"name", plan.name}};
    return createFile(folder / "fleet.json", asBytes(json.dump(1) + "\n"), 0600);
}

} // namespace

Result<Fleet> Fleet::create(const std::filesystem::path& folder, const FleetPlan& plan,
                            const Secret& passphrase) {
    FF_CHECK(checkIdentityName("name", plan.name));
    std::error_code ignored;
    if (std::filesystem::exists(folder, ignored) && !std::filesystem::is_empty(folder, ignored)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", folder.string()}, {"detail", "the folder is not empty"}});
    }
    // "fleets/acme/" names the same folder as "fleets/acme".
    const std::filesystem::path target = folder.has_filename() ? folder : folder.parent_path();
    FF_TRY(DraftFolder draft, DraftFolder::make(target));
    FF_CHECK(writeFleet(draft.path(), plan, passphrase));
    FF_CHECK(draft.moveTo(target));
    return open(target);
}

} // namespace fieldfare
