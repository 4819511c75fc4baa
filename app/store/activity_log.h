// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/activity_entry.h"

#include <filesystem>

namespace fieldfare::app {

/// All that the activity log holds.
struct ActivityHistory {
    std::vector<ActivityEntry> entries; ///< The oldest first.
    std::optional<ActivityBreak> broken;
    std::filesystem::path brokenFile; ///< In which file, if so.
    Digest head;                      ///< Whoever wrote it down can tell later that no end was cut off.
};

/// What was done on this laptop: a file of lines that form a hash chain (see activity_entry.h), shared by all
/// front ends and by programs that run at the same time. Thread-safe; appending may block for as long as the
/// disk does.
///
/// `path` holds the newest lines. When it has reached 1 MiB it becomes PATH.1, PATH.1 becomes PATH.2, up to
/// PATH.4; the oldest goes. The first line of a file carries the hash of the last line of the file before it,
/// so the chain goes on.
class ActivityLog {
public:
    /// activity.log in $XDG_DATA_HOME/fieldfare (~/.local/share/fieldfare).
    [[nodiscard]] static std::filesystem::path defaultPath();
    explicit ActivityLog(std::filesystem::path path, std::uint64_t maxFileBytes = std::uint64_t{1} << 20)
        : m_path(std::move(path))
        , m_maxFileBytes(maxFileBytes) {}

    /// Gives `entry` its number and its link to the line before, and writes it durably. A line that an
    /// earlier crash cut off is removed first: it was never acknowledged. Errors: Io, NoSpace.
    [[nodiscard]] Result<> append(ActivityEntry entry) const;
    /// Reads and verifies all of it. What is wrong in the lines is no error: see `broken`. Errors: Io,
    /// TooLarge.
    [[nodiscard]] Result<ActivityHistory> read() const;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    static constexpr int olderFiles = 4;

private:
    [[nodiscard]] std::filesystem::path file(int age) const;
    [[nodiscard]] Result<> rotate() const;
    std::filesystem::path m_path;
    std::uint64_t m_maxFileBytes;
};

} // namespace fieldfare::app
