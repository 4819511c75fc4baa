// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/image_file.h"

#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace fieldfare {

Result<ImageFile> ImageFile::open(const std::filesystem::path& path) {
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", path.string()}})
                               : ioError("open", path.string(), errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return ioError("stat", path.string(), errno);
    }
    if (!S_ISREG(info.st_mode) && !S_ISBLK(info.st_mode)) {
        return Error(ErrorCode::BadValue,
                     {{"path", path.string()}, {"key", "image"}, {"detail", "not a file or block device"}});
    }
    const off_t end = ::lseek(fd.get(), 0, SEEK_END); // also the size of a block device
    if (end < 0) {
        return ioError("seek", path.string(), errno);
    }
    const auto size = static_cast<std::uint64_t>(end);
    if (size == 0) {
        return Error(ErrorCode::BadValue,
                     {{"path", path.string()}, {"key", "image"}, {"detail", "the file is empty"}});
    }
    if (size > maxImageBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"path", path.string()}, {"have", size}, {"limit", maxImageBytes}});
    }
    ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return ImageFile(path, std::move(fd), size);
}

bool ImageFile::isHole(std::uint64_t offset, std::uint64_t length) {
    if (offset >= m_nextData) {
        const off_t data = ::lseek(m_fd.get(), static_cast<off_t>(offset), SEEK_DATA);
        const bool noMore = data < 0 && errno == ENXIO;
        m_nextData = noMore ? m_size : data < 0 ? offset : static_cast<std::uint64_t>(data);
    }
    return m_nextData >= offset + length;
}

Result<> ImageFile::readAt(std::uint64_t offset, MutableBytes into) const {
    return preadAll(m_fd.get(), offset, into, m_path.string());
}

Result<FingerprintScheme> schemeFor(const ImageFile& image) {
    std::array<std::byte, 2048> start{};
    if (image.sizeBytes() < start.size()) {
        return FingerprintScheme::Blocks;
    }
    FF_CHECK(image.readAt(0, start));
    const ByteView superblock = ByteView(start).subspan(1024);
    const bool isExt = loadLittleEndian<std::uint16_t>(superblock.subspan(56)) == 0xef53;
    const bool smallBlocks =
        isExt && loadLittleEndian<std::uint32_t>(superblock.subspan(24)) < 2; // 1 or 2 KiB
    const bool isSquashfs = asText(ByteView(start).first(4)) == "hsqs";
    return isSquashfs || smallBlocks ? FingerprintScheme::Chunks : FingerprintScheme::Blocks;
}

} // namespace fieldfare
