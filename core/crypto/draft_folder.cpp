// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/draft_folder.h"

#include "core/base/unique_fd.h"
#include "core/crypto/key_files.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace fieldfare {

namespace {

std::filesystem::path parentOf(const std::filesystem::path& target) {
    return target.has_parent_path() ? target.parent_path() : ".";
}

Result<> flushFolder(const std::filesystem::path& folder) {
    const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const bool flushed = fd && ::fsync(fd.get()) == 0;
    // Some file systems of sticks cannot flush a folder and say so; there is no other way to ask for it.
    return flushed || errno == EINVAL ? Result<>{} : ioError("flush", folder.string(), errno);
}

} // namespace

Result<DraftFolder> DraftFolder::make(const std::filesystem::path& target) {
    FF_CHECK(createPrivateFolders(parentOf(target)));
    std::string path = (parentOf(target) / ".fieldfare-draft-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) { // 0700
        return ioError("create", parentOf(target).string(), errno);
    }
    return DraftFolder(path);
}

DraftFolder::~DraftFolder() {
    std::error_code ignored;
    if (!m_path.empty()) {
        std::filesystem::remove_all(m_path, ignored);
    }
}

Result<> DraftFolder::moveTo(const std::filesystem::path& target) {
    FF_CHECK(flushFolder(m_path));
    // rename(2) replaces an empty folder and nothing else, so nothing is ever overwritten.
    if (::rename(m_path.c_str(), target.c_str()) != 0) {
        const bool isThere = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR;
        return isThere ? Error(ErrorCode::AlreadyExists,
                               {{"path", target.string()}, {"detail", "the folder is not empty"}})
                       : ioError("create", target.string(), errno);
    }
    m_path.clear();
    return flushFolder(parentOf(target));
}

} // namespace fieldfare
