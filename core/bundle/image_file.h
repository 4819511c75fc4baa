// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/unique_fd.h"
#include "core/bundle/index.h"

#include <filesystem>

namespace fieldfare {

/// An image on the laptop: a file, sparse or not, or a block device. readAt() is thread-safe, isHole() is
/// not.
class ImageFile {
public:
    /// Errors: NotFound, TooLarge, BadValue (empty), Io.
    [[nodiscard]] static Result<ImageFile> open(const std::filesystem::path& path);
    [[nodiscard]] std::uint64_t sizeBytes() const { return m_size; }
    /// True if the file system says that the range has no data: it reads as zeros and need not be read.
    [[nodiscard]] bool isHole(std::uint64_t offset, std::uint64_t length);
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) const;

private:
    ImageFile(std::filesystem::path path, UniqueFd fd, std::uint64_t size)
        : m_path(std::move(path))
        , m_fd(std::move(fd))
        , m_size(size) {}
    std::filesystem::path m_path;
    UniqueFd m_fd;
    std::uint64_t m_size;
    std::uint64_t m_nextData = 0; ///< Nothing but zeros before it, from the last place that was asked for.
};

/// Which fingerprints find most of the image's content in another release of it: chunks where a file system
/// packs content without regard to blocks of 4 KiB (squashfs, ext with smaller blocks), else blocks. Errors:
/// Io.
[[nodiscard]] Result<FingerprintScheme> schemeFor(const ImageFile& image);

} // namespace fieldfare
