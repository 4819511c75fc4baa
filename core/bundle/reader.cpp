// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/reader.h"

#include "core/bundle/output_file.h"
#include "core/bundle/payload_walk.h"

namespace fieldfare {

using Progress = PayloadWalk::Progress;

Result<VerifiedBundle> verifyBundle(std::shared_ptr<ByteSource> source, const TrustStore& trust,
                                    const SignaturePolicy& policy, const TimePolicy& time) {
    FF_TRY(const SignedPart part, readSignedPart(*source));
    if (part.cms.empty()) {
        return Error(ErrorCode::NotSigned);
    }
    FF_TRY(SignatureVerdict verdict, verifyCms(part.manifest, part.cms, trust, policy, time));
    FF_TRY(BundleHead head, parseHead(std::move(source), part));
    return VerifiedBundle(std::move(head), std::move(verdict));
}

Result<std::uint64_t> headBytesOf(ByteSource& source) {
    FF_TRY(const SignedPart part, readSignedPart(source));
    FF_TRY(const Manifest manifest, parseManifest(part.manifest));
    FF_TRY(const Layout layout, layoutOf(manifest, part.manifest.size(), part.cms.size()));
    return layout.headBytes;
}

Result<> verifyData(ByteSource& source, const VerifiedBundle& bundle, const Progress& progress) {
    return checkBundleData(source, bundle.head(), progress);
}

Result<> extractPayload(ByteSource& source, const VerifiedBundle& bundle, std::size_t payload,
                        const std::filesystem::path& output, const Progress& progress) {
    FF_TRY(OutputFile file, OutputFile::create(output));
    FF_CHECK(writeImage(source, bundle.head(), payload, file.fd(), output, progress));
    return file.commit();
}

Result<> decodeFrame(const Frame& frame, ByteView data, MutableBytes content) {
    return FrameDecoder().decode(frame, data, content);
}

} // namespace fieldfare
