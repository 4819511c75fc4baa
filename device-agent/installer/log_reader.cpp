// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/log_reader.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

namespace fieldfare::installer {
namespace {

constexpr std::size_t maxLineBytes = std::size_t{4} << 10;
constexpr std::size_t readBytes = std::size_t{32} << 10;

Error failed(const std::string& program, int errorNumber) {
    return Error(
        ErrorCode::ToolFailed,
        {{"program", program}, {"detail", describe(ioError("start", program, errorNumber)).happened}});
}

Result<pid_t> spawn(std::vector<std::string>& command, int output) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::vector<char*> argv;
    argv.reserve(command.size() + 1);
    for (std::string& word : command) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    std::string path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
    std::array<char*, 2> environment{path.data(), nullptr};
    pid_t pid = -1;
    const int fault = ::posix_spawnp(&pid, argv[0], &actions, &attributes, argv.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (fault != 0) {
        return failed(command[0], fault);
    }
    return pid;
}

} // namespace

Result<std::unique_ptr<LogReader>> LogReader::start(std::vector<std::string> command, std::uint64_t lines,
                                                    Follow follow) {
    if (command.empty()) {
        return Error(ErrorCode::NotSupported, {{"detail", std::string("this device has no log command")},
                                               {"path", std::string("log")}});
    }
    command.insert(command.end(), {"-n", std::to_string(lines)});
    if (follow == Follow::Yes) {
        command.emplace_back("-f");
    }
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return failed(command[0], errno);
    }
    std::unique_ptr<LogReader> reader(new LogReader);
    reader->m_output.reset(ends[0]);
    const UniqueFd writing(ends[1]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    FF_TRY(reader->m_pid, spawn(command, writing.get()));
    return reader;
}

LogReader::~LogReader() {
    if (m_pid > 0) {
        ::kill(-m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
}

void LogReader::takeLines(std::vector<std::string>& lines) {
    std::size_t start = 0;
    for (auto end = m_rest.find('\n'); end != std::string::npos; end = m_rest.find('\n', start)) {
        lines.push_back(m_rest.substr(start, std::min(end - start, maxLineBytes)));
        start = end + 1;
    }
    m_rest.erase(0, start);
    if (m_rest.size() > maxLineBytes) {
        m_rest.resize(maxLineBytes); // the line goes on, and is cut
    }
    if (m_ended && !m_rest.empty()) {
        lines.push_back(std::exchange(m_rest, {}));
    }
}

std::vector<std::string> LogReader::read() {
    std::array<char, readBytes> buffer{};
    const ssize_t got = ::read(m_output.get(), buffer.data(), buffer.size());
    std::vector<std::string> lines;
    if (got > 0) {
        m_rest.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        m_ended = true;
    }
    takeLines(lines);
    return lines;
}

} // namespace fieldfare::installer
