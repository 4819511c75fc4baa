// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/health.h"

#include <algorithm>
#include <map>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace fieldfare::installer {

namespace {

constexpr std::size_t maxMessageBytes = 512;
constexpr std::size_t maxProgramsPerFolder = 64;
constexpr std::chrono::milliseconds napTime{250};
constexpr std::chrono::milliseconds askEvery{500};

/// Names as run-parts(8) takes them: no editor's backups, no hidden files, no *.dpkg-old.
bool isProgramName(const std::string& name) {
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-';
    });
}

enum class FileKind { Program, SwitchedOff, NotExecutable };

Result<FileKind> judge(const std::filesystem::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        return ioError("stat", path.string(), errno);
    }
    if (S_ISCHR(info.st_mode) || (S_ISREG(info.st_mode) && info.st_size == 0)) {
        return FileKind::SwitchedOff;
    }
    if (!S_ISREG(info.st_mode) || (info.st_mode & S_IXUSR) == 0) {
        return FileKind::NotExecutable;
    }
    if ((info.st_uid != 0 && info.st_uid != ::geteuid()) || (info.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return Error(ErrorCode::NotPermitted,
                     {{"path", path.string()},
                      {"detail", path.string() + " can be changed by others than root, so it is not run"}});
    }
    return FileKind::Program;
}

/// By name, what an earlier folder decided stays: a program, or nothing where it is switched off.
using Found = std::map<std::string, std::optional<std::filesystem::path>>;

Result<> addFolder(const std::filesystem::path& folder, Found& found) {
    std::error_code failed;
    std::filesystem::directory_iterator it(folder, failed);
    if (failed == std::errc::no_such_file_or_directory) {
        return {};
    }
    std::size_t count = 0;
    for (; !failed && it != std::filesystem::directory_iterator(); it.increment(failed)) {
        const std::string name = it->path().filename().string();
        if (!isProgramName(name) || found.contains(name)) {
            continue;
        }
        if (++count > maxProgramsPerFolder) {
            return Error(ErrorCode::TooLarge, {{"path", folder.string()},
                                               {"have", std::uint64_t{count}},
                                               {"limit", std::uint64_t{maxProgramsPerFolder}}});
        }
        FF_TRY(const FileKind kind, judge(it->path()));
        if (kind != FileKind::NotExecutable) {
            found.emplace(name, kind == FileKind::Program ? std::optional(it->path()) : std::nullopt);
        }
    }
    return failed ? ioError("list", folder.string(), failed.value()) : Result<>();
}

/// The end of what a program said, where the reason stands; cut at a whole UTF-8 character.
std::string messageOf(const ProcessOutcome& outcome) {
    std::string text = outcome.errors.empty() ? outcome.output : outcome.errors;
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
        text.pop_back();
    }
    if (text.size() > maxMessageBytes) {
        text.erase(0, text.size() - maxMessageBytes);
        const auto start = std::find_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
        text.erase(text.begin(), start);
    }
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        c = byte < 0x20 && c != '\n' ? ' ' : c;
    }
    return text;
}

} // namespace

std::string describeOutcome(const ProcessOutcome& outcome) {
    const std::string message = messageOf(outcome);
    if (outcome.timedOut) {
        return "it took too long" + (message.empty() ? "" : ": " + message);
    }
    if (outcome.exitStatus != 0) {
        return "exit status " + std::to_string(outcome.exitStatus) + (message.empty() ? "" : ": " + message);
    }
    return message;
}

Result<std::vector<NamedProgram>> findPrograms(const std::vector<std::filesystem::path>& folders) {
    Found found;
    for (const std::filesystem::path& folder : folders) {
        FF_CHECK(addFolder(folder, found));
    }
    std::vector<NamedProgram> programs;
    for (auto& [name, path] : found) {
        if (path) {
            programs.push_back(NamedProgram{name, std::move(*path)});
        }
    }
    return programs;
}

std::vector<std::string> programEnvironment(const ProgramContext& context) {
    return {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            "FIELDFARE_SLOT=" + context.slot,
            "FIELDFARE_RELEASE_NAME=" + context.release.name,
            "FIELDFARE_RELEASE_VERSION=" + context.release.version,
            "FIELDFARE_RELEASE_EPOCH=" + std::to_string(context.release.epoch),
            context.trial ? "FIELDFARE_TRIAL=1" : "FIELDFARE_TRIAL=0"};
}

HealthChecks::HealthChecks(const device::HealthConfig& config, ProcessRunner& runner, const Clock& clock,
                           Sleep sleep)
    : m_config(config)
    , m_runner(runner)
    , m_clock(clock)
    , m_sleep(sleep ? std::move(sleep)
                    : [](std::chrono::nanoseconds time) { std::this_thread::sleep_for(time); }) {}

HealthResult HealthChecks::runOne(const NamedProgram& program, const ProgramContext& context,
                                  std::chrono::steady_clock::time_point deadline,
                                  const std::function<bool()>& goOn) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - m_clock.monotonic());
    ProcessRequest request;
    request.argv = {program.path.string()};
    request.environment = programEnvironment(context);
    request.workingDirectory = "/";
    request.timeLimit =
        std::clamp<std::chrono::milliseconds>(left, std::chrono::milliseconds{1}, m_config.checkLimit);
    request.goOn = goOn;
    const Result<ProcessOutcome> outcome = m_runner.run(request);
    if (!outcome.ok()) {
        return {program.name, false, describe(outcome.error()).happened.substr(0, maxMessageBytes)};
    }
    return {program.name, outcome->succeeded(), describeOutcome(*outcome).substr(0, maxMessageBytes)};
}

/// Sleeps until it is time for the next round; false if it may not go on.
bool HealthChecks::waitForNextRound(std::chrono::steady_clock::time_point deadline,
                                    const std::function<bool()>& goOn) {
    const auto next = std::min(m_clock.monotonic() + m_config.retryEvery, deadline);
    while (m_clock.monotonic() < next) {
        if (!goOn()) {
            return false;
        }
        m_sleep(std::min<std::chrono::nanoseconds>(napTime, next - m_clock.monotonic()));
    }
    return goOn();
}

/// Runs what has to be asked now; false if interrupted.
bool HealthChecks::runRound(const std::vector<NamedProgram>& programs, const ProgramContext& context,
                            WhichChecks which, std::chrono::steady_clock::time_point deadline,
                            const std::function<bool()>& goOn, std::vector<HealthResult>& results) {
    for (std::size_t i = 0; i < programs.size(); ++i) {
        if (which == WhichChecks::All || !results[i].passed) {
            results[i] = runOne(programs[i], context, deadline, goOn);
        }
        if (!goOn()) {
            return false;
        }
    }
    return true;
}

HealthVerdict HealthChecks::runUntilDecided(const std::vector<NamedProgram>& programs,
                                            const ProgramContext& context, const std::function<bool()>& goOn,
                                            std::vector<HealthResult>& results) {
    const auto deadline = m_clock.monotonic() + m_config.deadline;
    std::optional<std::chrono::steady_clock::time_point> passingSince;
    while (m_clock.monotonic() < deadline) {
        const auto roundStart = m_clock.monotonic();
        // Until the first good round, what has passed is not asked again; after it, all must go on passing.
        const WhichChecks which = passingSince ? WhichChecks::All : WhichChecks::Failed;
        if (!runRound(programs, context, which, deadline, goOn, results)) {
            return HealthVerdict::Interrupted;
        }
        const bool allPassed =
            std::all_of(results.begin(), results.end(), [](const auto& r) { return r.passed; });
        passingSince = allPassed ? std::optional(passingSince.value_or(roundStart)) : std::nullopt;
        const auto now = m_clock.monotonic();
        if (allPassed && now - *passingSince >= m_config.stableFor) {
            return HealthVerdict::Passed;
        }
        if (now < deadline && !waitForNextRound(deadline, goOn)) {
            return HealthVerdict::Interrupted;
        }
    }
    return HealthVerdict::Failed;
}

HealthReport HealthChecks::run(const ProgramContext& context, const std::function<bool()>& goOn) {
    HealthReport report;
    const Result<std::vector<NamedProgram>> programs = findPrograms(m_config.folders);
    if (!programs.ok()) {
        report.error =
            Error(ErrorCode::HealthCheckFailed,
                  {{"check", "-"}, {"detail", describe(programs.error()).happened}, {"slot", context.slot}});
        return report;
    }
    for (const NamedProgram& program : *programs) {
        report.results.push_back(HealthResult{program.name, false, "not run"});
    }
    // Asking may cost the caller a look at the boot environment: twice a second is enough for everybody.
    std::optional<std::chrono::steady_clock::time_point> lastAsked;
    bool lastAnswer = true;
    const auto sometimesAsk = [&] {
        const auto now = m_clock.monotonic();
        if (lastAnswer && (!lastAsked || now - *lastAsked >= askEvery)) {
            lastAsked = now;
            lastAnswer = goOn();
        }
        return lastAnswer;
    };
    report.verdict = runUntilDecided(*programs, context, sometimesAsk, report.results);
    if (report.verdict == HealthVerdict::Failed) {
        report.error = firstFailure(report, context);
    }
    return report;
}

Error HealthChecks::firstFailure(const HealthReport& report, const ProgramContext& context) {
    const auto failed = std::find_if(report.results.begin(), report.results.end(),
                                     [](const HealthResult& result) { return !result.passed; });
    const bool any = failed != report.results.end();
    return Error(ErrorCode::HealthCheckFailed,
                 {{"check", any ? failed->name : "-"},
                  {"detail", any ? failed->message : "not stable before the deadline"},
                  {"slot", context.slot}});
}

} // namespace fieldfare::installer
