// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/head.h"

#include "core/bundle/slice_source.h"
#include "core/crypto/cms_verifier.h"

namespace fieldfare {

namespace {

Error badMember(std::string_view member, std::string detail) {
    return Error(ErrorCode::BadBundle, {{"member", std::string(member)}, {"detail", std::move(detail)}});
}

/// Reads one of the first two members, whose sizes only their own headers tell.
Result<Bytes> readLeadingMember(ByteSource& source, std::uint64_t& at, std::string_view name,
                                std::uint64_t maxBytes) {
    std::array<std::byte, tarBlockBytes> header{};
    FF_CHECK(readBundleBytes(source, at, header, name));
    FF_TRY(const std::uint64_t size, readTarHeader(header, name, maxBytes));
    const Member member{std::string(name), {at + tarBlockBytes, size}};
    if (member.content.end() > source.sizeBytes()) {
        return Error(ErrorCode::TruncatedBundle,
                     {{"member", member.name}, {"need", member.content.end()}, {"have", source.sizeBytes()}});
    }
    Bytes content(static_cast<std::size_t>(size));
    FF_CHECK(readBundleBytes(source, member.content.offset, content, name));
    FF_CHECK(checkMemberPadding(source, member));
    at = (member.content.end() + tarBlockBytes - 1) / tarBlockBytes * tarBlockBytes;
    return content;
}

} // namespace

Result<> readBundleBytes(ByteSource& source, std::uint64_t offset, MutableBytes into,
                         std::string_view member) {
    const std::uint64_t size = source.sizeBytes();
    if (offset > size || into.size() > size - offset) {
        return Error(ErrorCode::TruncatedBundle,
                     {{"member", std::string(member)}, {"need", offset + into.size()}, {"have", size}});
    }
    return source.readAt(offset, into);
}

Result<> checkMemberHeader(ByteSource& source, const Member& member) {
    std::array<std::byte, tarBlockBytes> header{};
    FF_CHECK(readBundleBytes(source, member.content.offset - tarBlockBytes, header, member.name));
    if (header != tarHeader(member.name, member.content.length)) {
        return badMember(member.name, "its header is not the one that the manifest demands");
    }
    return {};
}

Result<> checkMemberPadding(ByteSource& source, const Member& member) {
    const auto rest = static_cast<std::size_t>(member.content.end() % tarBlockBytes);
    std::array<std::byte, tarBlockBytes> block{};
    const MutableBytes padding = MutableBytes(block).first(rest == 0 ? 0 : tarBlockBytes - rest);
    FF_CHECK(readBundleBytes(source, member.content.end(), padding, member.name));
    if (!isAllZero(padding)) {
        return badMember(member.name, "its padding is not zero");
    }
    return {};
}

Result<SignedPart> readSignedPart(ByteSource& source) {
    std::uint64_t at = 0;
    SignedPart part;
    FF_TRY(part.manifest, readLeadingMember(source, at, "manifest.json", maxManifestBytes));
    FF_TRY(part.cms, readLeadingMember(source, at, "manifest.cms", maxCmsBytes));
    return part;
}

Result<BundleHead> parseHead(std::shared_ptr<ByteSource> source, const SignedPart& signedPart) {
    BundleHead head;
    head.manifestDigest = sha256(signedPart.manifest);
    FF_TRY(head.manifest, parseManifest(signedPart.manifest));
    FF_TRY(head.layout, layoutOf(head.manifest, signedPart.manifest.size(), signedPart.cms.size()));
    if (head.layout.headBytes > source->sizeBytes()) {
        return Error(ErrorCode::TruncatedBundle,
                     {{"need", head.layout.headBytes}, {"have", source->sizeBytes()}});
    }
    for (std::size_t i = 0; i < head.manifest.payloads.size(); ++i) {
        const Member& member = head.layout.indexOf(i);
        FF_CHECK(checkMemberHeader(*source, member));
        auto slice = std::make_shared<SliceSource>(source, member.content);
        FF_TRY(Index index,
               Index::open(std::move(slice), head.manifest.payloads[i]).with("member", member.name));
        FF_CHECK(checkMemberPadding(*source, member));
        head.indexes.push_back(std::move(index));
    }
    return head;
}

Result<BundleHead> readUnverifiedHead(std::shared_ptr<ByteSource> source) {
    FF_TRY(const SignedPart part, readSignedPart(*source));
    return parseHead(std::move(source), part);
}

} // namespace fieldfare
