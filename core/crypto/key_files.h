// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/base/unique_fd.h"

#include <filesystem>

namespace fieldfare {

/// Names of fleets and of what certificates are issued for: 1 to 64 of [A-Za-z0-9._-], not starting with '.'
/// or '-', so that one is always safe as a file name, an argument and a word in a log. Errors:
/// BadValue{key,detail}.
[[nodiscard]] Result<> checkIdentityName(std::string_view key, std::string_view name);

/// Reads a file with a secret, and leaves no other copy of it in memory. Errors: NotFound, TooLarge, Io.
[[nodiscard]] Result<Secret> readSecretFile(const std::filesystem::path& path, std::size_t maxBytes);
/// Makes a file that must not be there yet, and flushes it. Errors: AlreadyExists, Io, NoSpace.
[[nodiscard]] Result<> createFile(const std::filesystem::path& path, ByteView content, unsigned mode);
/// Makes a folder and those above it, each 0700; one that is there is left as it is. Errors: Io.
[[nodiscard]] Result<> createPrivateFolders(const std::filesystem::path& path);

/// Keeps other programs of this kind out of a folder while it lives (flock(2)); waits for them. Errors:
/// NotFound, Io.
class FolderLock {
public:
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

private:
    explicit FolderLock(UniqueFd fd)
        : m_fd(std::move(fd)) {}
    UniqueFd m_fd;
};

} // namespace fieldfare
