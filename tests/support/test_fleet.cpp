// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_fleet.h"

#include "core/base/file.h"
#include "core/crypto/key_signer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace fieldfare::test {

namespace {

constexpr UnixTime signedAt{std::chrono::seconds{1'767'225'600}}; // 2026-01-01

std::filesystem::path makeFolder() {
    const char* parent = std::getenv("TMPDIR");
    std::string path = std::string(parent == nullptr ? "/tmp" : parent) + "/fieldfare-fleet-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) {
        giveUp(ioError("create", path, errno));
    }
    return path;
}

CertificateSpec specFor(const std::string& fleet, const std::string& name, const IssueOptions& options) {
    return {.commonName = name,
            .organization = fleet,
            .notBefore = options.notBefore,
            .notAfter = options.notAfter,
            .caPathLength = options.caPathLength,
            .extendedKeyUsage = options.extendedKeyUsage.value_or(std::vector<std::string>{})};
}

} // namespace

void giveUp(const Error& error) {
    std::fprintf(stderr, "test support: %s\n", describeLine(error).c_str());
    std::abort();
}

TestIdentity TestFleet::store(const std::string& name, PrivateKey key, std::vector<Certificate> chain) const {
    TestIdentity identity{m_folder / (name + ".key"), m_folder / (name + ".crt"), std::move(key),
                          std::move(chain)};
    const Secret pem = need(identity.key.toPem());
    need(writeFileAtomically(identity.keyPath, asBytes(pem.reveal()), 0600));
    std::string certificates;
    for (const Certificate& each : identity.chain) {
        certificates += each.pem();
    }
    need(writeFileAtomically(identity.certPath, asBytes(certificates)));
    return identity;
}

TestFleet::TestFleet(std::string name)
    : m_name(std::move(name))
    , m_folder(makeFolder())
    , m_root([this] {
        PrivateKey key = need(PrivateKey::generate(KeyKind::EcP256));
        const CertificateSpec spec = specFor(m_name, m_name + " root", {.caPathLength = 1});
        Certificate certificate = need(selfSign(spec, key));
        return store("root", std::move(key), {std::move(certificate)});
    }()) {
    for (const Role role : allRoles) {
        PrivateKey key = need(PrivateKey::generate(KeyKind::EcP256));
        const std::string authorityName = std::string(roleName(role)) + "-authority";
        const CertificateSpec spec = specFor(m_name, m_name + " " + authorityName,
                                             {.extendedKeyUsage = roleKeyUsage(role), .caPathLength = 0});
        Certificate certificate = need(issueCertificate(spec, key, m_root.certificate(), m_root.key));
        m_authorities.emplace(role, store(authorityName, std::move(key), {std::move(certificate)}));
    }
}

TestFleet::~TestFleet() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

TestIdentity TestFleet::issue(Role role, const std::string& name, const IssueOptions& options) {
    const TestIdentity& issuer = m_authorities.at(options.issuedBy.value_or(role));
    PrivateKey key = need(PrivateKey::generate(options.key));
    CertificateSpec spec = specFor(m_name, name, options);
    if (!options.extendedKeyUsage) {
        spec.extendedKeyUsage = roleKeyUsage(role);
    }
    Certificate certificate = need(issueCertificate(spec, key, issuer.certificate(), issuer.key));
    return store(name, std::move(key), {std::move(certificate), issuer.certificate()});
}

TestIdentity TestFleet::issueExpired(Role role, const std::string& name) {
    return issue(role, name, {.notAfter = UnixTime{std::chrono::seconds{1'609'459'200}}});
}

std::unique_ptr<Signer> TestFleet::signer(const std::string& name) {
    auto known = m_signers.find(name);
    if (known == m_signers.end()) {
        known = m_signers.emplace(name, issue(Role::Release, name)).first;
    }
    return signerOf(known->second);
}

std::unique_ptr<Signer> TestFleet::signerOf(const TestIdentity& identity) {
    return need(makeKeySigner(identity.key, identity.chain));
}

TrustStore TestFleet::trust() const {
    TrustStore trust = need(TrustStore::fromPem(m_root.certificate().pem()));
    trust.setRevocations(m_revocations);
    return trust;
}

void TestFleet::revoke(const Certificate& certificate) {
    m_revocations.publicKeys.push_back(certificate.publicKeyDigest());
    std::sort(m_revocations.publicKeys.begin(), m_revocations.publicKeys.end());
    ++m_revocations.number;
    need(writeFileAtomically(m_folder / "revocations.json", revocationsJson()));
    need(writeFileAtomically(m_folder / "revocations.cms", revocationsCms()));
}

Bytes TestFleet::revocationsJson() const {
    return fieldfare::revocationsJson(m_revocations);
}

Bytes TestFleet::revocationsCms() const {
    return need(signerOf(m_root)->sign(revocationsJson(), signedAt));
}

} // namespace fieldfare::test
