// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/unique_fd.h"

#include <filesystem>

namespace fieldfare {

/// A large file in the making: written beside its final name, which it gets in one step when it is complete.
/// Destroyed without commit(), it leaves nothing.
class OutputFile {
public:
    /// Errors: NotFound (no such folder), NoSpace, Io.
    [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& path);
    /// A file without a name in the same folder, for work in progress: gone with its descriptor, even after a
    /// kill.
    [[nodiscard]] static Result<UniqueFd> createNameless(const std::filesystem::path& besides);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    [[nodiscard]] int fd() const { return m_fd.get(); }
    /// Appends. Errors: NoSpace{need,have}, Io.
    [[nodiscard]] Result<> write(ByteView data);
    /// Appends a range of another file, inside the kernel where that works. Errors: NoSpace, Io.
    [[nodiscard]] Result<> copyFrom(int fd, std::uint64_t offset, std::uint64_t length);
    /// Flushes and gives the file its name. Errors: NoSpace, Io.
    [[nodiscard]] Result<> commit();

private:
    OutputFile(std::filesystem::path path, std::string temporary, UniqueFd fd);
    std::filesystem::path m_path;
    std::string m_temporary; ///< Empty once it has its name.
    UniqueFd m_fd;
};

/// The error of a failed write, with the free space of the folder if that is what failed.
[[nodiscard]] Error writeFailure(const std::filesystem::path& path, int errorNumber, std::uint64_t needBytes);

} // namespace fieldfare
