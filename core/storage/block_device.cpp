// SPDX-License-Identifier: Apache-2.0
#include "core/storage/block_device.h"

#include "core/base/checked.h"
#include "core/base/file.h"
#include "core/storage/aligned_buffer.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace fieldfare {

namespace {

constexpr std::uint64_t zeroChunkBytes = std::uint64_t{256} << 10;

/// Transfers past the page cache, where a file system or device can do them: nothing is copied, nothing is
/// kept that is used once, and what is read comes from the medium. The flag of the one descriptor is switched
/// as each transfer needs it, since a second descriptor could lead elsewhere.
class DirectTransfers {
public:
    explicit DirectTransfers(int fd)
        : m_fd(fd)
        , m_flags(::fcntl(fd, F_GETFL)) {}

    /// Prepares the descriptor for a transfer; true if it goes past the cache.
    bool prepare(std::uint64_t offset, ByteView memory) {
        const auto address = reinterpret_cast<std::uintptr_t>(memory.data());
        const bool aligned = ((offset | memory.size() | address) % AlignedBuffer::alignment) == 0;
        const bool wanted = m_possible && aligned && !memory.empty();
        if (wanted != m_isDirect) {
            m_isDirect =
                ::fcntl(m_fd, F_SETFL, wanted ? m_flags | O_DIRECT : m_flags) == 0 ? wanted : m_isDirect;
            m_possible = m_possible && m_isDirect == wanted;
        }
        return m_isDirect;
    }
    /// After a transfer that failed: true if it was a direct one, which is to be tried again through the
    /// cache. Some take the flag and do not mean it; a fault of the medium shows there again, in flush() at
    /// the latest.
    bool giveUp() {
        m_possible = m_possible && !m_isDirect;
        return m_isDirect;
    }

private:
    int m_fd;
    int m_flags;
    bool m_possible = true;
    bool m_isDirect = false;
};

class FdBlockDevice : public BlockDevice {
public:
    FdBlockDevice(UniqueFd fd, std::uint64_t sizeBytes, std::string path)
        : m_fd(std::move(fd))
        , m_sizeBytes(sizeBytes)
        , m_path(std::move(path))
        , m_direct(m_fd.get()) {}

    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_sizeBytes; }

    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        if (!fits(offset, into.size())) {
            return Error(ErrorCode::Io,
                         {{"operation", "read"}, {"path", m_path}, {"detail", "past the end"}});
        }
        m_direct.prepare(offset, into);
        auto got = preadAll(fd(), offset, into, m_path);
        if (!got.ok() && m_direct.giveUp()) {
            m_direct.prepare(offset, into);
            got = preadAll(fd(), offset, into, m_path);
        }
        return got;
    }

    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
        if (!fits(offset, data.size())) {
            return tooSmall(offset, data.size());
        }
        bool direct = m_direct.prepare(offset, data);
        auto written = pwriteAll(fd(), offset, data, m_path);
        if (!written.ok() && m_direct.giveUp()) {
            direct = m_direct.prepare(offset, data);
            written = pwriteAll(fd(), offset, data, m_path);
        }
        if (written.ok() && !direct) {
            // The medium starts at once, while the next frame is decoded; only flush() says how it went.
            (void)::sync_file_range(fd(), static_cast<off_t>(offset), static_cast<off_t>(data.size()),
                                    SYNC_FILE_RANGE_WRITE);
        }
        return written;
    }

    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        if (!fits(offset, length)) {
            return tooSmall(offset, length);
        }
        // A medium wears out: what reads as zeros already stays as it is, and from the first place on that
        // does not, the device does it by a command, if it has one.
        AlignedBuffer buffer;
        for (bool fast = true; length > 0;) {
            const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(length, zeroChunkBytes));
            const MutableBytes found = buffer.resize(piece);
            if (!readAt(offset, found).ok() || !isAllZero(found)) {
                if (fast && zeroFast(offset, length)) {
                    return {};
                }
                fast = false;
                std::fill(found.begin(), found.end(), std::byte{0});
                FF_CHECK(writeAt(offset, found));
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
    DirectTransfers m_direct;
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
