// SPDX-License-Identifier: Apache-2.0
#include "app/store/activity_log.h"

#include "core/base/file.h"
#include "core/base/unique_fd.h"

#include <QFile>
#include <QStandardPaths>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {

/// Of one file: a file that somebody blew up is not read into memory.
constexpr std::size_t maxReadBytes = std::size_t{16} << 20;

/// A lock beside the log: the log itself is renamed while it is held.
Result<UniqueFd> lockLog(const std::filesystem::path& path, int how) {
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    const std::string lockPath = path.string() + ".lock";
    UniqueFd lock(::open(lockPath.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock || ::flock(lock.get(), how) != 0) {
        return ioError("lock", lockPath, errno);
    }
    return lock;
}

/// A file's lines; none if it is not there.
Result<std::string> linesOf(const std::filesystem::path& path) {
    const auto content = readFile(path, maxReadBytes);
    if (!content && content.error() == ErrorCode::NotFound) {
        return std::string();
    }
    if (!content) {
        return content.error();
    }
    return std::string(asText(*content));
}

/// Of the last whole line.
struct Tail {
    std::uint64_t number = 0;
    Digest hash;
    bool any = false;
    std::size_t wholeBytes = 0; ///< Of the file.
};

Result<Tail> tailOf(const std::filesystem::path& path) {
    FF_TRY(const std::string text, linesOf(path));
    Tail tail;
    const std::size_t end = text.rfind('\n');
    if (end == std::string::npos) {
        return tail;
    }
    tail.any = true;
    tail.wholeBytes = end + 1;
    const std::size_t before = end == 0 ? std::string::npos : text.rfind('\n', end - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    tail.hash = sha256(asBytes(line));
    if (const auto entry = parseActivityLine(line)) {
        tail.number = entry->number;
    } else { // damaged: the chain goes on behind it, and reading shows where it broke
        const ActivityChain chain = readActivityChain(text);
        tail.number = chain.entries.empty() ? 1 : chain.entries.back().number + 1;
    }
    return tail;
}

Result<> appendLine(const std::filesystem::path& path, std::size_t wholeBytes, const std::string& line) {
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (!fd) {
        return ioError("open", path.string(), errno);
    }
    // What stands behind the last line feed was cut off by a crash. A crash in here leaves the same again:
    // the line counts from its line feed on, which is the last byte that is written.
    if (::ftruncate(fd.get(), static_cast<off_t>(wholeBytes)) != 0) {
        return ioError("truncate", path.string(), errno);
    }
    FF_CHECK(pwriteAll(fd.get(), wholeBytes, asBytes(line), path.string()));
    return ::fdatasync(fd.get()) == 0 ? Result<>() : Result<>(ioError("flush", path.string(), errno));
}

} // namespace

std::filesystem::path ActivityLog::defaultPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(QFile::encodeName(folder).toStdString()) / "fieldfare" / "activity.log";
}

std::filesystem::path ActivityLog::file(int age) const {
    return age == 0 ? m_path : std::filesystem::path(m_path.string() + "." + std::to_string(age));
}

Result<> ActivityLog::rotate() const {
    std::error_code failed;
    for (int age = olderFiles - 1; age >= 0; --age) {
        if (std::filesystem::exists(file(age), failed)) {
            std::filesystem::rename(file(age), file(age + 1), failed);
            if (failed) {
                return ioError("rename", file(age).string(), failed.value());
            }
        }
    }
    return {};
}

Result<> ActivityLog::append(ActivityEntry entry) const {
    FF_TRY(const UniqueFd lock, lockLog(m_path, LOCK_EX));
    FF_TRY(Tail tail, tailOf(file(0)));
    if (tail.wholeBytes >= m_maxFileBytes) {
        FF_CHECK(rotate()); // a crash in between leaves a gap in the names, which reading passes over
        tail.wholeBytes = 0;
    } else if (!tail.any) {
        for (int age = 1; age <= olderFiles && !tail.any; ++age) {
            FF_TRY(tail, tailOf(file(age)));
        }
        tail.wholeBytes = 0;
    }
    entry.number = tail.number + 1;
    entry.previous = tail.any ? tail.hash : Digest{};
    return appendLine(file(0), tail.wholeBytes, activityLine(entry) + '\n');
}

Result<ActivityHistory> ActivityLog::read() const {
    FF_TRY(const UniqueFd lock, lockLog(m_path, LOCK_SH));
    ActivityHistory history;
    std::optional<Digest> before;
    std::uint64_t lastNumber = 0;
    for (int age = olderFiles; age >= 0; --age) {
        FF_TRY(const std::string text, linesOf(file(age)));
        ActivityChain chain = readActivityChain(text, before, lastNumber);
        if (chain.broken && !history.broken) {
            history.broken = chain.broken;
            history.brokenFile = file(age);
        }
        if (chain.wholeBytes > 0) {
            before = chain.head;
            history.head = chain.head;
        }
        if (!chain.entries.empty()) {
            lastNumber = chain.entries.back().number;
        }
        history.entries.insert(history.entries.end(), std::make_move_iterator(chain.entries.begin()),
                               std::make_move_iterator(chain.entries.end()));
    }
    return history;
}

} // namespace fieldfare::app
