// SPDX-License-Identifier: Apache-2.0
#include "core/storage/state_store.h"

#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace fieldfare {

namespace {

constexpr std::string_view temporarySuffix = ".new";
constexpr std::size_t maxListed = 4096;

Error fileError(std::string_view operation, const std::filesystem::path& path, int number) {
    if (number == ENOENT) {
        return Error(ErrorCode::NotFound, {{"path", path.string()}});
    }
    if (number == ENOSPC || number == EDQUOT) {
        return Error(ErrorCode::NoSpace, {{"path", path.string()}});
    }
    return ioError(operation, path.string(), number);
}

/// A plain file name: the folder is flat, so nothing leads out of it.
Result<std::string> plainName(const std::filesystem::path& name) {
    const std::string text = name.string();
    const bool plain = !text.empty() && text.size() <= 200 && text != "." && text != ".." &&
                       text.find('/') == std::string::npos && text.find('\0') == std::string::npos &&
                       !text.ends_with(temporarySuffix);
    if (!plain) {
        return Error(ErrorCode::BadValue,
                     {{"key", "name"}, {"detail", "not the name of a state file"}, {"path", text}});
    }
    return text;
}

class StateFolder final : public StateStore {
public:
    StateFolder(UniqueFd fd, std::filesystem::path folder)
        : m_fd(std::move(fd))
        , m_folder(std::move(folder)) {}

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) override {
        FF_TRY(const std::string file, plainName(name));
        const UniqueFd fd(::openat(m_fd.get(), file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (!fd) {
            return fileError("open", pathOf(name), errno);
        }
        struct stat info {};
        if (::fstat(fd.get(), &info) != 0) {
            return fileError("stat", pathOf(name), errno);
        }
        if (!S_ISREG(info.st_mode)) {
            return Error(
                ErrorCode::Io,
                {{"operation", "open"}, {"path", pathOf(name).string()}, {"detail", "not a regular file"}});
        }
        const auto size = static_cast<std::uint64_t>(info.st_size);
        if (size > maxBytes) {
            return Error(
                ErrorCode::TooLarge,
                {{"path", pathOf(name).string()}, {"have", size}, {"limit", std::uint64_t{maxBytes}}});
        }
        Bytes content(static_cast<std::size_t>(size));
        FF_CHECK(preadAll(fd.get(), 0, content, pathOf(name).string()));
        return content;
    }

    [[nodiscard]] Result<> replace(const std::filesystem::path& name, ByteView content) override {
        FF_TRY(const std::string file, plainName(name));
        const std::string temporary = file + std::string(temporarySuffix);
        if (::unlinkat(m_fd.get(), temporary.c_str(), 0) != 0 && errno != ENOENT) {
            return fileError("remove", pathOf(temporary), errno);
        }
        Result<> written = writeTemporary(temporary, content);
        if (written.ok() && ::renameat(m_fd.get(), temporary.c_str(), m_fd.get(), file.c_str()) != 0) {
            written = fileError("rename", pathOf(name), errno);
        }
        if (!written.ok()) {
            ::unlinkat(m_fd.get(), temporary.c_str(), 0);
            return written;
        }
        return syncFolder();
    }

    [[nodiscard]] Result<> append(const std::filesystem::path& name, ByteView record) override {
        FF_TRY(const std::string file, plainName(name));
        const UniqueFd before(
            ::openat(m_fd.get(), file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
        const bool isNew = !before && errno == ENOENT;
        if (!before && !isNew) {
            return fileError("open", pathOf(name), errno);
        }
        UniqueFd created;
        if (isNew) {
            created.reset(::openat(m_fd.get(), file.c_str(),
                                   O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
            if (!created) {
                return fileError("create", pathOf(name), errno);
            }
        }
        const int fd = isNew ? created.get() : before.get();
        FF_CHECK(writeAll(fd, record, pathOf(name).string()));
        if (::fdatasync(fd) != 0) {
            return fileError("flush", pathOf(name), errno);
        }
        return isNew ? syncFolder() : Result<>();
    }

    [[nodiscard]] Result<> remove(const std::filesystem::path& name) override {
        FF_TRY(const std::string file, plainName(name));
        if (::unlinkat(m_fd.get(), file.c_str(), 0) != 0) {
            return errno == ENOENT ? Result<>() : fileError("remove", pathOf(name), errno);
        }
        return syncFolder();
    }

    [[nodiscard]] Result<std::vector<std::string>> list() override {
        std::vector<std::string> names;
        std::error_code failed;
        std::filesystem::directory_iterator it(m_folder, failed);
        while (!failed && it != std::filesystem::directory_iterator()) {
            const std::string name = it->path().filename().string();
            std::error_code ignored;
            if (it->symlink_status(ignored).type() == std::filesystem::file_type::regular &&
                !name.ends_with(temporarySuffix)) {
                names.push_back(name);
            }
            if (names.size() > maxListed) {
                return Error(ErrorCode::TooLarge, {{"path", m_folder.string()},
                                                   {"have", std::uint64_t{names.size()}},
                                                   {"limit", std::uint64_t{maxListed}}});
            }
            it.increment(failed);
        }
        if (failed) {
            return ioError("list", m_folder.string(), failed.value());
        }
        std::sort(names.begin(), names.end());
        return names;
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

    [[nodiscard]] std::filesystem::path pathOf(const std::filesystem::path& name) const override {
        return m_folder / name.filename();
    }

private:
    Result<> writeTemporary(const std::string& temporary, ByteView content) {
        const UniqueFd fd(::openat(m_fd.get(), temporary.c_str(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!fd) {
            return fileError("create", pathOf(temporary), errno);
        }
        FF_CHECK(writeAll(fd.get(), content, pathOf(temporary).string()));
        return ::fsync(fd.get()) == 0 ? Result<>() : fileError("flush", pathOf(temporary), errno);
    }
    Result<> syncFolder() {
        return ::fsync(m_fd.get()) == 0 ? Result<>() : ioError("sync folder", m_folder.string(), errno);
    }

    UniqueFd m_fd;
    std::filesystem::path m_folder;
};

} // namespace

Result<std::unique_ptr<StateStore>> openStateFolder(const std::filesystem::path& folder) {
    UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd) {
        return fileError("open", folder, errno);
    }
    return std::unique_ptr<StateStore>(std::make_unique<StateFolder>(std::move(fd), folder));
}

} // namespace fieldfare
