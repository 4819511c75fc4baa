// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/folder_operations.h"

namespace fieldfare {

/// What is durable on a device and is neither a slot nor the boot environment: the journal and the files
/// beside it. Paths are relative to the state folder and never leave it. Not thread-safe. The single steps
/// that a power cut can separate are in FolderOperations, below.
class StateStore {
public:
    virtual ~StateStore() = default;
    /// Errors: NotFound, TooLarge, Io.
    [[nodiscard]] virtual Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) = 0;
    /// A large file (a head), for reading. Errors: NotFound, Io.
    [[nodiscard]] virtual Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path& name) = 0;
    /// New content for `name`, all or nothing: temporary file, write, fsync, rename, fsync of the folder.
    [[nodiscard]] virtual Result<> replace(const std::filesystem::path& name, ByteView content) = 0;
    /// Appends and fsyncs; after a cut any prefix of `record` may be there.
    [[nodiscard]] virtual Result<> append(const std::filesystem::path& name, ByteView record) = 0;
    /// Removes a file if it is there, and fsyncs the folder.
    [[nodiscard]] virtual Result<> remove(const std::filesystem::path& name) = 0;
    /// Makes durable what can be read here: a process before this one may have been killed between a write
    /// and its flush, and a power cut would take back what this one has believed. Errors: Io, NoSpace.
    [[nodiscard]] virtual Result<> settle() = 0;
    [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
    /// Free bytes for an unprivileged writer; 0 if the folder cannot be written at all.
    [[nodiscard]] virtual Result<std::uint64_t> freeBytes() = 0;
    /// Where `name` is, for messages and for who looks at its times.
    [[nodiscard]] virtual std::filesystem::path pathOf(const std::filesystem::path& name) const = 0;
};

/// A folder on the data partition, flat: every name is a plain file name. One that is read-only is opened
/// too, so that status, commit and roll back go on working with it; writes then fail. Errors: NotFound, Io.
[[nodiscard]] Result<std::unique_ptr<StateStore>> openStateFolder(const std::filesystem::path& folder);
/// The same on operations of another kind.
[[nodiscard]] std::unique_ptr<StateStore> makeStateFolder(std::unique_ptr<FolderOperations> folder);

} // namespace fieldfare
