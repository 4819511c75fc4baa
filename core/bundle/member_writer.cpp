// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/member_writer.h"

namespace fieldfare {

namespace {

Result<> writePadding(OutputFile& out, const Member& member) {
    constexpr std::array<std::byte, tarBlockBytes> zeros{};
    const auto rest = static_cast<std::size_t>(member.content.length % tarBlockBytes);
    return out.write(ByteView(zeros).first(rest == 0 ? 0 : tarBlockBytes - rest));
}

} // namespace

Result<> writeMember(OutputFile& out, const Member& member, ByteView content) {
    FF_CHECK(out.write(tarHeader(member.name, member.content.length)));
    FF_CHECK(out.write(content));
    return writePadding(out, member);
}

Result<> copyMember(OutputFile& out, const Member& member, int fd, std::uint64_t offset) {
    FF_CHECK(out.write(tarHeader(member.name, member.content.length)));
    FF_CHECK(out.copyFrom(fd, offset, member.content.length));
    return writePadding(out, member);
}

} // namespace fieldfare
