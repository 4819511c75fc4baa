// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <filesystem>

namespace fieldfare {

/// The seam under everything durable on a device that is not a slot: the journal and the files beside it.
/// Each call is one step that a power cut can separate from the next, so tests can record, cut and replay
/// them. Paths are relative to the state folder and never leave it. Not thread-safe.
class StateStore {
public:
    virtual ~StateStore() = default;
    /// Errors: NotFound, TooLarge, Io.
    [[nodiscard]] virtual Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) = 0;
    /// New content for `name`, all or nothing: temporary file, write, fsync, rename, fsync of the folder.
    [[nodiscard]] virtual Result<> replace(const std::filesystem::path& name, ByteView content) = 0;
    /// Appends and fdatasyncs; after a cut any prefix of `record` may be there.
    [[nodiscard]] virtual Result<> append(const std::filesystem::path& name, ByteView record) = 0;
    /// Removes a file if it is there, and fsyncs the folder.
    [[nodiscard]] virtual Result<> remove(const std::filesystem::path& name) = 0;
    [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
    /// Free bytes for an unprivileged writer; 0 if the folder cannot be written at all.
    [[nodiscard]] virtual Result<std::uint64_t> freeBytes() = 0;
    /// Where `name` is, for opening a large file (an index) read-only.
    [[nodiscard]] virtual std::filesystem::path pathOf(const std::filesystem::path& name) const = 0;
};

/// A folder on the data partition, flat: every name is a plain file name. One that is read-only is opened
/// too, so that status, commit and roll back go on working with it; writes then fail. Errors: NotFound, Io.
[[nodiscard]] Result<std::unique_ptr<StateStore>> openStateFolder(const std::filesystem::path& folder);

} // namespace fieldfare
