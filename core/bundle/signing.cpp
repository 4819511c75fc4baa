// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/signing.h"

#include "core/bundle/head.h"
#include "core/bundle/member_writer.h"
#include "core/crypto/cms_verifier.h"

#include <cerrno>
#include <fcntl.h>

namespace fieldfare {

namespace {

/// A bundle whose signature is about to change; the rest stays as it is.
struct OpenBundle {
    std::filesystem::path path;
    UniqueFd fd;
    SignedPart part;
    BundleHead head;
};

Result<OpenBundle> openBundle(const std::filesystem::path& path) {
    OpenBundle bundle;
    bundle.path = path;
    bundle.fd = UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!bundle.fd) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", path.string()}})
                               : ioError("open", path.string(), errno);
    }
    FF_TRY(std::shared_ptr<ByteSource> source, openByteSource(path));
    FF_TRY(bundle.part, readSignedPart(*source).with("path", path.string()));
    FF_TRY(bundle.head, parseHead(source, bundle.part).with("path", path.string()));
    if (source->sizeBytes() != bundle.head.layout.totalBytes) {
        return Error(ErrorCode::TruncatedBundle, {{"path", path.string()},
                                                  {"member", "end of file"},
                                                  {"need", bundle.head.layout.totalBytes},
                                                  {"have", source->sizeBytes()}});
    }
    return bundle;
}

Result<> writeWithSignature(const OpenBundle& bundle, const std::filesystem::path& output, ByteView cms) {
    if (cms.size() > maxCmsBytes) {
        return Error(ErrorCode::TooLarge, {{"path", "manifest.cms"},
                                           {"have", std::uint64_t{cms.size()}},
                                           {"limit", std::uint64_t{maxCmsBytes}}});
    }
    FF_TRY(const Layout layout, layoutOf(bundle.head.manifest, bundle.part.manifest.size(), cms.size()));
    FF_TRY(OutputFile out, OutputFile::create(output));
    FF_CHECK(writeMember(out, layout.members[0], bundle.part.manifest));
    FF_CHECK(writeMember(out, layout.members[1], cms));
    // Everything behind manifest.cms only moves: headers name no positions.
    const std::uint64_t from = bundle.head.layout.members[2].content.offset - tarBlockBytes;
    FF_CHECK(out.copyFrom(bundle.fd.get(), from, bundle.head.layout.totalBytes - from));
    return out.commit();
}

} // namespace

Result<> signBundle(const std::filesystem::path& bundle, const std::filesystem::path& output,
                    const std::vector<Signer*>& signers, UnixTime signingTime, ExistingSignatures existing) {
    FF_TRY(OpenBundle open, openBundle(bundle));
    Bytes cms = existing == ExistingSignatures::Keep ? open.part.cms : Bytes();
    for (Signer* signer : signers) {
        FF_TRY(cms, signer->sign(open.part.manifest, signingTime, cms));
    }
    return writeWithSignature(open, output, cms);
}

Result<Bytes> exportManifest(const std::filesystem::path& bundle) {
    FF_TRY(OpenBundle open, openBundle(bundle));
    return std::move(open.part.manifest);
}

Result<> importSignature(const std::filesystem::path& bundle, const std::filesystem::path& output,
                         ByteView cms, ExistingSignatures existing) {
    FF_TRY(const OpenBundle open, openBundle(bundle));
    const ByteView kept = existing == ExistingSignatures::Keep ? ByteView(open.part.cms) : ByteView();
    FF_TRY(const Bytes merged, mergeCms(open.part.manifest, kept, cms));
    return writeWithSignature(open, output, merged);
}

} // namespace fieldfare
