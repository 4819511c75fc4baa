// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/reader.h"

#include "core/base/file.h"
#include "core/bundle/output_file.h"
#include "core/bundle/payload_walk.h"

#include <cerrno>

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
    const Payload& meta = bundle.manifest().payloads.at(payload);
    FF_TRY(OutputFile file, OutputFile::create(output));
    if (::ftruncate(file.fd(), static_cast<off_t>(meta.imageBytes)) != 0) {
        return writeFailure(output, errno, meta.imageBytes);
    }
    const auto write = [&](const Frame& frame, ByteView content) -> Result<> {
        if (frame.method == FrameMethod::Zero) {
            return {}; // a hole
        }
        Result<> written = pwriteAll(file.fd(), frame.imageOffset, content, output.string());
        return written.ok() || !(written.error() == ErrorCode::NoSpace)
                   ? written
                   : writeFailure(output, ENOSPC, meta.imageBytes);
    };
    FF_CHECK(PayloadWalk(source, bundle.head(), progress, meta.dataBytes).run(payload, write));
    return file.commit();
}

Result<> decodeFrame(const Frame& frame, ByteView data, MutableBytes content) {
    return FrameDecoder().decode(frame, data, content);
}

} // namespace fieldfare
