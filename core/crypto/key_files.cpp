// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/key_files.h"

#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace fieldfare {

Result<> checkIdentityName(std::string_view key, std::string_view name) {
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    };
    const bool good = !name.empty() && name.size() <= 64 && name.front() != '.' && name.front() != '-' &&
                      std::all_of(name.begin(), name.end(), isAllowed);
    if (!good) {
        return Error(ErrorCode::BadValue,
                     {{"key", std::string(key)},
                      {"detail", "1 to 64 letters, digits, '.', '_' and '-', the first not '.' or '-'"}});
    }
    return {};
}

Result<Secret> readSecretFile(const std::filesystem::path& path, std::size_t maxBytes) {
    FF_TRY(Bytes content, readFile(path, maxBytes));
    Secret secret{std::string(asText(content))};
    ::explicit_bzero(content.data(), content.size());
    return secret;
}

Result<> createFile(const std::filesystem::path& path, ByteView content, unsigned mode) {
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!fd) {
        return errno == EEXIST ? Error(ErrorCode::AlreadyExists,
                                       {{"path", path.string()}, {"detail", "a file of this name exists"}})
                               : ioError("create", path.string(), errno);
    }
    Result<> written = writeAll(fd.get(), content, path.string());
    if (written.ok() && (::fchmod(fd.get(), mode) != 0 || ::fsync(fd.get()) != 0)) {
        written = ioError("write", path.string(), errno);
    }
    if (!written.ok()) {
        ::unlink(path.c_str());
    }
    return written;
}

Result<> createPrivateFolders(const std::filesystem::path& path) {
    std::filesystem::path built;
    for (const std::filesystem::path& part : path) {
        built /= part;
        if (!built.empty() && ::mkdir(built.c_str(), 0700) != 0 && errno != EEXIST) {
            return ioError("create", built.string(), errno);
        }
    }
    struct stat info {};
    if (!path.empty() && (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))) {
        return ioError("create", path.string(), ENOTDIR);
    }
    return {};
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", folder.string()}})
                               : ioError("open", folder.string(), errno);
    }
    while (::flock(fd.get(), LOCK_EX) != 0) {
        if (errno != EINTR) {
            return ioError("lock", folder.string(), errno);
        }
    }
    return FolderLock(std::move(fd));
}

} // namespace fieldfare
