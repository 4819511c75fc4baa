// SPDX-License-Identifier: Apache-2.0
#include "core/base/process.h"

#include "core/base/unique_fd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>

namespace fieldfare {

namespace {

struct Pipe {
    UniqueFd readEnd;
    UniqueFd writeEnd;
};

Result<Pipe> makePipe() {
    std::array<int, 2> fds{};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0) {
        return ioError("pipe", "", errno);
    }
    return Pipe{UniqueFd(fds[0]), UniqueFd(fds[1])};
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    list.reserve(texts.size() + 1);
    for (const std::string& text : texts) {
        list.push_back(const_cast<char*>(text.c_str())); // posix_spawn does not write to it
    }
    list.push_back(nullptr);
    return list;
}

Result<pid_t> spawn(const ProcessRequest& request, const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&actions, in.readEnd.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.writeEnd.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err.writeEnd.get(), STDERR_FILENO);
    if (!request.workingDirectory.empty()) {
        ::posix_spawn_file_actions_addchdir_np(&actions, request.workingDirectory.c_str());
    }
    sigset_t none;
    sigset_t defaults;
    ::sigemptyset(&none);
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes,
                               POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t child = -1;
    const int failed = ::posix_spawnp(&child, request.argv.at(0).c_str(), &actions, &attributes,
                                      pointers(request.argv).data(), pointers(request.environment).data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        return Error(ErrorCode::ToolFailed,
                     {{"program", request.argv.at(0)}, {"detail", std::string(::strerrordesc_np(failed))}});
    }
    return child;
}

void keep(std::string& text, const char* data, std::size_t size, std::size_t limit) {
    text.append(data, std::min(size, limit - std::min(limit, text.size())));
}

/// Feeds stdin and collects stdout and stderr until both are closed or `deadline` has passed.
bool exchange(const ProcessRequest& request, UniqueFd& in, UniqueFd& out, UniqueFd& err,
              ProcessOutcome& outcome, std::chrono::steady_clock::time_point deadline) {
    std::string_view input = request.input;
    std::array<char, 16384> buffer{};
    while (out || err) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            return false;
        }
        if (input.empty()) {
            in.reset();
        }
        std::array<pollfd, 3> polled{pollfd{in.get(), POLLOUT, 0}, pollfd{out.get(), POLLIN, 0},
                                     pollfd{err.get(), POLLIN, 0}};
        if (::poll(polled.data(), polled.size(),
                   static_cast<int>(std::min<long long>(left.count(), 60'000))) < 0) {
            continue; // EINTR
        }
        if (polled[0].revents != 0) {
            const ssize_t sent = ::write(in.get(), input.data(), input.size());
            input.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
            if (sent < 0 && errno != EAGAIN && errno != EINTR) {
                input = {}; // the program does not want it
            }
        }
        for (const auto& [index, fd, text] :
             {std::tuple{1, &out, &outcome.output}, std::tuple{2, &err, &outcome.errors}}) {
            if (polled.at(static_cast<std::size_t>(index)).revents == 0) {
                continue;
            }
            const ssize_t got = ::read(fd->get(), buffer.data(), buffer.size());
            if (got > 0) {
                keep(*text, buffer.data(), static_cast<std::size_t>(got), request.maxOutputBytes);
            } else if (got == 0 || errno != EINTR) {
                fd->reset();
            }
        }
    }
    return true;
}

/// Waits for the child's end until `deadline`; false if it still runs.
bool reap(pid_t child, int& status, std::chrono::steady_clock::time_point deadline) {
    while (true) {
        const pid_t done = ::waitpid(child, &status, WNOHANG);
        if (done == child || (done < 0 && errno != EINTR)) {
            return true;
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        ::poll(nullptr, 0, 2);
    }
}

} // namespace

Result<ProcessOutcome> SystemProcessRunner::run(const ProcessRequest& request) {
    FF_TRY(Pipe in, makePipe());
    FF_TRY(Pipe out, makePipe());
    FF_TRY(Pipe err, makePipe());
    FF_TRY(const pid_t child, spawn(request, in, out, err));
    in.readEnd.reset();
    out.writeEnd.reset();
    err.writeEnd.reset();
    ::fcntl(in.writeEnd.get(), F_SETFL, O_NONBLOCK);

    ProcessOutcome outcome;
    const auto deadline = std::chrono::steady_clock::now() + request.timeLimit;
    int status = 0;
    if (!exchange(request, in.writeEnd, out.readEnd, err.readEnd, outcome, deadline) ||
        !reap(child, status, deadline)) {
        outcome.timedOut = true;
        ::kill(-child, SIGKILL);
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
    }
    outcome.exitStatus = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

} // namespace fieldfare
