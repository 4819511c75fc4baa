// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace fieldfare {

namespace {

Error writeError(std::string_view operation, std::string_view path, int number) {
    if (number == ENOSPC || number == EDQUOT) {
        return Error(ErrorCode::NoSpace, {{"path", std::string(path)}});
    }
    return ioError(operation, path, number);
}

/// Reads until nothing comes any more: a file of /proc says that its size is 0, one of /sys that it is 4096.
Result<Bytes> readToEnd(int fd, std::size_t expectedBytes, std::size_t maxBytes, const std::string& path) {
    constexpr std::size_t leastBytes = 512;
    Bytes content(std::max(expectedBytes + 1, leastBytes));
    std::size_t have = 0;
    for (;;) {
        if (have == content.size()) {
            content.resize(content.size() * 2);
        }
        const ssize_t got = ::read(fd, content.data() + have, content.size() - have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return ioError("read", path, errno);
        }
        if (got == 0) {
            break;
        }
        have += static_cast<std::size_t>(got);
        if (have > maxBytes) {
            return Error(ErrorCode::TooLarge,
                         {{"path", path}, {"have", std::uint64_t{have}}, {"limit", std::uint64_t{maxBytes}}});
        }
    }
    content.resize(have);
    return content;
}

} // namespace

Result<Bytes> readFile(const std::filesystem::path& path, std::size_t maxBytes) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", path.string()}})
                               : ioError("open", path.string(), errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return ioError("stat", path.string(), errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return Error(ErrorCode::Io,
                     {{"path", path.string()}, {"operation", "open"}, {"detail", "not a regular file"}});
    }
    const auto size = static_cast<std::uint64_t>(info.st_size);
    if (size > maxBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"path", path.string()}, {"have", size}, {"limit", std::uint64_t{maxBytes}}});
    }
    return readToEnd(fd.get(), static_cast<std::size_t>(size), maxBytes, path.string());
}

Result<> writeAll(int fd, ByteView data, std::string_view pathForErrors) {
    while (!data.empty()) {
        const ssize_t written = ::write(fd, data.data(), data.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return writeError("write", pathForErrors, errno);
        }
        data = data.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> preadAll(int fd, std::uint64_t offset, MutableBytes into, std::string_view pathForErrors) {
    while (!into.empty()) {
        const ssize_t got = ::pread(fd, into.data(), into.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return ioError("read", pathForErrors, errno);
        }
        if (got == 0) {
            return Error(
                ErrorCode::Io,
                {{"operation", "read"}, {"path", std::string(pathForErrors)}, {"detail", "unexpected end"}});
        }
        into = into.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return {};
}

Result<> pwriteAll(int fd, std::uint64_t offset, ByteView data, std::string_view pathForErrors) {
    while (!data.empty()) {
        const ssize_t written = ::pwrite(fd, data.data(), data.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return writeError("write", pathForErrors, errno);
        }
        data = data.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
    return {};
}

Result<> writeFileAtomically(const std::filesystem::path& path, ByteView content, unsigned mode) {
    std::string temporary = path.string() + ".XXXXXX";
    const UniqueFd fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd) {
        return writeError("create", path.string(), errno);
    }
    Result<> written = writeAll(fd.get(), content, path.string());
    if (written.ok() && (::fchmod(fd.get(), mode) != 0 || ::fsync(fd.get()) != 0 ||
                         ::rename(temporary.c_str(), path.c_str()) != 0)) {
        written = writeError("write", path.string(), errno);
    }
    if (!written.ok()) {
        ::unlink(temporary.c_str());
        return written;
    }
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const UniqueFd folderFd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folderFd || ::fsync(folderFd.get()) != 0) {
        return ioError("sync folder", folder.string(), errno);
    }
    return {};
}

} // namespace fieldfare
