// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate.h"

namespace fieldfare {

/// The fleet's list of withdrawn certificates: JSON signed (CMS, detached, DER) by a root, with a rising
/// number. It travels by push, in bundles and on sticks, as revocations.json and revocations.cms; see
/// docs/KEYS.md.
struct RevocationList {
    std::uint64_t number = 0; ///< 0: no list yet. A list replaces another only if its number is higher.
    /// Certificate::publicKeyDigest() of each revoked certificate, sorted. Never fingerprints of
    /// certificates: an ECDSA signature has a second valid form, which its holder could use to give a revoked
    /// certificate a new fingerprint.
    std::vector<Digest> publicKeys;
    [[nodiscard]] bool contains(const Digest& publicKey) const;
};

inline constexpr std::size_t maxRevocationsBytes = std::size_t{256} << 10;

class TrustStore;
/// Checks the signature by one of `trust`'s roots, then parses (at most 256 KiB). The root's expiry does not
/// matter: a withdrawn key must stay withdrawn. Errors: TooLarge, BadSignature, UntrustedSigner, BadJson,
/// BadValue and the JsonReader's.
[[nodiscard]] Result<RevocationList> openRevocations(ByteView json, ByteView cms, const TrustStore& trust);
/// The exact bytes to sign.
[[nodiscard]] Bytes revocationsJson(const RevocationList& list);

} // namespace fieldfare
