// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/image_file.h"

#include "core/base/file.h"
#include "core/bundle/limits.h"

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

} // namespace fieldfare
