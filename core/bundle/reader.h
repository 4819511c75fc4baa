// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/head.h"
#include "core/crypto/cms_verifier.h"

#include <functional>

namespace fieldfare {

/// A bundle whose signature was verified before its manifest was parsed, and whose head (all headers,
/// padding, indexes) was compared byte for byte. Only verifyBundle can make one, and only this can be
/// installed.
class VerifiedBundle {
public:
    [[nodiscard]] const Manifest& manifest() const { return m_head.manifest; }
    [[nodiscard]] const Digest& manifestDigest() const {
        return m_head.manifestDigest;
    } ///< The bundle's identity.
    [[nodiscard]] const Layout& layout() const { return m_head.layout; }
    [[nodiscard]] const SignatureVerdict& signature() const { return m_signature; }
    [[nodiscard]] const BundleHead& head() const { return m_head; }
    [[nodiscard]] const Index& index(std::size_t payload) const { return m_head.indexes.at(payload); }

private:
    friend Result<VerifiedBundle> verifyBundle(std::shared_ptr<ByteSource>, const TrustStore&,
                                               const SignaturePolicy&, const TimePolicy&);
    VerifiedBundle(BundleHead head, SignatureVerdict signature)
        : m_head(std::move(head))
        , m_signature(std::move(signature)) {}
    BundleHead m_head;
    SignatureVerdict m_signature;
};

/// Reads and verifies the head of a bundle: the signature first, over the manifest's exact bytes. `source`
/// needs to hold only the head (Layout::headBytes), or more; it is kept for reading fingerprints. Errors:
/// those of verifyCms, parseManifest, Index::open; BadBundle{member,detail}.
[[nodiscard]] Result<VerifiedBundle> verifyBundle(std::shared_ptr<ByteSource> source, const TrustStore& trust,
                                                  const SignaturePolicy& policy, const TimePolicy& time);

/// How long the head is, read from the first bytes of a bundle without trusting them: enough to receive it.
/// Parses the manifest unverified, for sizes only. Errors: TruncatedBundle, BadBundle, TooLarge, those of
/// parseManifest.
[[nodiscard]] Result<std::uint64_t> headBytesOf(ByteSource& source);

/// Checks everything that a device checks plus the rest: every frame's digests, the image's digest, headers
/// and padding of data members, the end, and that nothing follows. Errors: BadBundle,
/// DigestMismatch{member,offset}.
[[nodiscard]] Result<>
verifyData(ByteSource& source, const VerifiedBundle& bundle,
           const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});

/// Writes one payload's image to `output`, sparse where it is zero; the file appears only when all of it was
/// checked. Errors: those of verifyData for this payload; NoSpace.
[[nodiscard]] Result<>
extractPayload(ByteSource& source, const VerifiedBundle& bundle, std::size_t payload,
               const std::filesystem::path& output,
               const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});

/// Decompresses one frame into `content` (exactly frame.imageBytes long): the data's digest is checked first,
/// then that it is one zstd frame of exactly this size with nothing behind it, then the content's digest.
/// Makes a FrameDecoder (core/bundle/frame_codec.h) for one call; keep one for many frames. Errors:
/// DigestMismatch{offset}, BadFrame{offset,detail}; the caller adds `member`.
[[nodiscard]] Result<> decodeFrame(const Frame& frame, ByteView data, MutableBytes content);

} // namespace fieldfare
