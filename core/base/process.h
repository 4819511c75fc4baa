// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <chrono>
#include <filesystem>
#include <functional>

namespace fieldfare {

/// A program to run to its end: no shell, an environment of its own, output kept up to a limit.
struct ProcessRequest {
    std::vector<std::string> argv;        ///< argv[0] is looked up in PATH if it has no slash.
    std::vector<std::string> environment; ///< NAME=value; the child sees nothing else.
    std::filesystem::path workingDirectory;
    std::chrono::milliseconds timeLimit{30'000}; ///< Then the whole process group gets SIGKILL.
    std::size_t maxOutputBytes = std::size_t{1}
                                 << 16; ///< Of stdout and of stderr; the rest is read and dropped.
    std::string input;                  ///< Given on stdin.
    /// Asked several times a second while the program runs (a watchdog may be fed here); false ends it like
    /// the time limit does.
    std::function<bool()> goOn = {};
};

struct ProcessOutcome {
    int exitStatus = 0;    ///< As in a shell: 128 + signal number if it was killed.
    bool timedOut = false; ///< Or goOn said no: it was killed.
    std::string output;
    std::string errors;
    [[nodiscard]] bool succeeded() const { return exitStatus == 0 && !timedOut; }
};

/// Runs programs. Thread-safe.
class ProcessRunner {
public:
    virtual ~ProcessRunner() = default;
    /// Blocks until the program ended or its time is up. What a program leaves running keeps running; its
    /// output is not waited for. Errors: ToolFailed if it could not be started.
    [[nodiscard]] virtual Result<ProcessOutcome> run(const ProcessRequest& request) = 0;
};

/// posix_spawn(3) and poll(2).
class SystemProcessRunner final : public ProcessRunner {
public:
    [[nodiscard]] Result<ProcessOutcome> run(const ProcessRequest& request) override;
};

} // namespace fieldfare
