// SPDX-License-Identifier: Apache-2.0
#include "core/storage/block_device.h"

#include "core/base/checked.h"
#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace fieldfare {

namespace {

constexpr std::uint64_t zeroChunkBytes = std::uint64_t{256} << 10;

class FdBlockDevice : public BlockDevice {
public:
    FdBlockDevice(UniqueFd fd, std::uint64_t sizeBytes, std::string path)
        : m_fd(std::move(fd))
        , m_sizeBytes(sizeBytes)
        , m_path(std::move(path)) {}

    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_sizeBytes; }

    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        if (!fits(offset, into.size())) {
            return Error(ErrorCode::Io,
                         {{"operation", "read"}, {"path", m_path}, {"detail", "past the end"}});
        }
        return preadAll(fd(), offset, into, m_path);
    }

    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
        if (!fits(offset, data.size())) {
            return tooSmall(offset, data.size());
        }
        FF_CHECK(pwriteAll(fd(), offset, data, m_path));
        // The medium starts at once, while the next frame is decoded; only flush() says how it went.
        (void)::sync_file_range(fd(), static_cast<off_t>(offset), static_cast<off_t>(data.size()),
                                SYNC_FILE_RANGE_WRITE);
        return {};
    }

    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        if (!fits(offset, length)) {
            return tooSmall(offset, length);
        }
        if (length == 0 || zeroFast(offset, length)) {
            return {};
        }
        // A medium without a command for it wears out: write only where it does not read as zeros already.
        const Bytes zeros(static_cast<std::size_t>(std::min(length, zeroChunkBytes)));
        Bytes found(zeros.size());
        while (length > 0) {
            const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(length, zeros.size()));
            const MutableBytes there = MutableBytes(found).first(piece);
            if (!preadAll(fd(), offset, there, m_path).ok() || !isAllZero(there)) {
                FF_CHECK(pwriteAll(fd(), offset, ByteView(zeros).first(piece), m_path));
            }
            offset += piece;
            length -= piece;
        }
        return {};
    }

    [[nodiscard]] Result<> flush() override {
        // Never repeated: after a failure the kernel has marked the lost pages clean, and a second fsync
        // would succeed.
        return ::fsync(fd()) == 0 ? Result<>() : ioError("flush", m_path, errno);
    }

    [[nodiscard]] Result<> dropCache(std::uint64_t offset, std::uint64_t length) override {
        if (!fits(offset, length)) {
            return Error(ErrorCode::Io,
                         {{"operation", "drop cache"}, {"path", m_path}, {"detail", "past the end"}});
        }
        if (length == 0) {
            return {}; // a length of 0 means "to the end" to posix_fadvise
        }
        // The kernel leaves alone pages that the range covers only in part: widen it to whole ones.
        const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        const std::uint64_t start = offset - offset % page;
        const std::uint64_t end = offset + length + page - 1;
        const int failed = ::posix_fadvise(fd(), static_cast<off_t>(start),
                                           static_cast<off_t>(end - end % page - start), POSIX_FADV_DONTNEED);
        return failed == 0 ? Result<>() : ioError("drop cache", m_path, failed);
    }

protected:
    [[nodiscard]] int fd() const { return m_fd.get(); }
    /// Zeroes without writing zeros; false if it could not, and the range is undefined.
    [[nodiscard]] virtual bool zeroFast(std::uint64_t offset, std::uint64_t length) = 0;

private:
    [[nodiscard]] bool fits(std::uint64_t offset, std::uint64_t length) const {
        const auto end = checkedAdd<std::uint64_t>(offset, length);
        return end.ok() && *end <= m_sizeBytes;
    }
    [[nodiscard]] Error tooSmall(std::uint64_t offset, std::uint64_t length) const {
        const auto end = checkedAdd<std::uint64_t>(offset, length);
        return Error(ErrorCode::SlotTooSmall,
                     {{"need", end.ok() ? *end : UINT64_MAX}, {"have", m_sizeBytes}, {"path", m_path}});
    }

    UniqueFd m_fd;
    std::uint64_t m_sizeBytes;
    std::string m_path;
};

class NodeDevice final : public FdBlockDevice {
public:
    using FdBlockDevice::FdBlockDevice;

protected:
    /// On a block device this guarantees zeros by the device's own command, and fails where there is none.
    /// (BLKDISCARD guarantees nothing, BLKZEROOUT would write zeros then.)
    [[nodiscard]] bool zeroFast(std::uint64_t offset, std::uint64_t length) override {
        return ::fallocate(fd(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(offset),
                           static_cast<off_t>(length)) == 0;
    }
};

class FileDevice final : public FdBlockDevice {
public:
    using FdBlockDevice::FdBlockDevice;

protected:
    /// A hole reads as zeros, and the file keeps its size.
    [[nodiscard]] bool zeroFast(std::uint64_t offset, std::uint64_t length) override {
        return ::fallocate(fd(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(offset),
                           static_cast<off_t>(length)) == 0;
    }
};

Error openError(const std::filesystem::path& path, int number) {
    if (number == ENOENT || number == ENXIO || number == ENODEV) {
        return Error(ErrorCode::NotFound, {{"path", path.string()}});
    }
    if (number == EBUSY) {
        return Error(ErrorCode::SlotBusy, {{"path", path.string()}});
    }
    return ioError("open", path.string(), number);
}

/// A udev link (/dev/disk/by-partlabel/...) leads to a node; a link to a regular file is refused.
Result<std::unique_ptr<BlockDevice>> openNode(const std::filesystem::path& path, dev_t expected) {
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_EXCL | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd) {
        return openError(path, errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return ioError("stat", path.string(), errno);
    }
    std::uint64_t sizeBytes = 0;
    if (!S_ISBLK(info.st_mode) || info.st_rdev != expected ||
        ::ioctl(fd.get(), BLKGETSIZE64, &sizeBytes) != 0) {
        return Error(
            ErrorCode::Io,
            {{"operation", "open"}, {"path", path.string()}, {"detail", "the device changed meanwhile"}});
    }
    return std::unique_ptr<BlockDevice>(
        std::make_unique<NodeDevice>(std::move(fd), sizeBytes, path.string()));
}

Result<std::unique_ptr<BlockDevice>> openFile(const std::filesystem::path& path) {
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (!fd) {
        return openError(path, errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return ioError("stat", path.string(), errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return Error(ErrorCode::Io, {{"operation", "open"},
                                     {"path", path.string()},
                                     {"detail", "neither a regular file nor a block device"}});
    }
    return std::unique_ptr<BlockDevice>(
        std::make_unique<FileDevice>(std::move(fd), static_cast<std::uint64_t>(info.st_size), path.string()));
}

} // namespace

Result<std::unique_ptr<BlockDevice>> openBlockDevice(const std::filesystem::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        return openError(path, errno);
    }
    return S_ISBLK(info.st_mode) ? openNode(path, info.st_rdev) : openFile(path);
}

} // namespace fieldfare
