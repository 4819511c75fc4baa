// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace fieldfare {

/// A folder in the making, beside where it shall be: removed with its content unless it was put in its place.
/// So others see all of it or nothing.
class DraftFolder {
public:
    /// Makes one (0700) beside `target`, with the folders above it. Errors: Io.
    [[nodiscard]] static Result<DraftFolder> make(const std::filesystem::path& target);
    DraftFolder(DraftFolder&& other) noexcept
        : m_path(std::move(other.m_path)) {
        other.m_path.clear();
    }
    DraftFolder& operator=(DraftFolder&&) = delete;
    ~DraftFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// Renames it to `target`, durably: that may be an empty folder, and nothing else that exists. Errors:
    /// AlreadyExists, Io.
    [[nodiscard]] Result<> moveTo(const std::filesystem::path& target);

private:
    explicit DraftFolder(std::filesystem::path path)
        : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

} // namespace fieldfare
