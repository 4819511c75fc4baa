// SPDX-License-Identifier: Apache-2.0
#pragma once

// Inside core/crypto: the profile of CMS (RFC 5652) that Fieldfare reads, without any trust.

#include "core/crypto/cms_verifier.h"

struct CMS_ContentInfo_st;

namespace fieldfare {

/// A signature that is right for its content; whether the signer is trusted is another question.
struct CheckedSignature {
    Certificate certificate;
    UnixTime signingTime{};
};

/// A parsed detached CMS SignedData.
class SignedData {
public:
    /// Errors: TooLarge, BadSignature (not DER of a detached SignedData over data, bytes after it, too many
    /// signatures).
    [[nodiscard]] static Result<SignedData> parse(ByteView der);

    [[nodiscard]] std::size_t size() const { return m_size; }
    /// All embedded certificates, in their order.
    [[nodiscard]] const std::vector<Certificate>& certificates() const { return m_certificates; }
    /// The embedded certificate that signature `index` names.
    [[nodiscard]] std::optional<Certificate> signerCertificate(std::size_t index) const;
    /// What signature `index` claims as its time; nothing if that is not there exactly once.
    [[nodiscard]] std::optional<UnixTime> signingTime(std::size_t index) const;
    /// Checks one signature by itself: algorithms, signed attributes, digest of `content`, signature.
    /// Errors: BadSignature, UntrustedSigner (its certificate is not embedded).
    [[nodiscard]] Result<CheckedSignature> check(std::size_t index, ByteView content) const;
    [[nodiscard]] CMS_ContentInfo_st* native() const { return m_cms.get(); }

private:
    SignedData() = default;
    std::shared_ptr<CMS_ContentInfo_st> m_cms;
    std::size_t m_size = 0;
    std::vector<Certificate> m_certificates;
};

} // namespace fieldfare
