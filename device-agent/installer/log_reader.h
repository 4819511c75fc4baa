// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/unique_fd.h"

#include <sys/types.h>

namespace fieldfare::installer {

/// The device's log command as a child whose lines are read as they come. Destroying it ends the child. One
/// thread.
class LogReader {
public:
    enum class Follow { No, Yes };
    /// Runs `command` with "-n LINES", and "-f" to follow. Errors: NotSupported (no command), ToolFailed.
    [[nodiscard]] static Result<std::unique_ptr<LogReader>> start(std::vector<std::string> command,
                                                                  std::uint64_t lines, Follow follow);
    ~LogReader();
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;

    [[nodiscard]] int fd() const { return m_output.get(); }
    /// The whole lines that are there, each cut at 4 KiB; at the end the rest as well.
    [[nodiscard]] std::vector<std::string> read();
    /// The command closed its output.
    [[nodiscard]] bool ended() const { return m_ended; }

private:
    LogReader() = default;
    void takeLines(std::vector<std::string>& lines);

    UniqueFd m_output;
    pid_t m_pid = -1;
    std::string m_rest;
    bool m_ended = false;
};

} // namespace fieldfare::installer
