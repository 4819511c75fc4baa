// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/reader.h"

#include "core/base/file.h"
#include "core/bundle/frame_codec.h"
#include "core/bundle/output_file.h"

#include <algorithm>
#include <cerrno>

namespace fieldfare {

namespace {

using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Takes the frames of one payload in image order; `content` lives only for the call.
using FrameConsumer = std::function<Result<>(const Frame& frame, ByteView content)>;

Error damagedEnd(std::string detail) {
    return Error(ErrorCode::BadBundle, {{"member", "end of file"}, {"detail", std::move(detail)}});
}

/// Reads, checks and hands on every frame of one payload, then compares the image's digest.
class PayloadWalk {
public:
    PayloadWalk(ByteSource& source, const VerifiedBundle& bundle, const Progress& progress,
                std::uint64_t total)
        : m_source(source)
        , m_bundle(bundle)
        , m_progress(progress)
        , m_total(total) {}

    Result<> run(std::size_t payload, const FrameConsumer& consume) {
        const Member& member = m_bundle.layout().dataOf(payload);
        FF_CHECK(checkMemberHeader(m_source, member));
        FF_CHECK(checkMemberPadding(m_source, member));
        Sha256 image;
        for (const Frame& frame : m_bundle.index(payload).frames()) {
            m_data.resize(frame.dataBytes);
            m_content.resize(static_cast<std::size_t>(frame.imageBytes));
            FF_CHECK(
                readBundleBytes(m_source, member.content.offset + frame.dataOffset, m_data, member.name));
            FF_CHECK(m_decoder.decode(frame, m_data, m_content).with("member", member.name));
            image.update(m_content);
            FF_CHECK(consume(frame, m_content));
            m_done += frame.dataBytes;
            if (m_progress && !m_progress(m_done, m_total)) {
                return Error(ErrorCode::Cancelled);
            }
        }
        if (image.finish() != m_bundle.manifest().payloads[payload].imageDigest) {
            return Error(ErrorCode::DigestMismatch, {{"member", member.name}, {"offset", std::uint64_t{0}}});
        }
        return {};
    }

private:
    ByteSource& m_source;
    const VerifiedBundle& m_bundle;
    const Progress& m_progress;
    std::uint64_t m_total;
    std::uint64_t m_done = 0;
    FrameDecoder m_decoder;
    Bytes m_data;
    Bytes m_content;
};

Result<> checkEnd(ByteSource& source, const Layout& layout) {
    std::array<std::byte, tarEndBytes> end{};
    FF_CHECK(readBundleBytes(source, layout.totalBytes - tarEndBytes, end, "end of file"));
    if (!isAllZero(end)) {
        return damagedEnd("the two last blocks are not zero");
    }
    if (source.sizeBytes() > layout.totalBytes) {
        return damagedEnd("bytes follow the end");
    }
    return {};
}

} // namespace

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
    std::uint64_t total = 0;
    for (const Payload& payload : bundle.manifest().payloads) {
        total += payload.dataBytes;
    }
    PayloadWalk walk(source, bundle, progress, total);
    for (std::size_t i = 0; i < bundle.manifest().payloads.size(); ++i) {
        FF_CHECK(walk.run(i, [](const Frame&, ByteView) { return Result<>(); }));
    }
    return checkEnd(source, bundle.layout());
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
    FF_CHECK(PayloadWalk(source, bundle, progress, meta.dataBytes).run(payload, write));
    return file.commit();
}

Result<> decodeFrame(const Frame& frame, ByteView data, MutableBytes content) {
    return FrameDecoder().decode(frame, data, content);
}

} // namespace fieldfare
