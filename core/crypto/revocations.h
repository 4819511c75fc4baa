// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate.h"

namespace fieldfare {

/// The fleet's list of withdrawn certificates: JSON signed (CMS, detached, DER) by a root, with a rising number.
/// It travels by push, in bundles and on sticks, as revocations.json and revocations.cms; see docs/KEYS.md.
struct RevocationList {
    std::uint64_t number = 0;                 ///< 0: no list yet. A list replaces another only if its number is higher.
    std::vector<Digest> certificates;         ///< Certificate::fingerprint() of each revoked certificate, sorted.
    [[nodiscard]] bool contains(const Digest& fingerprint) const;
};

class TrustStore;
/// Checks the signature by one of `trust`'s roots, then parses (at most 256 KiB). Errors: BadSignature, UntrustedSigner,
/// BadJson and the JsonReader's.
[[nodiscard]] Result<RevocationList> openRevocations(ByteView json, ByteView cms, const TrustStore& trust);
/// The exact bytes to sign.
[[nodiscard]] Bytes revocationsJson(const RevocationList& list);

} // namespace fieldfare
