// SPDX-License-Identifier: Apache-2.0
#include "core/storage/folder_operations.h"

#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace fieldfare {

namespace {

constexpr std::size_t maxListed = 8192;

Error fileError(std::string_view operation, const std::filesystem::path& path, int number) {
    if (number == ENOENT) {
        return Error(ErrorCode::NotFound, {{"path", path.string()}});
    }
    if (number == ENOSPC || number == EDQUOT) {
        return Error(ErrorCode::NoSpace, {{"path", path.string()}});
    }
    return ioError(operation, path.string(), number);
}

class FdFile final : public FolderOperations::File {
public:
    FdFile(UniqueFd fd, std::filesystem::path path)
        : m_fd(std::move(fd))
        , m_path(std::move(path)) {}
    [[nodiscard]] Result<> write(ByteView data) override {
        return writeAll(m_fd.get(), data, m_path.string());
    }
    [[nodiscard]] Result<> sync() override {
        return ::fsync(m_fd.get()) == 0 ? Result<>() : fileError("flush", m_path, errno);
    }

private:
    UniqueFd m_fd;
    std::filesystem::path m_path;
};

class FdSource final : public ByteSource {
public:
    FdSource(UniqueFd fd, std::uint64_t sizeBytes, std::filesystem::path path)
        : m_fd(std::move(fd))
        , m_sizeBytes(sizeBytes)
        , m_path(std::move(path)) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_sizeBytes; }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        return preadAll(m_fd.get(), offset, into, m_path.string());
    }

private:
    UniqueFd m_fd;
    std::uint64_t m_sizeBytes;
    std::filesystem::path m_path;
};

class SystemFolder final : public FolderOperations {
public:
    SystemFolder(UniqueFd fd, std::filesystem::path folder)
        : m_fd(std::move(fd))
        , m_folder(std::move(folder)) {}

    [[nodiscard]] Result<std::unique_ptr<File>> create(const std::string& name) override {
        return openFile(name, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW);
    }
    [[nodiscard]] Result<std::unique_ptr<File>> openToAppend(const std::string& name) override {
        return openFile(name, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
    }
    [[nodiscard]] Result<> rename(const std::string& from, const std::string& to) override {
        return ::renameat(m_fd.get(), from.c_str(), m_fd.get(), to.c_str()) == 0
                   ? Result<>()
                   : fileError("rename", m_folder / to, errno);
    }
    [[nodiscard]] Result<> remove(const std::string& name) override {
        return ::unlinkat(m_fd.get(), name.c_str(), 0) == 0 ? Result<>()
                                                            : fileError("remove", m_folder / name, errno);
    }
    [[nodiscard]] Result<> sync() override {
        return ::fsync(m_fd.get()) == 0 ? Result<>() : ioError("sync folder", m_folder.string(), errno);
    }
    [[nodiscard]] Result<std::unique_ptr<ByteSource>> open(const std::string& name) override {
        UniqueFd fd(::openat(m_fd.get(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        struct stat info {};
        if (!fd || ::fstat(fd.get(), &info) != 0) {
            return fileError("open", m_folder / name, errno);
        }
        if (!S_ISREG(info.st_mode)) {
            return Error(ErrorCode::Io, {{"operation", "open"},
                                         {"path", (m_folder / name).string()},
                                         {"detail", "not a regular file"}});
        }
        return std::unique_ptr<ByteSource>(std::make_unique<FdSource>(
            std::move(fd), static_cast<std::uint64_t>(info.st_size), m_folder / name));
    }
    [[nodiscard]] Result<std::vector<std::string>> list() override {
        std::vector<std::string> names;
        std::error_code failed;
        std::filesystem::directory_iterator it(m_folder, failed);
        while (!failed && it != std::filesystem::directory_iterator()) {
            std::error_code ignored;
            if (it->symlink_status(ignored).type() == std::filesystem::file_type::regular) {
                names.push_back(it->path().filename().string());
            }
            if (names.size() > maxListed) {
                return Error(ErrorCode::TooLarge, {{"path", m_folder.string()},
                                                   {"have", std::uint64_t{names.size()}},
                                                   {"limit", std::uint64_t{maxListed}}});
            }
            it.increment(failed);
        }
        return failed ? Result<std::vector<std::string>>(ioError("list", m_folder.string(), failed.value()))
                      : names;
    }
    [[nodiscard]] Result<std::uint64_t> freeBytes() override {
        struct statvfs info {};
        if (::fstatvfs(m_fd.get(), &info) != 0) {
            return ioError("statvfs", m_folder.string(), errno);
        }
        if (::faccessat(m_fd.get(), ".", W_OK | X_OK, AT_EACCESS) != 0) {
            return std::uint64_t{0};
        }
        std::uint64_t bytes = 0;
        if (__builtin_mul_overflow(std::uint64_t{info.f_bavail}, std::uint64_t{info.f_frsize}, &bytes)) {
            bytes = UINT64_MAX;
        }
        return bytes;
    }
    [[nodiscard]] std::filesystem::path path() const override { return m_folder; }

private:
    Result<std::unique_ptr<File>> openFile(const std::string& name, int flags) {
        UniqueFd fd(::openat(m_fd.get(), name.c_str(), flags, 0600));
        if (!fd) {
            return fileError((flags & O_CREAT) != 0 ? "create" : "open", m_folder / name, errno);
        }
        return std::unique_ptr<File>(std::make_unique<FdFile>(std::move(fd), m_folder / name));
    }

    UniqueFd m_fd;
    std::filesystem::path m_folder;
};

} // namespace

Result<std::unique_ptr<FolderOperations>> openFolderOperations(const std::filesystem::path& folder) {
    UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd) {
        return fileError("open", folder, errno);
    }
    return std::unique_ptr<FolderOperations>(std::make_unique<SystemFolder>(std::move(fd), folder));
}

} // namespace fieldfare
