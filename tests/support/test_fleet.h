// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate_builder.h"
#include "core/crypto/signer.h"
#include "core/crypto/trust_store.h"

#include <map>

namespace fieldfare::test {

/// A key with its certificate chain, in memory and as files (PEM, key unencrypted).
struct TestIdentity {
    std::filesystem::path keyPath;
    std::filesystem::path certPath; ///< Leaf, then its authority.
    PrivateKey key;
    std::vector<Certificate> chain; ///< Leaf, then its authority.
    [[nodiscard]] const Certificate& certificate() const { return chain.front(); }
};

/// What is unusual about a certificate; the defaults are those of a good one, valid from 2020 to 2045.
struct IssueOptions {
    UnixTime notBefore = UnixTime{std::chrono::seconds{1'577'836'800}};
    UnixTime notAfter = UnixTime{std::chrono::seconds{2'366'841'600}};
    KeyKind key = KeyKind::EcP256;
    std::optional<Role> issuedBy = {}; ///< Another role's authority than the certificate's own role.
    std::optional<std::vector<std::string>> extendedKeyUsage = {}; ///< Instead of roleKeyUsage(role).
    std::optional<int> caPathLength = {};                          ///< An authority of its own.
};

/// A whole fleet made anew in a temporary folder, which goes with it: P-256 throughout, keys unencrypted,
/// made in a few milliseconds. Two fleets of the same name are strangers to each other. Any failure ends the
/// test program with a text. Not thread-safe.
class TestFleet {
public:
    explicit TestFleet(std::string name = "ACME");
    ~TestFleet();
    TestFleet(const TestFleet&) = delete;
    TestFleet& operator=(const TestFleet&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] const std::filesystem::path& rootPath() const { return m_root.certPath; } ///< root.crt
    [[nodiscard]] const TestIdentity& root() const { return m_root; }
    [[nodiscard]] const TestIdentity& authority(Role role) const { return m_authorities.at(role); }

    /// A new certificate; files are <name>.key and <name>.crt in folder(), so names must differ.
    [[nodiscard]] TestIdentity issue(Role role, const std::string& name, const IssueOptions& options = {});
    /// One that ended on 2021-01-01.
    [[nodiscard]] TestIdentity issueExpired(Role role, const std::string& name);

    /// A signer with the release role; each name is one key, made at its first use.
    [[nodiscard]] std::unique_ptr<Signer> signer(const std::string& name = "release-1");
    [[nodiscard]] static std::unique_ptr<Signer> signerOf(const TestIdentity& identity);

    /// The root, and what was revoked so far.
    [[nodiscard]] TrustStore trust() const;

    /// Adds to the fleet's list and raises its number; writes revocations.json and revocations.cms into
    /// folder().
    void revoke(const Certificate& certificate);
    [[nodiscard]] const RevocationList& revocations() const { return m_revocations; }
    [[nodiscard]] Bytes revocationsJson() const;
    [[nodiscard]] Bytes revocationsCms() const; ///< Signed by the root.

private:
    [[nodiscard]] TestIdentity store(const std::string& name, PrivateKey key,
                                     std::vector<Certificate> chain) const;
    std::string m_name;
    std::filesystem::path m_folder;
    TestIdentity m_root;
    std::map<Role, TestIdentity> m_authorities;
    std::map<std::string, TestIdentity> m_signers;
    RevocationList m_revocations;
};

/// The value, or the end of the test program with the error's text.
template <typename T>
T need(Result<T> result);
[[noreturn]] void giveUp(const Error& error);

template <typename T>
T need(Result<T> result) {
    if (!result.ok()) {
        giveUp(result.error());
    }
    return std::move(result).value();
}
inline void need(const Result<>& result) {
    if (!result.ok()) {
        giveUp(result.error());
    }
}

} // namespace fieldfare::test
