// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/payload_walk.h"

#include "core/base/file.h"
#include "core/bundle/output_file.h"

#include <cerrno>
#include <unistd.h>

namespace fieldfare {

namespace {

Error damagedEnd(std::string detail) {
    return Error(ErrorCode::BadBundle, {{"member", "end of file"}, {"detail", std::move(detail)}});
}

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

PayloadWalk::PayloadWalk(ByteSource& source, const BundleHead& head, const Progress& progress,
                         std::uint64_t totalBytes)
    : m_source(source)
    , m_head(head)
    , m_progress(progress)
    , m_totalBytes(totalBytes) {}

Result<> PayloadWalk::run(std::size_t payload, const FrameConsumer& consume) {
    const Member& member = m_head.layout.dataOf(payload);
    FF_CHECK(checkMemberHeader(m_source, member));
    FF_CHECK(checkMemberPadding(m_source, member));
    Sha256 image;
    for (const Frame& frame : m_head.indexes.at(payload).frames()) {
        m_data.resize(frame.dataBytes);
        m_content.resize(static_cast<std::size_t>(frame.imageBytes));
        FF_CHECK(readBundleBytes(m_source, member.content.offset + frame.dataOffset, m_data, member.name));
        FF_CHECK(m_decoder.decode(frame, m_data, m_content).with("member", member.name));
        image.update(m_content);
        FF_CHECK(consume(frame, m_content));
        FF_CHECK(advance(frame.dataBytes));
    }
    if (image.finish() != m_head.manifest.payloads[payload].imageDigest) {
        return Error(ErrorCode::DigestMismatch, {{"member", member.name}, {"offset", std::uint64_t{0}}});
    }
    return {};
}

Result<> PayloadWalk::runPatches(std::size_t payload) {
    const Member* member = m_head.layout.patchesOf(payload);
    if (member == nullptr) {
        return {};
    }
    FF_CHECK(checkMemberHeader(m_source, *member));
    FF_CHECK(checkMemberPadding(m_source, *member));
    const Index& index = m_head.indexes.at(payload);
    for (std::size_t base = 0; base < index.patchBases().size(); ++base) {
        FF_TRY(const std::vector<Patch> patches, index.patches(base));
        for (const Patch& patch : patches) {
            m_data.resize(patch.dataBytes);
            FF_CHECK(
                readBundleBytes(m_source, member->content.offset + patch.dataOffset, m_data, member->name));
            if (sha256(m_data) != patch.dataDigest) {
                return Error(ErrorCode::DigestMismatch,
                             {{"member", member->name}, {"offset", patch.dataOffset}});
            }
            FF_CHECK(advance(patch.dataBytes));
        }
    }
    return {};
}

Result<> PayloadWalk::advance(std::uint64_t bytes) {
    m_doneBytes += bytes;
    return m_progress && !m_progress(m_doneBytes, m_totalBytes) ? Result<>(Error(ErrorCode::Cancelled))
                                                                : Result<>();
}

Result<> writeImage(ByteSource& source, const BundleHead& head, std::size_t payload, int fd,
                    const std::filesystem::path& path, const PayloadWalk::Progress& progress) {
    const Payload& meta = head.manifest.payloads.at(payload);
    if (::ftruncate(fd, static_cast<off_t>(meta.imageBytes)) != 0) {
        return writeFailure(path, errno, meta.imageBytes);
    }
    return PayloadWalk(source, head, progress, meta.dataBytes)
        .run(payload, [&](const Frame& frame, ByteView content) -> Result<> {
            if (frame.method == FrameMethod::Zero) {
                return {}; // a hole
            }
            Result<> written = pwriteAll(fd, frame.imageOffset, content, path.string());
            return written.ok() || !(written.error() == ErrorCode::NoSpace)
                       ? written
                       : writeFailure(path, ENOSPC, meta.imageBytes);
        });
}

Result<> checkBundleData(ByteSource& source, const BundleHead& head, const PayloadWalk::Progress& progress) {
    std::uint64_t total = 0;
    for (const Payload& payload : head.manifest.payloads) {
        total += payload.dataBytes + payload.patchBytes;
    }
    PayloadWalk walk(source, head, progress, total);
    for (std::size_t i = 0; i < head.manifest.payloads.size(); ++i) {
        FF_CHECK(walk.run(i, [](const Frame&, ByteView) { return Result<>(); }));
    }
    for (std::size_t i = 0; i < head.manifest.payloads.size(); ++i) {
        FF_CHECK(walk.runPatches(i));
    }
    return checkEnd(source, head.layout);
}

} // namespace fieldfare
