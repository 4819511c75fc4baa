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

/// Writes to a pipe whose reader may be gone: SIGPIPE is held back in this thread and taken away again, so
/// that a program that does not read its input cannot end ours.
ssize_t writeWithoutSignal(int fd, std::string_view data) {
    sigset_t pipeSignal;
    sigset_t before;
    ::sigemptyset(&pipeSignal);
    ::sigaddset(&pipeSignal, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipeSignal, &before);
    const ssize_t sent = ::write(fd, data.data(), data.size());
    const int number = errno;
    if (sent < 0 && number == EPIPE && ::sigismember(&before, SIGPIPE) == 0) {
        const timespec now{};
        ::sigtimedwait(&pipeSignal, nullptr, &now);
    }
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = number;
    return sent;
}

/// The pipes to a running program.
struct Exchange {
    UniqueFd in;
    UniqueFd out;
    UniqueFd err;
    std::string_view input;

    [[nodiscard]] bool done() const { return !out && !err; }

    /// Waits at most `wait` and moves what can be moved.
    void step(std::chrono::milliseconds wait, std::size_t maxOutputBytes, ProcessOutcome& outcome) {
        if (input.empty()) {
            in.reset();
        }
        std::array<pollfd, 3> polled{pollfd{in.get(), POLLOUT, 0}, pollfd{out.get(), POLLIN, 0},
                                     pollfd{err.get(), POLLIN, 0}};
        if (::poll(polled.data(), polled.size(), static_cast<int>(wait.count())) < 0) {
            return; // EINTR
        }
        if (polled[0].revents != 0) {
            const ssize_t sent = writeWithoutSignal(in.get(), input);
            input.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
            if (sent < 0 && errno != EAGAIN && errno != EINTR) {
                input = {}; // the program does not want it
            }
        }
        for (const auto& [events, fd, text] : {std::tuple{polled[1].revents, &out, &outcome.output},
                                               std::tuple{polled[2].revents, &err, &outcome.errors}}) {
            if (events != 0) {
                receive(*fd, *text, maxOutputBytes);
            }
        }
    }

private:
    static void receive(UniqueFd& fd, std::string& text, std::size_t limit) {
        std::array<char, 16384> buffer{};
        const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got > 0) {
            keep(text, buffer.data(), static_cast<std::size_t>(got), limit);
        } else if (got == 0 || errno != EINTR) {
            fd.reset();
        }
    }
};

/// True once the child has ended; it is left to be reaped, so that its process group keeps its number.
bool hasEnded(pid_t child) {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid == child;
}

/// Until the child has ended and its output is read; false if its time was up or `goOn` said no.
bool attend(const ProcessRequest& request, pid_t child, Exchange& pipes, ProcessOutcome& outcome) {
    constexpr std::chrono::milliseconds longestStep{200};
    const auto deadline = std::chrono::steady_clock::now() + request.timeLimit;
    auto step = std::chrono::milliseconds{2}; // a program that ends at once is noticed at once
    bool ended = false;
    while (!ended || !pipes.done()) {
        const auto before = std::chrono::steady_clock::now();
        if (before >= deadline || (request.goOn && !request.goOn())) {
            return false;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - before);
        pipes.step(std::min(step, left), request.maxOutputBytes, outcome);
        const bool silent = std::chrono::steady_clock::now() - before >= step;
        if (ended && silent) {
            return true; // something that it left running holds its output open
        }
        step = silent ? std::min(step * 2, longestStep) : step;
        ended = ended || hasEnded(child);
    }
    return true;
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
    Exchange pipes{std::move(in.writeEnd), std::move(out.readEnd), std::move(err.readEnd), request.input};
    if (!attend(request, child, pipes, outcome)) {
        outcome.timedOut = true;
        ::kill(-child, SIGKILL);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    outcome.exitStatus = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

} // namespace fieldfare
