// SPDX-License-Identifier: Apache-2.0
#pragma once

// Inside core/crypto: the steps of judging a certificate, shared by verifyPeer and verifyCms.

#include "core/crypto/trust_store.h"

#include <span>

namespace fieldfare {

/// A certificate's way to a root: leaf, authority, root. Every signature in it is good; nothing else is
/// judged yet.
struct Chain {
    std::vector<Certificate> certificates;
    [[nodiscard]] const Certificate& leaf() const { return certificates.front(); }
    [[nodiscard]] const Certificate& authority() const { return certificates[1]; }
};

/// Errors: UntrustedChain, ChainTooLong; WrongRole if there is no authority between leaf and root.
[[nodiscard]] Result<Chain> buildChain(const Certificate& leaf, std::span<const Certificate> untrusted,
                                       std::span<const Certificate> roots, Role wanted);
/// Errors: WrongRole.
[[nodiscard]] Result<> checkRole(const Chain& chain, Role wanted);
/// Errors: CertificateRevoked.
[[nodiscard]] Result<> checkNotRevoked(const Chain& chain, const RevocationList& revocations);
/// Errors: CertificateExpired.
[[nodiscard]] Result<> checkNotExpired(const Chain& chain, UnixTime at);
/// Against the floor always, against now where it is known. Errors: CertificateExpired.
[[nodiscard]] Result<> checkNotExpired(const Chain& chain, const TimePolicy& time);

/// The one role whose OID is in the certificate's extended key usage; nothing if there is none or more than
/// one.
[[nodiscard]] std::optional<Role> roleOf(const Certificate& certificate);

} // namespace fieldfare
