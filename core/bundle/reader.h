// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"
#include "core/crypto/cms_verifier.h"

namespace fieldfare {

/// A bundle whose signature was verified before its manifest was parsed, and whose head (all headers,
/// padding, indexes) was compared byte for byte. Only verifyBundle can make one, and only this can be
/// installed.
class VerifiedBundle {
public:
    [[nodiscard]] const Manifest& manifest() const { return m_manifest; }
    [[nodiscard]] const Digest& manifestDigest() const {
        return m_manifestDigest;
    } ///< The bundle's identity.
    [[nodiscard]] const Layout& layout() const { return m_layout; }
    [[nodiscard]] const SignatureVerdict& signature() const { return m_signature; }
    [[nodiscard]] const Index& index(std::size_t payload) const { return m_indexes.at(payload); }

private:
    friend Result<VerifiedBundle> verifyBundle(std::shared_ptr<ByteSource>, const TrustStore&,
                                               const SignaturePolicy&, const TimePolicy&);
    VerifiedBundle() = default;
    Manifest m_manifest;
    Digest m_manifestDigest;
    Layout m_layout;
    SignatureVerdict m_signature;
    std::vector<Index> m_indexes;
};

/// Reads and verifies the head of a bundle. `source` needs to hold only the head (Layout::headBytes), or
/// more; it is kept for reading fingerprints. Errors: those of verifyCms, parseManifest, Index::open;
/// BadBundle{member,detail}.
[[nodiscard]] Result<VerifiedBundle> verifyBundle(std::shared_ptr<ByteSource> source, const TrustStore& trust,
                                                  const SignaturePolicy& policy, const TimePolicy& time);

/// How long the head is, read from the first bytes of a bundle without trusting them: enough to receive it.
/// Parses the manifest unverified, for sizes only. Errors: BadBundle, TooLarge.
[[nodiscard]] Result<std::uint64_t> headBytesOf(ByteSource& source);

/// Checks everything that a device checks plus the rest: every frame's digests, the image's digest, headers
/// and padding of data members, the end, and that nothing follows. Errors: BadBundle,
/// DigestMismatch{member,offset}.
[[nodiscard]] Result<>
verifyData(ByteSource& source, const VerifiedBundle& bundle,
           const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});

/// Decompresses one frame into `content` (exactly frame.imageBytes long), checking both digests.
/// Errors: DigestMismatch{member,offset}, BadBundle.
[[nodiscard]] Result<> decodeFrame(const Frame& frame, ByteView data, MutableBytes content);

} // namespace fieldfare
