// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/byte_source.h"

namespace fieldfare {

/// The single operations beneath a state folder: each is one step that a power cut can separate from the
/// next, and none is durable before the sync() behind it. openStateFolder() brings the real ones; a test
/// records, cuts and fails them. Names are plain file names. Not thread-safe.
class FolderOperations {
public:
    /// A file that only grows at its end.
    class File {
    public:
        virtual ~File() = default;
        /// Adds all of `data`. Errors: NoSpace, Io; any prefix may have been added.
        [[nodiscard]] virtual Result<> write(ByteView data) = 0;
        /// Returns once the medium holds the content (fsync(2)); not the file's name. After a failure all
        /// that was written may be lost, and asking again proves nothing. Errors: Io, NoSpace.
        [[nodiscard]] virtual Result<> sync() = 0;
    };

    virtual ~FolderOperations() = default;
    /// A new, empty file. Errors: NoSpace, Io (also if the name is taken).
    [[nodiscard]] virtual Result<std::unique_ptr<File>> create(const std::string& name) = 0;
    /// Errors: NotFound, Io.
    [[nodiscard]] virtual Result<std::unique_ptr<File>> openToAppend(const std::string& name) = 0;
    /// Takes the place of `to` at once. Errors: NoSpace, Io.
    [[nodiscard]] virtual Result<> rename(const std::string& from, const std::string& to) = 0;
    /// Errors: NotFound, Io.
    [[nodiscard]] virtual Result<> remove(const std::string& name) = 0;
    /// Returns once the medium holds the folder's names. Errors: Io, NoSpace.
    [[nodiscard]] virtual Result<> sync() = 0;

    /// A regular file, for reading. Errors: NotFound, Io.
    [[nodiscard]] virtual Result<std::unique_ptr<ByteSource>> open(const std::string& name) = 0;
    /// The regular files, in any order. Errors: TooLarge, Io.
    [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
    /// Free bytes for an unprivileged writer; 0 if the folder cannot be written at all. Errors: Io.
    [[nodiscard]] virtual Result<std::uint64_t> freeBytes() = 0;
    /// For messages, and for who looks at the files from outside.
    [[nodiscard]] virtual std::filesystem::path path() const = 0;
};

/// The system calls. Never follows a link. Errors: NotFound, Io.
[[nodiscard]] Result<std::unique_ptr<FolderOperations>>
openFolderOperations(const std::filesystem::path& folder);

} // namespace fieldfare
