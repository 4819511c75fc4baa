// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/layout.h"

#include "core/base/checked.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace fieldfare {

namespace {

constexpr std::size_t sizeFieldAt = 124;
constexpr std::size_t sizeDigits = 11;
constexpr std::size_t checksumAt = 148;

/// A field of `digits` octal digits and a NUL, as POSIX.1-1988 writes numbers.
void putOctal(MutableBytes field, std::size_t digits, std::uint64_t value) {
    for (std::size_t i = digits; i > 0; --i) {
        field[i - 1] = static_cast<std::byte>('0' + (value & 7));
        value >>= 3;
    }
    field[digits] = std::byte{0};
}

void putText(MutableBytes header, std::size_t at, std::string_view text) {
    const ByteView bytes = asBytes(text);
    std::copy(bytes.begin(), bytes.end(), header.begin() + static_cast<std::ptrdiff_t>(at));
}

Error badHeader(std::string_view name, std::string detail) {
    return Error(ErrorCode::BadBundle, {{"member", std::string(name)}, {"detail", std::move(detail)}});
}

/// Places one member after `at`, the end of what is placed so far.
Result<> place(Layout& layout, std::uint64_t& at, std::string name, std::uint64_t size,
               std::uint64_t maxBytes) {
    if (size > maxBytes) {
        return Error(ErrorCode::TooLarge, {{"path", std::move(name)}, {"have", size}, {"limit", maxBytes}});
    }
    FF_TRY(const std::uint64_t start, checkedAdd(at, tarBlockBytes));
    FF_TRY(const std::uint64_t end, checkedAdd(start, size));
    FF_TRY(at, checkedRoundUp(end, tarBlockBytes));
    layout.members.push_back({std::move(name), {start, size}});
    return {};
}

} // namespace

Result<Layout> layoutOf(const Manifest& manifest, std::uint64_t manifestBytes, std::uint64_t cmsBytes) {
    Layout layout;
    std::uint64_t at = 0;
    FF_CHECK(place(layout, at, "manifest.json", manifestBytes, maxManifestBytes));
    FF_CHECK(place(layout, at, "manifest.cms", cmsBytes, maxMemberBytes));
    for (const Payload& payload : manifest.payloads) {
        FF_CHECK(place(layout, at, payload.name + ".index", payload.indexBytes, maxIndexBytes));
    }
    layout.headBytes = at;
    for (const Payload& payload : manifest.payloads) {
        FF_CHECK(place(layout, at, payload.name + ".zst", payload.dataBytes, maxMemberBytes));
    }
    for (const Payload& payload : manifest.payloads) {
        layout.patchMembers.push_back(payload.patchBytes > 0 ? layout.members.size() : 0);
        if (payload.patchBytes > 0) {
            FF_CHECK(place(layout, at, payload.name + ".patch", payload.patchBytes, maxMemberBytes));
        }
    }
    FF_TRY(layout.totalBytes, checkedAdd(at, tarEndBytes));
    return layout;
}

std::array<std::byte, 512> tarHeader(std::string_view name, std::uint64_t sizeBytes) {
    std::array<std::byte, tarBlockBytes> header{};
    const MutableBytes view(header);
    putText(view, 0, name.substr(0, 99));
    putOctal(view.subspan(100), 7, 0644);
    putOctal(view.subspan(108), 7, 0); // uid
    putOctal(view.subspan(116), 7, 0); // gid
    putOctal(view.subspan(sizeFieldAt), sizeDigits, sizeBytes);
    putOctal(view.subspan(136), 11, 0); // mtime
    putText(view, checksumAt, "        ");
    putText(view, 156, "0"); // a regular file
    putText(view, 257, std::string_view("ustar\00000", 8));
    putText(view, 265, "root");
    putText(view, 297, "root");
    putOctal(view.subspan(329), 7, 0); // devmajor
    putOctal(view.subspan(337), 7, 0); // devminor
    std::uint64_t sum = 0;
    for (const std::byte b : header) {
        sum += std::to_integer<std::uint64_t>(b);
    }
    putOctal(view.subspan(checksumAt), 6, sum); // six digits, NUL, and the space that stands there already
    return header;
}

Result<std::uint64_t> readTarHeader(ByteView header, std::string_view name, std::uint64_t maxBytes) {
    if (header.size() != tarBlockBytes) {
        return badHeader(name, "the header is cut off");
    }
    std::uint64_t size = 0;
    for (const std::byte b : header.subspan(sizeFieldAt, sizeDigits)) {
        const auto digit = std::to_integer<unsigned>(b);
        if (digit < '0' || digit > '7') {
            return badHeader(name, "the size in its header is not octal");
        }
        size = size * 8 + (digit - '0');
    }
    const auto expected = tarHeader(name, size);
    if (!std::equal(header.begin(), header.end(), expected.begin())) {
        return badHeader(name, "its header is not the canonical one");
    }
    if (size > maxBytes) {
        return Error(ErrorCode::TooLarge, {{"path", std::string(name)}, {"have", size}, {"limit", maxBytes}});
    }
    return size;
}

} // namespace fieldfare
