// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/output_file.h"

#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace fieldfare {

namespace {

std::filesystem::path folderOf(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

Result<std::pair<std::string, UniqueFd>> createBeside(const std::filesystem::path& path) {
    std::string name = path.string() + ".XXXXXX";
    UniqueFd fd(::mkostemp(name.data(), O_CLOEXEC));
    if (!fd) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", folderOf(path).string()}})
                               : writeFailure(path, errno, 0);
    }
    return std::pair(std::move(name), std::move(fd));
}

} // namespace

Error writeFailure(const std::filesystem::path& path, int errorNumber, std::uint64_t needBytes) {
    if (errorNumber != ENOSPC && errorNumber != EDQUOT) {
        return ioError("write", path.string(), errorNumber);
    }
    struct statvfs space {};
    const bool known = ::statvfs(folderOf(path).c_str(), &space) == 0;
    const std::uint64_t have = known ? std::uint64_t{space.f_bavail} * space.f_frsize : 0;
    return Error(ErrorCode::NoSpace,
                 {{"path", path.string()}, {"need", std::max(needBytes, have + 1)}, {"have", have}});
}

Result<OutputFile> OutputFile::create(const std::filesystem::path& path) {
    FF_TRY(auto made, createBeside(path));
    if (::fchmod(made.second.get(), 0644) != 0) { // mkostemp gives 0600
        ::unlink(made.first.c_str());
        return ioError("create", path.string(), errno);
    }
    return OutputFile(path, std::move(made.first), std::move(made.second));
}

Result<UniqueFd> OutputFile::createNameless(const std::filesystem::path& besides) {
    FF_TRY(auto made, createBeside(besides));
    ::unlink(made.first.c_str());
    return std::move(made.second);
}

OutputFile::OutputFile(std::filesystem::path path, std::string temporary, UniqueFd fd)
    : m_path(std::move(path))
    , m_temporary(std::move(temporary))
    , m_fd(std::move(fd)) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_fd(std::move(other.m_fd)) {}

OutputFile::~OutputFile() {
    if (!m_temporary.empty()) {
        ::unlink(m_temporary.c_str());
    }
}

Result<> OutputFile::write(ByteView data) {
    Result<> written = writeAll(m_fd.get(), data, m_path.string());
    if (!written.ok() && written.error() == ErrorCode::NoSpace) {
        return writeFailure(m_path, ENOSPC, data.size());
    }
    return written;
}

Result<> OutputFile::copyFrom(int fd, std::uint64_t offset, std::uint64_t length) {
    auto from = static_cast<off64_t>(offset);
    Bytes buffer;
    while (length > 0) {
        const ssize_t copied =
            buffer.empty() ? ::copy_file_range(fd, &from, m_fd.get(), nullptr, length, 0) : 0;
        if (copied > 0) {
            length -= static_cast<std::uint64_t>(copied);
            continue;
        }
        if (copied < 0 && (errno == ENOSPC || errno == EDQUOT)) {
            return writeFailure(m_path, errno, length);
        }
        if (copied < 0 && errno == EINTR) {
            continue;
        }
        buffer.resize(std::size_t{1} << 20); // not between these two files: by hand
        const MutableBytes part = MutableBytes(buffer).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), length)));
        FF_CHECK(preadAll(fd, static_cast<std::uint64_t>(from), part, m_path.string()));
        FF_CHECK(write(part));
        from += static_cast<off64_t>(part.size());
        length -= part.size();
    }
    return {};
}

Result<> OutputFile::commit() {
    if (::fsync(m_fd.get()) != 0 || ::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        return writeFailure(m_path, errno, 0);
    }
    m_temporary.clear();
    const UniqueFd folder(::open(folderOf(m_path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || ::fsync(folder.get()) != 0) {
        return ioError("sync folder", folderOf(m_path).string(), errno);
    }
    return {};
}

} // namespace fieldfare
