// SPDX-License-Identifier: Apache-2.0
#include "core/storage/byte_source.h"

#include "core/base/checked.h"
#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace fieldfare {

namespace {

class FileSource final : public ByteSource {
public:
    FileSource(UniqueFd fd, std::uint64_t sizeBytes, std::string path)
        : m_fd(std::move(fd))
        , m_sizeBytes(sizeBytes)
        , m_path(std::move(path)) {}

    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_sizeBytes; }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        const auto end = checkedAdd<std::uint64_t>(offset, into.size());
        if (!end.ok() || *end > m_sizeBytes) {
            return Error(ErrorCode::Io,
                         {{"operation", "read"}, {"path", m_path}, {"detail", "past the end"}});
        }
        return preadAll(m_fd.get(), offset, into, m_path);
    }

private:
    UniqueFd m_fd;
    std::uint64_t m_sizeBytes;
    std::string m_path;
};

} // namespace

Result<std::unique_ptr<ByteSource>> openByteSource(const std::filesystem::path& path) {
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", path.string()}})
                               : ioError("open", path.string(), errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return ioError("stat", path.string(), errno);
    }
    std::uint64_t sizeBytes = 0;
    if (S_ISREG(info.st_mode)) {
        sizeBytes = static_cast<std::uint64_t>(info.st_size);
    } else if (!S_ISBLK(info.st_mode)) {
        return Error(ErrorCode::Io, {{"operation", "open"},
                                     {"path", path.string()},
                                     {"detail", "neither a regular file nor a block device"}});
    } else if (::ioctl(fd.get(), BLKGETSIZE64, &sizeBytes) != 0) {
        return ioError("get size", path.string(), errno);
    }
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::move(fd), sizeBytes, path.string()));
}

} // namespace fieldfare
