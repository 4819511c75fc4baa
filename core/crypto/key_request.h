// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate_builder.h"
#include "core/crypto/role.h"
#include "core/crypto/signer.h"

namespace fieldfare {

/// What a laptop without the authority's key sends, by file or stick (NAME.request, JSON): who it wants to
/// be, and a PKCS#10 request that proves that it holds the key. The file is not secret; its digest is
/// compared by phone.
struct KeyRequest {
    Role role = Role::Technician;
    std::string name;
    std::string csrPem;
    Digest publicKey; ///< SHA-256 of the public key: what both sides read to each other.

    [[nodiscard]] std::string toText() const;
    /// At most 64 KiB; checks the request's signature and that it names the same person. Errors: BadJson, the
    /// JsonReader's, BadValue, BadSignature, BadKey, BadCertificate.
    [[nodiscard]] static Result<KeyRequest> parse(std::string_view text);
};
/// The public half of a request's key. Errors: as KeyRequest::parse.
[[nodiscard]] Result<PrivateKey> publicKeyOf(const KeyRequest& request);

/// The answer to a request (NAME.answer, JSON): the certificate with its authority's, and the fleet's root.
struct KeyAnswer {
    Role role = Role::Technician;
    std::string name;
    std::string fleet;
    std::vector<Certificate> chain;
    std::optional<Certificate> root;

    [[nodiscard]] std::string toText() const;
    /// At most 64 KiB; checks that the chain leads to the root and carries the role. Whether the root is the
    /// right one, a person must say. Errors: BadJson, the JsonReader's, BadCertificate, those of verifyPeer.
    [[nodiscard]] static Result<KeyAnswer> parse(std::string_view text);
};

/// Makes NAME.key (PKCS#8, encrypted unless `passphrase` is null; 0600) and NAME.request in `folder`.
/// Errors: AlreadyExists, BadValue, SigningFailed, Io.
struct RequestFiles {
    std::filesystem::path key;
    std::filesystem::path request;
    Digest publicKey;
};
[[nodiscard]] Result<RequestFiles> makeKeyRequest(Role role, const std::string& name,
                                                  const std::filesystem::path& folder,
                                                  const Secret* passphrase,
                                                  const KeyProtection& protection = {});

/// What may happen to an identity that is already there.
enum class ExistingIdentity { Keep, Replace };

/// Checks that `key` belongs to the answer and writes identity.key, identity.crt and root.crt into `folder`
/// (0700): this laptop's identity. The key file is copied as it is, encrypted or not; `passphrase` is only
/// for the check. Errors: AlreadyExists, KeyMismatch, WrongPassphrase, BadKey, Io.
[[nodiscard]] Result<> installIdentity(const KeyAnswer& answer, const std::filesystem::path& key,
                                       const std::filesystem::path& folder, ExistingIdentity existing,
                                       const SecretProvider& passphrase);

/// For a key that is not a laptop's identity (a release key above all): checks that `key` belongs to the
/// answer and writes the certificate with its authority's as NAME.crt beside it; its path. The same
/// certificate may be there already. `passphrase` is only for the check. Errors: AlreadyExists (another
/// certificate), KeyMismatch, WrongPassphrase, BadKey, NotFound, Io.
[[nodiscard]] Result<std::filesystem::path>
placeCertificate(const KeyAnswer& answer, const std::filesystem::path& key, const SecretProvider& passphrase);

} // namespace fieldfare
