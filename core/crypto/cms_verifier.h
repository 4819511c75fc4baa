// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/trust_store.h"

namespace fieldfare {

/// Limits of a detached signature, held before it is parsed.
inline constexpr std::size_t maxCmsBytes = std::size_t{64} << 10;
inline constexpr std::size_t maxSignerInfos = 16;

/// How many signatures a bundle needs, and from whom.
struct SignaturePolicy {
    std::size_t required = 1;          ///< m: distinct public keys that must have signed.
    /// If not empty: only these keys count (Certificate::publicKeyDigest). Otherwise every key with the release role.
    std::vector<Digest> pinnedKeys;
    bool judgeReleaseKeyNow = false;   ///< Judge a release key's expiry against now, not at signing time.
};

/// One signature that was accepted.
struct AcceptedSigner {
    Certificate certificate;
    UnixTime signingTime{};
};

struct SignatureVerdict {
    std::vector<AcceptedSigner> signers; ///< Distinct by public key; at least SignaturePolicy::required.
    std::size_t ignored = 0;             ///< SignerInfos that were not accepted.
    /// The latest signing time of the accepted signers; raises the clock's floor once the release is committed.
    [[nodiscard]] UnixTime signedAt() const;
};

/// Verifies a detached CMS over `content` for the release role. Each SignerInfo is judged by itself (signature, message
/// digest, own chain, own role); unknown signers are ignored; trailing bytes after the DER value are refused.
/// Errors: TooLarge, BadSignature (does not parse, or no SignerInfo matches the content), UntrustedSigner, WrongRole,
/// CertificateExpired, CertificateRevoked, TooFewSignatures{need,have}.
[[nodiscard]] Result<SignatureVerdict> verifyCms(ByteView content, ByteView cms, const TrustStore& trust,
                                                 const SignaturePolicy& policy, const TimePolicy& time);

} // namespace fieldfare
