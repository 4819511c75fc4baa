// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/builder.h"
#include "core/bundle/head.h"
#include "core/bundle/slice_source.h"

#include <QString>

/// What the tests of bundles share: images of a given content, builds, and bundles put together by hand with
/// any fault.
namespace fieldfare::bundlekit {

inline constexpr std::size_t block = 4096;

/// Bytes that do not compress, the same for the same seed.
[[nodiscard]] Bytes noise(std::size_t size, unsigned seed);
/// Bytes that compress like text does, the same for the same seed.
[[nodiscard]] Bytes prose(std::size_t size, unsigned seed);

void writeImage(const QString& path, ByteView content);
[[nodiscard]] Bytes readBytes(const QString& path);

/// A request with a release, one model and one payload "rootfs".
[[nodiscard]] BuildRequest requestFor(const QString& image, const QString& output);

/// A bundle as its parts; assemble() puts them together as the format wants, sizes and digests filled in.
struct Parts {
    Manifest manifest;
    Bytes cms;
    std::vector<Bytes> indexes;
    std::vector<Bytes> data;
    std::vector<Bytes> patches; ///< Empty where a payload has none.
};
[[nodiscard]] Parts takeApart(const Bytes& bundle);
/// `manifestText` replaces the manifest's own text if it is not empty.
[[nodiscard]] Bytes assemble(Parts parts, const Bytes& manifestText = {});

/// One zstd frame of `content` and its record.
struct MadeFrame {
    Frame frame;
    Bytes data;
};
[[nodiscard]] MadeFrame makeFrame(ByteView content);
/// Parts of a bundle with one payload made of these frames, whatever they say. `imageBytes` 0: their sum.
[[nodiscard]] Parts partsOf(const std::vector<MadeFrame>& frames, std::uint64_t imageBytes = 0);

/// Everything that reading a bundle checks but the signature; the slug of the error, or "ok".
[[nodiscard]] QString judge(const Bytes& bundle);
[[nodiscard]] QString slug(const Error& error);
template <typename T>
[[nodiscard]] QString slug(const Result<T>& result) {
    return result.ok() ? QStringLiteral("ok") : slug(result.error());
}

} // namespace fieldfare::bundlekit
