// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/manifest.h"

namespace fieldfare {

inline constexpr std::uint64_t tarBlockBytes = 512;
inline constexpr std::uint64_t tarEndBytes = 2 * tarBlockBytes; ///< The two zero blocks that end an archive.

/// A run of bytes of the bundle file, or of one member.
struct ByteRange {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    [[nodiscard]] std::uint64_t end() const {
        return offset + length;
    } ///< Ranges are validated: no overflow.
    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

struct Member {
    std::string name;
    ByteRange
        content; ///< In the bundle file; its 512-byte header stands right before, zero padding to 512 after.
};

/// Where every byte of a bundle belongs: derived from the manifest, never read from tar headers.
struct Layout {
    std::vector<Member> members; ///< manifest.json, manifest.cms, all <payload>.index, all <payload>.zst, all
                                 ///< <payload>.patch that there are
    std::vector<std::size_t> patchMembers; ///< For each payload the place in `members`; 0: it has no patches.
    std::uint64_t headBytes =
        0; ///< Everything before the first .zst header: what a device needs to decide and plan.
    std::uint64_t totalBytes = 0;
    [[nodiscard]] const Member& indexOf(std::size_t payload) const { return members[2 + payload]; }
    [[nodiscard]] const Member& dataOf(std::size_t payload) const {
        return members[2 + patchMembers.size() + payload];
    }
    /// Null if the payload has no patches.
    [[nodiscard]] const Member* patchesOf(std::size_t payload) const {
        return patchMembers[payload] == 0 ? nullptr : &members[patchMembers[payload]];
    }
};

/// Errors: Overflow, TooLarge.
[[nodiscard]] Result<Layout> layoutOf(const Manifest& manifest, std::uint64_t manifestBytes,
                                      std::uint64_t cmsBytes);

/// The canonical 512-byte ustar header: mode 0644, owner 0:0 "root", mtime 0. `name` at most 99 bytes.
[[nodiscard]] std::array<std::byte, 512> tarHeader(std::string_view name, std::uint64_t sizeBytes);
/// The size in a header, if the header is the canonical one for `name`. Errors: BadBundle{member,detail}.
[[nodiscard]] Result<std::uint64_t> readTarHeader(ByteView header, std::string_view name,
                                                  std::uint64_t maxBytes);

} // namespace fieldfare
