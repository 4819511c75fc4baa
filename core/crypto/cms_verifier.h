// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/role.h"
#include "core/crypto/trust_store.h"

namespace fieldfare {

/// Limits of a detached signature, held before it is parsed.
inline constexpr std::size_t maxCmsBytes = std::size_t{64} << 10;
inline constexpr std::size_t maxSignerInfos = 16;

/// How many signatures a bundle needs, and from whom.
struct SignaturePolicy {
    std::size_t required = 1; ///< m: distinct public keys that must have signed; 0 is taken as 1.
    /// If not empty: only these keys count (Certificate::publicKeyDigest), each once. A pinned key is either
    /// a signer's own or that of the authority which issued it; so "one signature of each of two authorities"
    /// is two pinned authorities and required = 2. If empty, every key with the release role counts.
    std::vector<Digest> pinnedKeys = {};
    bool judgeReleaseKeyNow = false; ///< Judge a release key's expiry against now, not at signing time.
};

/// One signature that was accepted.
struct AcceptedSigner {
    Certificate certificate;
    UnixTime signingTime{};
};

struct SignatureVerdict {
    std::vector<AcceptedSigner> signers; ///< Distinct by public key; at least SignaturePolicy::required.
    std::size_t ignored = 0;             ///< SignerInfos that were not accepted.
    /// The latest signing time of the accepted signers; raises the clock's floor once the release is
    /// committed.
    [[nodiscard]] UnixTime signedAt() const;
};

/// One signature as it stands in the file. Nothing about it is trusted: for showing, and for checking a
/// signature that was made elsewhere before it goes into a bundle.
struct CmsSignature {
    std::optional<Certificate> certificate; ///< Of the signer, if it is embedded.
    UnixTime signingTime{};                 ///< What the signer claims.
    bool matches = false; ///< True if it is a well-formed signature of this content by this certificate.
};
/// Lists the signatures of a detached CMS over `content`, without any trust. Errors: TooLarge, BadSignature.
[[nodiscard]] Result<std::vector<CmsSignature>> inspectCms(ByteView content, ByteView cms);

/// Puts the signatures of `added` into `existing` (empty: `added` is taken as it is). Every signature of
/// `added` must match the content; nobody's trust is judged. Errors: TooLarge, BadSignature.
[[nodiscard]] Result<Bytes> mergeCms(ByteView content, ByteView existing, ByteView added);

/// Verifies a detached CMS over `content` for the release role. Each SignerInfo is judged by itself
/// (signature, message digest, own chain, own role); unknown signers are ignored; trailing bytes after the
/// DER value are refused. Accepted are SHA-256, 384 and 512 with RSA (PKCS#1 v1.5) or ECDSA, and signed
/// attributes with contentType data, messageDigest and signingTime. Expiry is judged at the signing time, or
/// by `time` if the policy says now. If nothing was accepted, the error is that of the signature that came
/// furthest. Errors: TooLarge, BadSignature (does not parse, or no SignerInfo matches the content),
/// UntrustedSigner, WrongRole, CertificateExpired, CertificateRevoked, TooFewSignatures{need,have}.
[[nodiscard]] Result<SignatureVerdict> verifyCms(ByteView content, ByteView cms, const TrustStore& trust,
                                                 const SignaturePolicy& policy, const TimePolicy& time);

/// Checks that somebody with `role` signed `content`, for texts that are no bundle. Expiry is judged at the
/// signing time, which the signer claims: the holder of an expired key can still sign for the time before.
/// Errors: TooLarge, BadSignature, UntrustedSigner, WrongRole, CertificateExpired, CertificateRevoked,
/// ChainTooLong.
[[nodiscard]] Result<AcceptedSigner> verifySignatureBy(Role role, ByteView content, ByteView cms,
                                                       const TrustStore& trust);

} // namespace fieldfare
